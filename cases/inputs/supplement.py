"""What somebody asks the applicant to add, in which sections, and by when."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from .fields import DayField


class SupplementInput(django_forms.Form):
    sections = django_forms.MultipleChoiceField(
        label=_("Sections to open"),
        help_text=_("Only these can be changed; all else stays as it was sent in."),
        widget=django_forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one section.")},
    )
    question = django_forms.CharField(
        label=_("What is asked for"),
        help_text=_("Say what is missing or unclear, so that the applicant knows what to write."),
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the applicant is to add.")},
    )
    due_on = DayField(
        label=_("No later than"),
        help_text=_("For example 2026-03-14."),
        error_messages={"required": _("Write the day by which you need it.")},
    )

    def __init__(self, *args: Any, sections: Sequence[tuple[str, str]], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(django_forms.MultipleChoiceField, self.fields["sections"]).choices = list(sections)
        self.on = on

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.on:
            raise django_forms.ValidationError(_("The day has passed. Choose a day from today on."), code="passed")
        return due_on
