"""What is typed about money: requests for payment, call-offs, outcomes, appropriations and moves."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.deviations import must_be_explained
from cases.models import CallOff, Case, Fund, GrantedAmount
from cases.queries.outcomes import YearLine, threshold
from people.domain.swedish import kr
from people.models import Body, BodyKind

from .fields import AmountField, DayField, FilesField

LINES, MOST_LINES = 6, 30


class OfGrant(django_forms.Form):
    """Of which year's grant, and for which group where there are several."""

    year = django_forms.TypedChoiceField(
        label=pgettext_lazy("money", "Year"), coerce=int, error_messages={"required": _("Choose a year.")}
    )
    body = django_forms.ModelChoiceField(
        Body.objects.none(),
        to_field_name="key",
        label=_("Group"),
        required=False,
        empty_label=_("Choose a group"),
        widget=django_forms.Select(attrs={"class": "medium"}),
    )

    def __init__(
        self, *args: Any, grants: Sequence[GrantedAmount], groups: Sequence[Body], mine: Body | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        year = cast(django_forms.TypedChoiceField, self.fields["year"])
        year.choices = [
            (row.year, _("%(year)s, %(left)s left") % {"year": row.year, "left": kr(row.left)}) for row in grants
        ]
        year.initial = next((row.year for row in grants if row.left > 0), None)
        body = cast(django_forms.ModelChoiceField, self.fields["body"])
        body.queryset = Body.objects.filter(pk__in=[group.pk for group in groups])
        body.initial = mine
        self.asks_group = len(groups) > 1


class PaymentInput(OfGrant):
    payee = django_forms.CharField(
        label=_("To be paid to"),
        required=False,
        max_length=200,
        help_text=_("The employer, with the account or reference that the office needs."),
    )
    message = django_forms.CharField(
        label=_("Message to the office"),
        required=False,
        max_length=5_000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )
    receipts = FilesField(
        label=_("Receipts and other papers"),
        help_text=_("PDF, Word, Excel, pictures; at most 7 MB each. You can choose several, and add more later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page has so many lines; a program may send more.
        self.places = range(1, max(LINES, self._sent()) + 1)
        for place in self.places:
            self.fields[f"what_{place}"] = django_forms.CharField(
                label=_("What for, line %(place)s") % {"place": place}, required=False, max_length=200
            )
            self.fields[f"amount_{place}"] = AmountField(
                label=_("Kronor, line %(place)s") % {"place": place}, required=False
            )

    def _sent(self) -> int:
        return sum(f"what_{place}" in self.data for place in range(1, MOST_LINES + 1))

    def rows(self) -> Iterator[dict[str, Any]]:
        for place in self.places:
            yield {"what": self[f"what_{place}"], "amount": self[f"amount_{place}"]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in self.places:
            what, amount = cleaned.get(f"what_{place}"), cleaned.get(f"amount_{place}")
            if amount and not what:
                self.add_error(f"what_{place}", _("Write what the amount is for."))
            if what and not amount and f"amount_{place}" not in self.errors:
                self.add_error(f"amount_{place}", _("Write an amount above zero."))
        if not self.lines and not self.errors:
            self.add_error("what_1", _("Write what the money is for, and how much."))
        return cleaned

    @property
    def lines(self) -> list[tuple[str, Decimal]]:
        given = [
            (self.cleaned_data.get(f"what_{place}"), self.cleaned_data.get(f"amount_{place}")) for place in self.places
        ]
        return [(what, amount) for what, amount in given if what and amount]


class ReceiptsInput(django_forms.Form):
    receipts = FilesField(label=_("Add receipts"), help_text=_("PDF, Word, Excel, pictures; at most 7 MB each."))


class PaidInput(django_forms.Form):
    paid_on = DayField(
        label=_("Paid on"),
        help_text=_("For example 2026-03-14."),
        error_messages={"required": _("Write the day when it was paid.")},
    )


class CallOffInput(OfGrant):
    quantity = AmountField(
        label=_("How much"), help_text=_("For example 20."), error_messages={"required": _("Write how much.")}
    )
    unit = django_forms.ChoiceField(label=_("Unit"), choices=CallOff.Unit.choices, initial=CallOff.Unit.HOURS)
    amount = AmountField(
        label=_("Amount in kronor"),
        required=False,
        help_text=_("Where it is known: it is then taken from what is left of the grant."),
    )
    note = django_forms.CharField(label=pgettext_lazy("call-off", "What for"), required=False, max_length=300)


class OutcomeInput(django_forms.Form):
    """An amount and an explanation for each budget line; `after` is the report that the reader saw."""

    after = django_forms.IntegerField(min_value=0, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[YearLine], too_early: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.too_early = list(lines), too_early
        for line in self.lines:
            self.fields[f"outcome_{line.id}"] = AmountField(
                label=_("%(line)s, outcome in kronor") % {"line": line.label},
                error_messages={"required": _("Write what it cost, 0 if nothing.")},
            )
            self.fields[f"explanation_{line.id}"] = django_forms.CharField(
                label=_("%(line)s, explanation") % {"line": line.label},
                required=False,
                max_length=5_000,
                widget=django_forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.too_early and self.lines:
            # Beside what cannot be known yet; that it also differs from the budget says nothing then.
            self.add_error(f"outcome_{self.lines[0].id}", self.too_early)
            return cleaned
        limit = threshold()
        for line in self.lines:
            outcome = cleaned.get(f"outcome_{line.id}")
            explained = cleaned.get(f"explanation_{line.id}", "").strip()
            if outcome is not None and not explained and must_be_explained(line.budget, outcome, limit):
                words = {"difference": kr(outcome - line.budget)}
                self.add_error(
                    f"explanation_{line.id}", _("Explain the difference of %(difference)s from the budget.") % words
                )
        return cleaned

    def rows(self) -> Iterator[dict[str, Any]]:
        for line in self.lines:
            yield {"line": line, "outcome": self[f"outcome_{line.id}"], "explanation": self[f"explanation_{line.id}"]}

    @property
    def told(self) -> dict[str, list[tuple[str, str]]]:
        """What the lines are called, for a program that reports them."""
        return {"lines": [(line.id, f"{line.label}, {kr(line.budget)}") for line in self.lines]}


class YearField(django_forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        widget = django_forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        super().__init__(min_value=1900, max_value=2999, widget=widget, **kwargs)


class AppropriationInput(django_forms.Form):
    fund = django_forms.ModelChoiceField(
        Fund.objects.all(), label=_("Fund"), empty_label=_("Choose a fund"), to_field_name="key",
        error_messages={"required": _("Choose a fund.")},
    )  # fmt: skip
    year = YearField(label=pgettext_lazy("money", "Year"), error_messages={"required": _("Write a year.")})
    amount = AmountField(label=_("Amount in kronor"), error_messages={"required": _("Write an amount above zero.")})
    is_less = django_forms.BooleanField(label=_("The appropriation becomes smaller by this amount"), required=False)
    case = django_forms.CharField(
        label=_("Registry number of the decision"),
        required=False,
        max_length=12,
        help_text=_("Where the board decided it in a case here, for example RAR26-01."),
        widget=django_forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    note = django_forms.CharField(label=_("Note"), required=False, max_length=200)

    def clean_case(self) -> Case | None:
        number = self.cleaned_data["case"].strip().upper()
        if not number:
            return None
        found = Case.objects.filter(number=number, decisions__replaced_by=None, decisions__isnull=False).first()
        if found is None:
            raise django_forms.ValidationError(_("No case with this number has a decision."), code="no_decision")
        return found


class MoveInput(django_forms.Form):
    from_year = YearField(label=_("From year"), error_messages={"required": _("Write a year.")})
    to_year = YearField(label=_("To year"), error_messages={"required": _("Write a year.")})
    amount = AmountField(label=_("Amount in kronor"), error_messages={"required": _("Write an amount above zero.")})
    reference = django_forms.CharField(
        label=_("Decision"),
        max_length=80,
        help_text=_("For example “Styrelsen 2026-11-20 § 44”, or the registry number of the case."),
        error_messages={"required": _("Write which decision it follows from.")},
    )
    reason = django_forms.CharField(label=_("Why"), max_length=200, error_messages={"required": _("Write why.")})


class StatementFilter(django_forms.Form):
    """What the statement is of; what is left empty leaves nothing out."""

    fund = django_forms.ModelChoiceField(
        Fund.objects.all(), label=_("Fund"), required=False, to_field_name="key", empty_label=_("All funds")
    )
    group = django_forms.ModelChoiceField(
        Body.objects.filter(kind=BodyKind.LOCAL_GROUP), label=_("Group"), required=False, to_field_name="key",
        empty_label=_("All groups"),
    )  # fmt: skip
    year = YearField(label=pgettext_lazy("money", "Year"), required=False)
    until = YearField(label=_("To and including year"), required=False)
    case = django_forms.CharField(
        label=_("Registry number"),
        required=False,
        max_length=12,
        widget=django_forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases

    def clean_case(self) -> Case | None:
        number = self.cleaned_data["case"].strip().upper()
        if not number:
            return None
        found: Case | None = self.cases.filter(number=number).first()
        if found is None:
            raise django_forms.ValidationError(_("There is no case with this number."), code="no_such_case")
        return found

    def clean_until(self) -> int | None:
        first, last = self.cleaned_data.get("year"), self.cleaned_data["until"]
        if first and last and last < first:
            raise django_forms.ValidationError(_("Write a year that is not before the first."), code="backwards")
        return cast("int | None", last)
