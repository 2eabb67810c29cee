"""A goal of a plan with its activities: Mål | Metod | Aktivitet | Tidsperiod."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ActivityBlock(blocks.StructBlock):
    activity = blocks.TextBlock(label=_("Activity"), rows=2)
    method = blocks.TextBlock(label=_("Method"), required=False, rows=2)
    starts_on = blocks.DateBlock(label=_("From"), required=False)
    ends_on = blocks.DateBlock(label=_("To and including"), required=False)
    when = blocks.CharBlock(
        label=_("When, in words"),
        required=False,
        max_length=80,
        help_text=_("Where there are no dates, such as “during the whole period”."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        first, last = cleaned["starts_on"], cleaned["ends_on"]
        if first and last and last < first:
            problem = ValidationError(_("The last day is before the first."))
            raise blocks.StructBlockValidationError(block_errors={"ends_on": problem})
        return cleaned


class GoalBlock(blocks.StructBlock):
    goal = blocks.CharBlock(label=_("Goal"), max_length=300)
    indicator = blocks.CharBlock(label=_("Indicator"), required=False, max_length=300)
    activities = blocks.ListBlock(ActivityBlock(), label=_("Activities"), collapsed=True)

    class Meta:
        icon = "tick"
        label = _("Goal")
