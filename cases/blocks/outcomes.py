"""What can be answered at a stage: one block type for each kind of outcome."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from forms.blocks.keys import KeyBlock, KeyReferenceBlock

from .messages import only_when
from .ways import PLACE_WANTED, WAYS

FORWARD = _("Moves the case on")
REFUSING = _("Refuses")
OTHER = _("Neither")


def layout(*own: str) -> BlockGroup:
    return BlockGroup(children=["label", *own, "needs_reason"], settings=["key"])


class OutcomeBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        max_length=80, label=_("Words on the button"), help_text=_("What the answer is called, for example “Supports”.")
    )
    needs_reason = blocks.BooleanBlock(required=False, label=_("A reason must be given"))
    key = KeyBlock(help_text=_("Names the answer in the trail. Suggested from the words, and fixed once published."))

    class Meta:
        label_format = "{label}"
        form_layout = layout()
        form_classname = "struct-block samverka-outcome"


class LeadingBlock(OutcomeBlock):
    """An outcome that takes the case somewhere."""

    ways = WAYS
    to = KeyReferenceBlock(
        points_at="stage",
        max_length=120,
        wanted=PLACE_WANTED,
        label=_("Leads to"),
        help_text=_(
            "A stage or an end: choose it in the list or write its title. "
            "Where there are ways with conditions: where it leads otherwise."
        ),
    )

    class Meta:
        label_format = "{label} → {to}"
        form_layout = layout("ways", "to")


class SupportBlock(LeadingBlock):
    class Meta:
        icon = "check"
        group = FORWARD
        label = _("Support")


class SubmitBlock(LeadingBlock):
    class Meta:
        icon = "mail"
        group = FORWARD
        label = _("Pass on")


class DecidingBlock(LeadingBlock):
    grants = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Grants money"),
        help_text=_("The answer then asks for the day, the §, the text, conditions and an amount for each year."),
    )
    pays = blocks.BooleanBlock(
        required=False,
        label=_("Is paid out at once"),
        help_text=_(
            "What is granted is taken out of the chosen fund and noted as paid on the day of the decision, in the same "
            "act. Such as a drawdown of the activity fund."
        ),
    )

    class Meta:
        form_layout = layout("ways", "to", "grants", "pays")


class ApproveBlock(DecidingBlock):
    class Meta:
        icon = "success"
        group = FORWARD
        label = _("Approve")


class ApproveInPartBlock(DecidingBlock):
    class Meta:
        icon = "success"
        group = FORWARD
        label = _("Approve in part")


class OpposeBlock(LeadingBlock):
    class Meta:
        icon = "cross"
        group = REFUSING
        label = _("Oppose")


class RejectBlock(LeadingBlock):
    class Meta:
        icon = "cross"
        group = REFUSING
        label = _("Reject")


class RemitBlock(LeadingBlock):
    class Meta:
        icon = "undo"
        group = OTHER
        label = _("Remit")


class DeferBlock(OutcomeBlock):
    class Meta:
        icon = "pause"
        group = OTHER
        label = _("Defer")


LAPSING = [
    ("none", _("None: only the one who asked answers again")),
    ("stage", _("All at this stage")),
    ("all", _("All: the case starts over from the first stage")),
    ("from", _("Those of one stage and of all after it")),
    ("stages", _("Those of chosen stages: the others still stand")),
]


def with_lapsing(value: dict[str, Any]) -> dict[str, Any]:
    """The raw value of a supplement's block as it is kept today; it was a tick, and beside it a stage."""
    ticked = value.get("lapses")
    if isinstance(ticked, str) and ticked:
        return value
    return {**value, "lapses": "from" if value.get("lapses_from") else "stage" if ticked else "none"}


class RequestSupplementBlock(OutcomeBlock):
    lapses = blocks.ChoiceBlock(
        choices=LAPSING,
        default="none",
        label=_("Which answers lapse"),
        help_text=_("When the supplement has come in, those whose answers lapse are asked again."),
    )
    lapses_from = only_when(
        KeyReferenceBlock(
            points_at="stage",
            max_length=120,
            required=False,
            label=_("Answers lapse from"),
            help_text=_("An earlier stage: the case goes back there, and all after it are asked again."),
        ),
        "lapses=from",
    )
    lapses_stages = blocks.ListBlock(
        KeyReferenceBlock(points_at="stage", max_length=120, label=_("Stage")),
        default=[],
        label=_("Stages whose answers lapse"),
        help_text=_(
            "Choose them in the list. The case goes back to the first of them that it has passed, asks these again, "
            "passes the others by, and comes back here, where everybody answers again."
        ),
        form_attrs={"data-only-when": "lapses=stages"},
    )
    sections = blocks.ListBlock(
        KeyReferenceBlock(points_at="section", label=_("Section")),
        default=[],
        label=_("Sections that may be opened"),
        help_text=_("Keys of sections of the form. None means any; the one who asks chooses among them."),
    )

    def to_python(self, value: dict[str, Any]) -> Any:
        return super().to_python(with_lapsing(value))

    def bulk_to_python(self, values: list[dict[str, Any]]) -> Any:
        return super().bulk_to_python([with_lapsing(value) for value in values])

    class Meta:
        icon = "help"
        group = OTHER
        label = _("Request a supplement")
        form_layout = layout("lapses", "lapses_from", "lapses_stages", "sections")


class OutcomesBlock(blocks.StreamBlock):
    """Block types are named as the kinds of docs/formats.md."""

    support = SupportBlock()
    submit = SubmitBlock()
    approve = ApproveBlock()
    approve_in_part = ApproveInPartBlock()
    oppose = OpposeBlock()
    reject = RejectBlock()
    remit = RemitBlock()
    defer = DeferBlock()
    request_supplement = RequestSupplementBlock()

    class Meta:
        required = False
        collapsed = True
