"""Calculations without code: answers and numbers, put together by operations."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .keys import KeyReferenceBlock

# How deep operations may stand in each other here; docs/formats.md allows two more.
DEEPEST = 3


class AnswerBlock(blocks.StructBlock):
    field = KeyReferenceBlock(label=_("Field"), help_text=_("The key of a number, an amount, a budget or a table."))
    column = blocks.CharBlock(
        required=False, max_length=60, label=_("Column"), help_text=_("Of a table: the key of one column.")
    )
    year = blocks.IntegerBlock(
        required=False, min_value=1900, max_value=2199, label=_("Budget year"), help_text=_("Empty means the total.")
    )

    class Meta:
        icon = "form"
        label = _("An answer")
        label_format = "{field} {column} {year}"


class CellBlock(blocks.StructBlock):
    cell = blocks.CharBlock(max_length=60, label=_("Column"), help_text=_("The key of a column in the same table."))

    class Meta:
        icon = "table"
        label = _("This row")
        label_format = "{cell}"


class NumberBlock(blocks.StructBlock):
    number = blocks.CharBlock(max_length=20, label=_("Number"), help_text=_("Such as 12 or 48,33."))

    class Meta:
        icon = "decimal"
        label = _("A number")
        label_format = "{number}"


OPERATIONS = {
    "sum": (_("The sum of"), _("What is not filled in counts as 0.")),
    "plus": (_("Plus"), _("What is not filled in counts as 0.")),
    "minus": (_("Minus"), _("The first less the others. Nothing is shown until all are filled in.")),
    "times": (_("Times"), _("Nothing is shown until all are filled in.")),
    "divided_by": (_("Divided by"), _("The first divided by the second.")),
    "percent_of": (_("Per cent of"), _("First the percentage, then what it is taken of.")),
    "count": (_("The number of"), _("Rows of a table, filled cells of a column, or answered fields.")),
    "min": (_("The smallest of"), ""),
    "max": (_("The largest of"), ""),
}
ROUNDINGS = [
    ("whole", _("whole kronor, or a whole number")),
    ("two_decimals", _("two decimals")),
    ("thousands", _("whole thousands")),
]


def _nested() -> dict[str, blocks.Block]:
    """Shared between levels and fields, as conditions are, so that the editor loads each once."""
    leaves: dict[str, blocks.Block] = {"field": AnswerBlock(), "cell": CellBlock(), "number": NumberBlock()}
    kinds = leaves
    for _level in range(DEEPEST):
        inside = list(kinds.items())
        operations: dict[str, blocks.Block] = {
            name: blocks.StreamBlock(inside, required=False, label=label, help_text=help_text, icon="list-ul")
            for name, (label, help_text) in OPERATIONS.items()
        }
        rounding = blocks.StructBlock(
            [
                ("to", blocks.ChoiceBlock(choices=ROUNDINGS, default="whole", label=_("Half up, to"))),
                ("round", blocks.StreamBlock(inside, required=False, max_num=1, label=_("What is rounded"))),
            ],
            label=pgettext_lazy("calculation", "Rounded"),
            icon="decimal",
        )
        kinds = leaves | operations | {"round": rounding}
    return kinds


KINDS = _nested()


class CalculationBlock(blocks.StreamBlock):
    """One calculation."""

    class Meta:
        required = False
        max_num = 1
        collapsed = True
        icon = "decimal"


CALCULATION = CalculationBlock(
    list(KINDS.items()),
    label=_("Calculation"),
    help_text=_("Begin with what is done last. The preview says the whole calculation in words."),
)
SHOWS = [("money", _("an amount in kronor")), ("number", _("a number")), ("percent", _("per cent"))]


def shows_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=SHOWS, default="money", label=_("Shown as"))
