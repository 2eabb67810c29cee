"""A decision with its day, its § and what is granted for each year."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.domain.route import APPROVING, REFUSING, Stage
from cases.models import Assignment, Fund
from people.models import BodyKind

from .answer import AnswerInput
from .fields import AmountField, DayField

NOTHING = Decimal(0)


class DecisionInput(AnswerInput):
    decided_on = DayField(
        label=_("Decided on"), required=False, help_text=_("The day of the meeting, for example 2026-03-14.")
    )
    paragraph = django_forms.CharField(
        label=_("§ in the minutes"),
        required=False,
        max_length=20,
        widget=django_forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    fund = django_forms.ModelChoiceField(
        Fund.objects.all(),
        label=_("Taken from"),
        required=False,
        empty_label=_("No fund"),
        help_text=_("The appropriation that the granted money is taken from."),
        widget=django_forms.Select(attrs={"class": "medium"}),
    )
    conditions = django_forms.CharField(
        label=_("Conditions"),
        required=False,
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the applicant must do to be paid, if anything."),
    )

    def __init__(
        self,
        *args: Any,
        turn: Assignment,
        stage: Stage,
        applied: Mapping[int, Decimal],
        on: date,
        proposed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, turn=turn, stage=stage, on=on, **kwargs)
        self.applied = applied
        self.fields["outcome"].label = _("Outcome")
        self.fields["text"].label = _("Decision")
        self.fields["text"].help_text = _("What was decided, in the words of the minutes.")
        if proposed:
            self.fields["text"].help_text = _(
                "Filled in with the director's proposal. Change what was decided otherwise."
            )
        if turn.body.kind == BodyKind.OFFICE:
            self._decided_at_the_desk(on)
        if not applied:  # a change without money: there is nothing to grant
            del self.fields["fund"]
        for year, amount in applied.items():
            self.fields[f"amount_{year}"] = AmountField(
                label=_("Granted for %(year)s, kronor") % {"year": year}, required=False, initial=amount
            )

    def _decided_at_the_desk(self, on: date) -> None:
        """The director and the office decide without a meeting: there are no minutes, and no § in them."""
        del self.fields["paragraph"]
        self.fields["decided_on"].initial = on
        self.fields["decided_on"].help_text = _("The day that you decide, for example 2026-03-14.")
        self.fields["text"].help_text = _("What you decide and why. The applicant reads it.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.stage.outcome(cleaned.get("outcome", ""))
        if chosen is None:
            return cleaned
        if chosen.kind in APPROVING | REFUSING:
            self._require_the_decision(cleaned)
        if chosen.grants and self.applied and not self._bad_amounts() and not any(self.granted.values()):
            first = next(iter(self.applied), None)
            self.add_error(
                f"amount_{first}" if first else None,
                _("Write what is granted for at least one year, or choose an outcome that grants nothing."),
            )
        return cleaned

    def clean_paragraph(self) -> str:
        return str(self.cleaned_data["paragraph"]).replace("§", "").strip()

    def _require_the_decision(self, cleaned: dict[str, Any]) -> None:
        if "decided_on" not in self.errors:
            decided_on = cleaned.get("decided_on")
            if decided_on is None:
                self.add_error("decided_on", _("Write the day of the decision."))
            elif decided_on > self.on:
                self.add_error("decided_on", _("The day lies in the future. Write the day when it was decided."))
        if not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write what was decided."))

    def tell_of_amounts_alone(self) -> None:
        """For who only counts: what else is missing is told when the decision is registered."""
        for name in [name for name in self.errors if not name.startswith("amount_")]:
            del self.errors[name]

    def _bad_amounts(self) -> bool:
        return any(name.startswith("amount_") for name in self.errors)

    @property
    def grants(self) -> bool:
        chosen = self.stage.outcome(self.cleaned_data.get("outcome", ""))
        return chosen is not None and chosen.grants

    @property
    def granted(self) -> dict[int, Decimal]:
        """Kronor for each year with an amount; an empty year grants nothing."""
        amounts = {year: self.cleaned_data.get(f"amount_{year}") for year in self.applied}
        return {year: amount for year, amount in amounts.items() if amount is not None}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each year with its input, what was applied for and, where it can be read, the difference."""
        for year, applied in self.applied.items():
            typed = self[f"amount_{year}"]
            amount = self._readable(f"amount_{year}")
            yield {
                "year": year,
                "applied": applied,
                "field": typed,
                "granted": amount,
                "difference": None if amount is None else amount - applied,
            }

    @property
    def totals(self) -> dict[str, Decimal]:
        applied = sum(self.applied.values(), NOTHING)
        granted = sum((self._readable(f"amount_{year}") or NOTHING for year in self.applied), NOTHING)
        return {"applied": applied, "granted": granted, "difference": granted - applied}

    def _readable(self, name: str) -> Decimal | None:
        try:
            return self.fields[name].clean(self[name].value())
        except django_forms.ValidationError:
            return None
