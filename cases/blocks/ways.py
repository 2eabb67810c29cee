"""The ways of an outcome: each a condition and where it leads when that holds."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.blocks.conditions import DEEPEST, ComparisonBlock, ConditionBlock
from forms.blocks.keys import KeyReferenceBlock

PLACE_WANTED = _("This leads nowhere. Choose a stage or an end.")


class WayComparisonBlock(ComparisonBlock):
    """Over the fields of the form that opens the route, and over what the case knows."""

    field = KeyReferenceBlock(
        points_at="fact",
        label=_("What decides"),
        help_text=_("What is applied for, what is granted, how many apply, or the key of a field of the form."),
    )
    value = blocks.CharBlock(
        required=False,
        label=_("Value"),
        help_text=_(
            "An amount in kronor or the key of an amount limit, an option's key, a number, a date such as 2014-07-01, "
            "or yes or no. Leave it empty for “is answered”."
        ),
    )
    value.field.widget.attrs["data-offers-keys"] = "limit"


def _nested() -> dict[str, blocks.Block]:
    comparison = WayComparisonBlock()
    kinds: dict[str, blocks.Block] = {"comparison": comparison}
    for _level in range(DEEPEST - 1):
        inside = list(kinds.items())
        kinds = {
            "comparison": comparison,
            "all": blocks.StreamBlock(inside, required=False, label=_("All of these"), icon="list-ul"),
            "any": blocks.StreamBlock(inside, required=False, label=_("Any of these"), icon="list-ul"),
        }
    return kinds


# One for the whole route, so that the editor loads it once.
WHEN = ConditionBlock(list(_nested().items()), label=_("If"))


class WayBlock(blocks.StructBlock):
    to = KeyReferenceBlock(
        points_at="stage",
        max_length=120,
        wanted=PLACE_WANTED,
        label=_("Leads then to"),
        help_text=_("A stage or an end: choose it in the list or write its title."),
    )

    def __init__(self, **kwargs: object) -> None:
        super().__init__([("when", WHEN)], **kwargs)

    class Meta:
        icon = "arrow-right"
        label = _("Way")
        label_format = "{to}"
        form_layout = blocks.BlockGroup(children=["when", "to"])


WAYS = blocks.ListBlock(
    WayBlock(),
    default=[],
    collapsed=True,
    label=_("Ways with conditions"),
    help_text=_("Tried from the top: the first whose condition holds is taken. What is not answered holds nothing."),
)
