"""Conditions without code: comparisons, joined by all or any."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .keys import KeyReferenceBlock

OPERATORS = [
    ("is", pgettext_lazy("condition", "is")),
    ("is_not", pgettext_lazy("condition", "is not")),
    ("contains", pgettext_lazy("condition", "contains")),
    ("answered", pgettext_lazy("condition", "is answered")),
    ("not_answered", pgettext_lazy("condition", "is not answered")),
    ("more_than", pgettext_lazy("condition", "is more than")),
    ("less_than", pgettext_lazy("condition", "is less than")),
    ("at_least", pgettext_lazy("condition", "is at least")),
    ("at_most", pgettext_lazy("condition", "is at most")),
]
# How deep all and any may stand in each other (docs/formats.md).
DEEPEST = 5


class ComparisonBlock(blocks.StructBlock):
    field = KeyReferenceBlock(label=_("Field"), help_text=_("The key of the field that decides."))
    op = blocks.ChoiceBlock(choices=OPERATORS, default="is", label=_("Comparison"))
    value = blocks.CharBlock(
        required=False,
        label=_("Value"),
        help_text=_(
            "An option's key, a number, an amount in kronor, a date such as 2014-07-01, or yes or no. "
            "Leave it empty for “is answered”."
        ),
    )

    class Meta:
        icon = "help"
        label = _("Comparison")
        label_format = "{field} {op} {value}"
        form_classname = "struct-block samverka-comparison"


class CellComparisonBlock(blocks.StructBlock):
    cell = KeyReferenceBlock(
        "column", label=pgettext_lazy("of a table", "Column"), help_text=_("The key of a column in the same table.")
    )
    op = blocks.ChoiceBlock(choices=OPERATORS, default="is", label=_("Comparison"))
    value = blocks.CharBlock(required=False, label=_("Value"), help_text=_("As above, or leave it empty."))
    other = KeyReferenceBlock(
        "column",
        required=False,
        label=_("Or another column"),
        help_text=_("The key of a column to compare with in the same row."),
    )

    class Meta:
        icon = "table"
        label = _("This row")
        label_format = "{cell} {op} {value}{other}"
        form_classname = "struct-block samverka-comparison"


def _nested(leaves: dict[str, blocks.Block]) -> dict[str, blocks.Block]:
    """The kinds of a condition, `all` and `any` holding conditions down to the deepest level.

    Blocks are shared between levels and between fields, so that the editor loads each once.
    """
    kinds = leaves
    for _level in range(DEEPEST - 1):
        inside = list(kinds.items())
        kinds = {
            **leaves,
            "all": blocks.StreamBlock(inside, required=False, label=_("All of these"), icon="list-ul"),
            "any": blocks.StreamBlock(inside, required=False, label=_("Any of these"), icon="list-ul"),
        }
    return kinds


COMPARISON = ComparisonBlock()
KINDS = _nested({"comparison": COMPARISON})
# Of a table's columns.
ROW_KINDS = _nested({"cell": CellComparisonBlock(), "comparison": COMPARISON})


class ConditionBlock(blocks.StreamBlock):
    """One condition, or none."""

    class Meta:
        required = False
        max_num = 1
        collapsed = True
        icon = "view"


# One of each for the whole form, for the same reason as above.
VISIBLE_WHEN = ConditionBlock(
    list(KINDS.items()), label=_("Shown only when"), help_text=_("Empty means that it is always shown.")
)
REQUIRED_WHEN = ConditionBlock(
    list(KINDS.items()),
    label=_("Must be answered only when"),
    help_text=_("Use it instead of “Must be answered” when another answer decides."),
)
MUST_HOLD = ConditionBlock(list(KINDS.items()), label=_("Must hold"))


COLUMN_VISIBLE_WHEN = ConditionBlock(
    list(ROW_KINDS.items()),
    label=_("Asked for only when"),
    help_text=_("Row by row. Empty means that every row asks for it."),
)
COLUMN_REQUIRED_WHEN = ConditionBlock(list(ROW_KINDS.items()), label=_("Must be answered only when"))
ROW_MUST_HOLD = ConditionBlock(list(ROW_KINDS.items()), label=_("Must hold"))


class ValidationBlock(blocks.StructBlock):
    message = blocks.CharBlock(
        max_length=500,
        label=_("Message"),
        help_text=_("Said when it does not hold: what is wrong and what to do. One or two plain sentences."),
    )

    def __init__(self, holds: blocks.Block = MUST_HOLD, **kwargs: Any) -> None:
        super().__init__([("holds", holds)], **kwargs)

    class Meta:
        label = _("Rule")
        label_format = "{message}"


VALIDATIONS = blocks.ListBlock(
    ValidationBlock(),
    default=[],
    label=_("Rules"),
    help_text=_("What must hold before the answers can be sent in, with a message of your own."),
)
ROW_VALIDATIONS = blocks.ListBlock(
    ValidationBlock(ROW_MUST_HOLD),
    default=[],
    label=_("Rules"),
    help_text=_("What must hold in every row, with a message of your own."),
)
