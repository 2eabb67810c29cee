"""What somebody ticks before a request for a change is begun."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.models import ChangeRequest


class ChangeInput(django_forms.Form):
    parts = django_forms.MultipleChoiceField(
        label=_("What needs to be changed?"),
        choices=ChangeRequest.Part.choices,
        widget=django_forms.CheckboxSelectMultiple,
        help_text=_("Tick all that holds. You can change it in the form."),
        error_messages={"required": _("Tick at least one.")},
    )

    def __init__(self, *args: Any, may_change_period: bool, may_change_budget: bool, **more: Any) -> None:
        """What the case does not have is no choice."""
        super().__init__(*args, **more)
        left_out = {ChangeRequest.Part.PERIOD: may_change_period, ChangeRequest.Part.BUDGET: may_change_budget}
        self.fields["parts"].choices = [  # type: ignore[attr-defined]
            (part, label) for part, label in ChangeRequest.Part.choices if left_out.get(ChangeRequest.Part(part), True)
        ]
