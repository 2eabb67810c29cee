"""A route's stages and ends."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import BlockGroup

from forms.blocks.keys import KeyBlock, KeyReferenceBlock
from forms.models import Form
from people.models import Role

from .messages import MESSAGES, body_choices, only_when
from .outcomes import OutcomesBlock

ACTORS = [
    ("applicants", _("Each applying group")),
    ("body", _("One body")),
    ("answer", _("The bodies named in an answer")),
    ("office", _("The office")),
]
RULES = [
    ("all", pgettext_lazy("how many bodies", "all")),
    ("majority", pgettext_lazy("how many bodies", "a majority")),
    ("at_least", pgettext_lazy("how many bodies", "at least this many")),
    ("any", pgettext_lazy("how many bodies", "one")),
]
UNITS = [("calendar", pgettext_lazy("deadline", "days")), ("working", pgettext_lazy("deadline", "working days"))]
END_KINDS = [
    ("granted", pgettext_lazy("of an end", "Granted")),
    ("rejected", _("Rejected")),
    ("withdrawn", _("Withdrawn")),
    ("closed", _("Closed without a decision on money")),
]


def form_choices() -> list[tuple[str, str]]:
    """Published forms."""
    return list(Form.objects.filter(versions__isnull=False).distinct().order_by("title").values_list("key", "title"))


class StageBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    station = blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Short name"),
        help_text=_("As it stands on the line of stations. Empty means the title."),
    )
    help = blocks.TextBlock(
        required=False, rows=2, max_length=2000, label=_("Help"), help_text=_("Shown to those who answer here.")
    )
    actor = blocks.ChoiceBlock(choices=ACTORS, default="applicants", label=_("Who answers"))
    body = only_when(blocks.ChoiceBlock(choices=body_choices, required=False, label=_("Body")), "actor=body")
    field = only_when(
        KeyReferenceBlock(
            points_at="body",
            required=False,
            label=_("Field with the bodies"),
            help_text=_("The key of a field of the form where bodies are chosen."),
        ),
        "actor=answer",
    )
    role = blocks.ChoiceBlock(
        choices=Role.choices, default=Role.CHAIR, label=_("In which role"), help_text=_("Deputies count.")
    )
    rule = blocks.ChoiceBlock(
        choices=RULES,
        default="all",
        label=_("How many must answer yes"),
        help_text=_("Counted in bodies, before the case moves on."),
    )
    n = only_when(blocks.IntegerBlock(required=False, min_value=1, label=_("This many")), "rule=at_least")
    one_refusal_settles = blocks.BooleanBlock(
        required=False, label=_("One refusal settles it"), help_text=_("The case then moves at once.")
    )
    days = blocks.IntegerBlock(
        required=False, min_value=1, label=_("Must be answered within"), help_text=_("Empty means no deadline.")
    )
    unit = blocks.ChoiceBlock(choices=UNITS, default="calendar", label=_("Counted in"))
    remind_days_before = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Remind this many days before"),
        help_text=_("Several are divided by commas, for example 7, 2."),
    )
    remind_days_after = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Remind this many days after"),
        help_text=_("For example 1, 7. Empty means once, on the first day after."),
    )
    form = blocks.ChoiceBlock(
        choices=form_choices,
        required=False,
        label=_("Form to fill in first"),
        help_text=_("Such as an opinion or a proposal: the answer waits for it, and it is a document of the case."),
    )
    agreement = blocks.BooleanBlock(
        required=False,
        label=_("The agreement is drawn up and signed here"),
        help_text=_("The office answers. When all have signed, the stage is answered with its first yes by itself."),
    )
    outcomes = OutcomesBlock(label=_("Answers"))
    messages = MESSAGES
    key = KeyBlock(help_text=_("Names the stage. Suggested from the title, and fixed once published."))

    class Meta:
        icon = "group"
        label = _("Stage")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=[
                "title",
                "station",
                "help",
                BlockGroup(
                    ["actor", "body", "field", "role", "rule", "n", "one_refusal_settles"], heading=_("Who answers")
                ),
                BlockGroup(
                    ["days", "unit", "remind_days_before", "remind_days_after"],
                    heading=_("By when"),
                    label_format="{days} {unit}",
                ),
                "form",
                "agreement",
                "outcomes",
                "messages",
            ],
            settings=["key"],
        )


class EndBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    kind = blocks.ChoiceBlock(choices=END_KINDS, label=_("Kind of end"))
    key = KeyBlock(help_text=_("Names the end. Suggested from the title, and fixed once published."))

    class Meta:
        icon = "tag"
        label = _("End")
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "kind"], settings=["key"])


class RouteStagesBlock(blocks.StreamBlock):
    """Stages in the order that they are drawn, then the ends."""

    stage = StageBlock()
    end = EndBlock()

    class Meta:
        required = False
        collapsed = True
