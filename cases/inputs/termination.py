"""What the office types when notice is given of an agreement."""

from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.domain.terminating import NOTICE
from cases.models import Agreement, AgreementTermination, Obligation
from cases.queries.agreement_text import months_in_words
from cases.queries.terminating import letters_in, may_fall_away
from cases.sentences import language_day

from .fields import DayField


class TerminationInput(django_forms.Form):
    party = django_forms.TypedChoiceField(
        label=_("Who gives notice"),
        coerce=int,
        empty_value=None,
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Say which party gave notice.")},
    )
    received_on = DayField(
        label=pgettext_lazy("notice", "Received on"),
        help_text=_("The day that the notice reached the other party. The period of notice is counted from it."),
        error_messages={"required": _("Write the day that the notice was received.")},
    )
    ground = django_forms.ChoiceField(
        label=_("Why it ends"),
        choices=AgreementTermination.Ground.choices,
        initial=NOTICE,
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Say why the agreement ends.")},
    )
    ends_on = DayField(label=pgettext_lazy("agreement", "Last day of the agreement"), required=False)
    claims_until = DayField(
        label=_("Last day to ask for money"),
        required=False,
        help_text=_("For costs that arose while the agreement was in force. Empty means its last day."),
    )
    reason = django_forms.CharField(
        label=_("Reason"),
        help_text=_("In short, as the letter has it. The parties read it."),
        max_length=5_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why.")},
    )
    upload = django_forms.FileField(
        label=_("The letter as a file"),
        help_text=_("PDF or a picture; at most 7 MB. It becomes a document of the case."),
        required=False,
        allow_empty_file=True,  # the action says what is wrong with it
    )
    document = django_forms.TypedChoiceField(
        label=_("Or the letter is registered already"), coerce=int, empty_value=None, required=False
    )
    still_owed = django_forms.TypedMultipleChoiceField(
        label=_("To be sent in all the same"),
        coerce=int,
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
        help_text=_("What falls due after the last day is owed no more. Tick what the association wants even so."),
    )

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agreement is None:
            return
        fields = cast(dict[str, Any], self.fields)
        fields["party"].choices = [(each.place, each.name) for each in agreement.parties.all() if each.signs]
        months = months_in_words(agreement.notice_months)
        fields["ends_on"].help_text = gettext(
            "Empty means %(months)s after the notice was received, or that day where it ends for another reason."
        ) % {"months": months}
        letters = [
            (each.number, f"{agreement.case.number}:{each.number} {each.title} ({each.dated_on:%Y-%m-%d})")
            for each in letters_in(agreement.case)[:50]
        ]
        fields["document"].choices = [("", _("No, it is added here")), *letters]
        owed = may_fall_away(agreement)
        fields["still_owed"].choices = [
            (
                each.pk,
                gettext("%(what)s, no later than %(day)s") % {"what": each.title, "day": language_day(each.due_on)},
            )
            for each in owed
            if each.due_on
        ]
        if not letters:
            del self.fields["document"]
        if not owed:
            del self.fields["still_owed"]

    @property
    def notice(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["place"] = said.pop("party")
        return {"document": None, "still_owed": ()} | said


def _named(owed: Obligation) -> str:
    day = language_day(owed.due_on) if owed.due_on else ""
    return gettext("%(what)s, no later than %(day)s") % {"what": owed.title, "day": day}
