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


def _nested() -> dict[str, blocks.Block]:
    """The kinds of a condition, `all` and `any` holding conditions down to the deepest level.

    Blocks are shared between levels and between fields, so that the editor loads each once.
    """
    comparison = ComparisonBlock()
    kinds: dict[str, blocks.Block] = {"comparison": comparison}
    for _level in range(DEEPEST - 1):
        inside = list(kinds.items())
        kinds = {
            "comparison": comparison,
            "all": blocks.StreamBlock(inside, required=False, label=_("All of these"), icon="list-ul"),
            "any": blocks.StreamBlock(inside, required=False, label=_("Any of these"), icon="list-ul"),
        }
    return kinds


KINDS = _nested()


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


class ValidationBlock(blocks.StructBlock):
    message = blocks.CharBlock(
        max_length=500,
        label=_("Message"),
        help_text=_("Said when it does not hold: what is wrong and what to do. One or two plain sentences."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("holds", MUST_HOLD)], **kwargs)

    class Meta:
        label = _("Rule")
        label_format = "{message}"


VALIDATIONS = blocks.ListBlock(
    ValidationBlock(),
    default=[],
    label=_("Rules"),
    help_text=_("What must hold before the answers can be sent in, with a message of your own."),
)
