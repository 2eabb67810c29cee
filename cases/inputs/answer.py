"""A body's answer at a stage that decides nothing about money."""

from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.domain.route import Outcome, Stage
from cases.models import Assignment

from .fields import DayField


class AnswerInput(django_forms.Form):
    outcome = django_forms.ChoiceField(
        label=_("Your answer"),
        widget=django_forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer."),
            "invalid_choice": _("That answer is not among the choices. Choose one of those below."),
        },
    )
    text = django_forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 5}),
    )

    until = DayField(
        label=_("Taken up again on"),
        required=False,
        help_text=_("The matter rests until then. Without a day it is asked about again at once."),
    )

    def __init__(
        self, *args: Any, turn: Assignment, stage: Stage, on: date, waits_for_agreement: bool = False, **kwargs: Any
    ) -> None:
        # One person may answer for several bodies on one page, so every input is named after its turn.
        kwargs.setdefault("auto_id", f"id_{turn.pk}_%s")
        super().__init__(*args, **kwargs)
        self.turn, self.stage, self.on = turn, stage, on
        choices = [outcome for outcome in stage.outcomes if outcome.kind != "request_supplement"]
        if stage.agreement and waits_for_agreement:
            # When all have signed, that is the yes.
            choices = [outcome for outcome in choices if not outcome.is_forward]
        outcomes = cast(django_forms.ChoiceField, self.fields["outcome"])
        outcomes.choices = [(outcome.key, outcome.label) for outcome in choices]
        self.deferring = ", ".join(outcome.label for outcome in choices if outcome.kind == "defer")
        if self.deferring:
            self.fields["until"].label = _("%(outcome)s: taken up again on") % {"outcome": self.deferring}
        else:
            del self.fields["until"]
        needing = [outcome.label for outcome in choices if outcome.needs_reason]
        if needing:
            self.fields["text"].help_text = _("Needed for: %(outcomes)s.") % {"outcomes": ", ".join(needing)}

    def tell_of_amounts_alone(self) -> None:
        """There are no amounts here to count."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.stage.outcome(cleaned.get("outcome", ""))
        if chosen and chosen.needs_reason and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write the reason: “%(outcome)s” needs one.") % {"outcome": chosen.label})
        if cleaned.get("until") is not None:
            self._check_rest(chosen, cleaned["until"])
        return cleaned

    def _check_rest(self, chosen: Outcome | None, until: date) -> None:
        if chosen is not None and chosen.kind != "defer":
            self.add_error("until", _("Only “%(outcome)s” has a day.") % {"outcome": self.deferring})
        elif until <= self.on:
            self.add_error("until", _("Choose a day that lies ahead."))
