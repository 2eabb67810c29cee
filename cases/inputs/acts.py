"""What is typed for the acts that answer nothing: whom a turn goes to, until when, who is recused, and why."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from people.models import Body, Mandate, User

from .fields import DayField

WHOLE_CASE = ""


class ReasonInput(django_forms.Form):
    # Nothing is left to do: the page says so and asks nothing.
    is_settled = False

    reason = django_forms.CharField(
        label=_("Reason"),
        max_length=5_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why.")},
    )


class ConfirmInput(django_forms.Form):
    """Nothing to type: the button is the question."""


class ReassignInput(ReasonInput):
    who = django_forms.ChoiceField(
        label=_("Who answers instead"),
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Choose a person or a body.")},
    )
    field_order = ("who", "reason")

    def __init__(
        self, *args: Any, people: Iterable[Mandate], bodies: Iterable[Body], having: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        persons = [(f"person:{each.user_id}", _person(each)) for each in people if list(having) != [each.user_id]]
        others = [(f"body:{body.pk}", body.name) for body in bodies]
        choices = cast(django_forms.ChoiceField, self.fields["who"])
        choices.choices = [*persons, *others]
        self.is_empty = not choices.choices
        # A body takes the place of an argument of the action, as a person does.
        self.fields["who"].widget.choices = choices.choices

    @property
    def chosen(self) -> tuple[str, int]:
        kind, _, key = self.cleaned_data["who"].partition(":")
        return kind, int(key)


class DelegateInput(django_forms.Form):
    to = django_forms.ChoiceField(
        label=_("Deputy"), widget=django_forms.RadioSelect, error_messages={"required": _("Choose a deputy.")}
    )
    until = DayField(
        label=_("To and including"),
        help_text=_("After that day the case is yours again. For example 2026-03-14."),
        error_messages={"required": _("Write the last day.")},
    )

    def __init__(self, *args: Any, deputies: Iterable[Mandate], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choices = [(str(each.user_id), each.user.name) for each in deputies]
        cast(django_forms.ChoiceField, self.fields["to"]).choices = choices

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.on:
            raise django_forms.ValidationError(_("The day has passed. Choose a day from today on."), code="passed")
        return until


class RecuseInput(ReasonInput):
    person = django_forms.ChoiceField(
        label=_("Who is recused"),
        widget=django_forms.Select,
        error_messages={"required": _("Choose a person.")},
    )
    stage = django_forms.ChoiceField(
        label=_("From what"), required=False, widget=django_forms.RadioSelect, initial=WHOLE_CASE
    )
    field_order = ("person", "stage", "reason")

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[User, str]],
        stages: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        choices = [(str(user.pk), f"{user.name} ({where})" if where else user.name) for user, where in people]
        # Nobody is chosen beforehand: a conflict of interest must not be noted of whoever stands first.
        offered = choices if len(people) == 1 else [("", _("Choose a person")), *choices]
        cast(django_forms.ChoiceField, self.fields["person"]).choices = offered
        if len(people) == 1:
            self.fields["person"].initial = choices[0][0]
            self.fields["person"].widget = django_forms.HiddenInput()
        stage_choices = [(WHOLE_CASE, _("The whole case")), *stages]
        cast(django_forms.ChoiceField, self.fields["stage"]).choices = stage_choices
        self.fields["reason"].help_text = _("Read by the association and by the person, not by the applicants.")


class ReopenInput(ReasonInput):
    stage = django_forms.ChoiceField(
        label=_("Goes on from"),
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Choose where the case goes on.")},
    )
    field_order = ("stage", "reason")

    def __init__(self, *args: Any, stages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(django_forms.ChoiceField, self.fields["stage"]).choices = list(stages)


def _person(mandate: Mandate) -> str:
    role = mandate.get_role_display()
    deputy = f" ({_('deputy')})" if mandate.is_deputy else ""
    return f"{mandate.user.name}, {role.lower()}{deputy}, {mandate.body.name}"
