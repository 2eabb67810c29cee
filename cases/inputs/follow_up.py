"""What the office types about what a grant owes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.actions.make_obligations import Wanted
from cases.domain.following_up import Owed
from cases.models import Obligation
from cases.queries.follow_up import title_of

from .fields import DayField

DAY_MISSING = {"required": _("Write the last day.")}


class ProposalsInput(django_forms.Form):
    """What follows from the period, each with a tick, its words and its day."""

    def __init__(self, *args: Any, proposed: Sequence[Owed], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for number, each in enumerate(proposed):
            title = title_of(each)
            self.fields[f"take_{number}"] = django_forms.BooleanField(
                label=title, required=False, initial=each.due_on >= on
            )
            self.fields[f"title_{number}"] = django_forms.CharField(
                label=_("What is to be sent in"), max_length=300, initial=title, required=False
            )
            self.fields[f"due_{number}"] = DayField(label=_("No later than"), initial=each.due_on, required=False)

    @property
    def rows(self) -> Iterator[tuple[Owed, Any, Any, Any]]:
        for number, each in enumerate(self.proposed):
            yield each, self[f"take_{number}"], self[f"title_{number}"], self[f"due_{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(self.proposed)):
            if cleaned.get(f"take_{number}"):
                if not cleaned.get(f"title_{number}"):
                    self.add_error(f"title_{number}", str(_("Write what is to be sent in.")))
                if not cleaned.get(f"due_{number}") and f"due_{number}" not in self.errors:
                    self.add_error(f"due_{number}", str(DAY_MISSING["required"]))
        return cleaned

    @property
    def wanted(self) -> list[Wanted]:
        said = self.cleaned_data
        return [
            Wanted(each, said[f"title_{number}"], said[f"due_{number}"])
            for number, each in enumerate(self.proposed)
            if said.get(f"take_{number}")
        ]


class ChosenInput(django_forms.Form):
    """Which of the proposals to make as they stand: each by its kind and its last day."""

    wanted = django_forms.MultipleChoiceField(
        label=_("What must be sent in"), error_messages={"required": _("Choose at least one.")}
    )

    def __init__(self, *args: Any, proposed: Sequence[Owed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {f"{each.kind}:{each.span.starts}:{each.span.ends}": each for each in proposed}
        choices = [(key, f"{title_of(each)}, {each.due_on.isoformat()}") for key, each in self.proposed.items()]
        cast(django_forms.MultipleChoiceField, self.fields["wanted"]).choices = choices

    @property
    def chosen(self) -> list[Owed]:
        return [self.proposed[key] for key in dict.fromkeys(self.cleaned_data["wanted"])]


class ObligationInput(django_forms.Form):
    title = django_forms.CharField(
        label=_("What is to be sent in"),
        max_length=300,
        error_messages={"required": _("Write what is to be sent in.")},
    )
    kind = django_forms.ChoiceField(
        label=pgettext_lazy("obligation", "Kind"),
        choices=Obligation.Kind.choices,
        help_text=_("The kind says which form it is answered with."),
    )
    due_on = DayField(label=_("No later than"), help_text=_("For example 2026-03-14."), required=False)


class StartInput(django_forms.Form):
    began_on = DayField(
        label=_("The day that the work really began"),
        help_text=_("For example 2026-03-14. Leave it empty while it is not known."),
        required=False,
    )
