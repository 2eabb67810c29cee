"""A body's answer at a stage that decides nothing about money."""

from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.domain.route import Stage
from cases.models import Assignment


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

    def __init__(self, *args: Any, turn: Assignment, stage: Stage, **kwargs: Any) -> None:
        # One person may answer for several bodies on one page, so every input is named after its turn.
        kwargs.setdefault("auto_id", f"id_{turn.pk}_%s")
        super().__init__(*args, **kwargs)
        self.turn, self.stage = turn, stage
        choices = [outcome for outcome in stage.outcomes if outcome.kind != "request_supplement"]
        outcomes = cast(django_forms.ChoiceField, self.fields["outcome"])
        outcomes.choices = [(outcome.key, outcome.label) for outcome in choices]
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
        return cleaned
