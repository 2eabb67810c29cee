"""What people type about a meeting and its points."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast

from django import forms as django_forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.actions.plan_meeting import Planned
from cases.models import Meeting
from people.inputs import PersonField
from people.models import Body, User

from .answer import AnswerInput
from .decision import DecisionInput
from .fields import DayField

CLOCK = ["%H:%M", "%H.%M", "%H"]


def _clock(label: Any, *, required: bool) -> django_forms.TimeField:
    return django_forms.TimeField(
        label=label,
        required=required,
        input_formats=CLOCK,
        widget=django_forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the time as 13:00.")},
    )


class MeetingInput(django_forms.Form):
    body = django_forms.ModelChoiceField(Body.objects.none(), label=_("Whose meeting"), empty_label=None)
    kind = django_forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    day = DayField(label=_("Day"), help_text=_("For example 2026-03-14."))
    begins = _clock(_("Begins at"), required=True)
    ends = _clock(_("Ends at"), required=False)
    place = django_forms.CharField(label=_("Place"), required=False, max_length=200)
    link = django_forms.URLField(
        label=_("Link to the meeting"),
        required=False,
        assume_scheme="https",
    )
    version = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[Body] = (), meeting: Meeting | None = None, **more: Any) -> None:
        if meeting is not None:
            more["initial"] = _as_typed(meeting)
        super().__init__(*args, **more)
        if meeting is not None:
            del self.fields["body"]
            return
        choices = cast(django_forms.ModelChoiceField, self.fields["body"])
        choices.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The meeting ends before it begins."))
        return cleaned

    @property
    def planned(self) -> Planned:
        typed = self.cleaned_data
        ends = self._at(typed["ends"]) if typed["ends"] else None
        return Planned(self._at(typed["begins"]), ends, typed["place"], typed["link"], typed["kind"])

    def _at(self, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], clock))


def _as_typed(meeting: Meeting) -> dict[str, Any]:
    return {
        "kind": meeting.kind,
        "day": meeting.on,
        "begins": timezone.localtime(meeting.starts_at).time(),
        "ends": timezone.localtime(meeting.ends_at).time() if meeting.ends_at else None,
        "place": meeting.place,
        "link": meeting.link,
        "version": meeting.version,
    }


class PointInput(django_forms.Form):
    title = django_forms.CharField(label=_("Heading"), max_length=300)
    proposal = django_forms.CharField(
        label=_("Proposal"),
        required=False,
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: that the board decides to …"),
    )
    version = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)


class SettleInput(django_forms.Form):
    """A free point, or a case that gets no answer at this meeting."""

    notes = django_forms.CharField(
        label=_("Notes"), required=False, max_length=20_000, widget=django_forms.Textarea(attrs={"rows": 5})
    )
    decision = django_forms.CharField(
        label=pgettext_lazy("of a point", "Decision"),
        required=False,
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
    )
    adjust_now = django_forms.BooleanField(
        label=_("Adjusted at once"), required=False, help_text=_("The point is locked straight away.")
    )
    version = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("notes", "").strip() and not cleaned.get("decision", "").strip() and not self.errors:
            self.add_error("notes", _("Write what was said or decided."))
        return cleaned


class _InMeeting:
    """A case's answer as it is written down in a meeting: the day and the § are the meeting's."""

    fields: dict[str, django_forms.Field]

    def into_meeting(self) -> None:
        for name in ("decided_on", "paragraph"):
            self.fields.pop(name, None)
        self.fields["text"].label = pgettext_lazy("of a point", "Decision")
        for name in ("notes", "adjust_now", "version"):
            self.fields[name] = SettleInput.base_fields[name]


class PointAnswerInput(_InMeeting, AnswerInput):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.into_meeting()


class PointDecisionInput(_InMeeting, DecisionInput):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.into_meeting()

    def clean_paragraph(self) -> str:  # the meeting's own
        return ""

    def _require_the_decision(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write what was decided."))


class TaskInput(django_forms.Form):
    what = django_forms.CharField(label=_("What is to be done"), max_length=300)
    who = django_forms.ModelChoiceField(User.objects.none(), label=_("Who does it"), empty_label=_("Choose"))
    due_on = DayField(label=_("Done no later than"), required=False)

    def __init__(self, *args: Any, people: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "task_%s", **more})
        who = cast(django_forms.ModelChoiceField, self.fields["who"])
        who.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name")


class HandOverInput(django_forms.Form):
    to = PersonField(queryset=User.objects.none(), label=_("Who takes over"), empty_label=_("Choose"))
    message = django_forms.CharField(
        label=_("To whoever takes over"),
        help_text=_("What is done already and what is left. It stands in the letter."),
        max_length=1000,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        to = cast(PersonField, self.fields["to"])
        to.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name", "pk")


class PointRecusalInput(django_forms.Form):
    person = django_forms.ModelChoiceField(User.objects.none(), label=_("Who is recused"), empty_label=_("Choose"))
    reason = django_forms.CharField(label=_("Reason"), max_length=2000, widget=django_forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, people: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "recusal_%s", **more})
        person = cast(django_forms.ModelChoiceField, self.fields["person"])
        person.queryset = User.objects.filter(pk__in=[each.pk for each in people]).order_by("name")


class PointFileInput(django_forms.Form):
    upload = django_forms.FileField(label=_("File to add"), help_text=_("7 MB at most."), allow_empty_file=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "file_%s", **more})


class CorrectionInput(django_forms.Form):
    text = django_forms.CharField(
        label=_("What was wrong, and what is right"), max_length=20_000, widget=django_forms.Textarea(attrs={"rows": 4})
    )
