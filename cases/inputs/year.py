"""What people type about a group's year."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.models import HappeningMark
from people.inputs import SeveralField
from people.models import Body

from .fields import DayField


class MarkInput(django_forms.Form):
    state = django_forms.ChoiceField(
        label=_("How it stands"), choices=HappeningMark.State.choices, widget=django_forms.RadioSelect
    )
    done_on = DayField(label=_("Done on"), required=False, help_text=_("For example 2026-03-14. Empty means today."))
    note = django_forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=django_forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was done, or why it is not needed. Nothing about persons."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"state": HappeningMark.State.DONE}, **more})


class GroupsInput(django_forms.Form):
    bodies = SeveralField(
        Body.objects.none(),
        label=_("For these groups"),
        widget=django_forms.CheckboxSelectMultiple,
        help_text=_("One text can be sent in for several groups; each of them approves it."),
        error_messages={"required": _("Choose at least one group.")},
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(SeveralField, self.fields["bodies"])
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies]).order_by("name")
