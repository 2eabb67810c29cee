"""What the trail's events of money say in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from cases.models import CallOff
from people.domain.swedish import figures, kr

type Words = tuple[str, str]  # a heading and what stands under it


def _payment(asked: Any, drawn: Any) -> Callable[[Mapping[str, Any]], Words]:
    def told(data: Mapping[str, Any]) -> Words:
        title = str(drawn if data.get("drawdown") else asked) % {"number": data.get("payment", "")}
        return title, f"{kr(Decimal(data.get('amount', '0')))}, {data.get('year', '')}"

    return told


def _called_off(title: Any) -> Callable[[Mapping[str, Any]], Words]:
    def told(data: Mapping[str, Any]) -> Words:
        units = dict(CallOff.Unit.choices)
        much = f"{figures(Decimal(data.get('quantity', '0')))} {units.get(data.get('unit', ''), '')}"
        amount = [kr(Decimal(data["amount"]))] if data.get("amount") else []
        return str(title), ", ".join([much, str(data.get("year", "")), *amount])

    return told


def _released(data: Mapping[str, Any]) -> Words:
    words = {"amount": kr(Decimal(data.get("amount", "0"))), "year": data.get("year", "")}
    return gettext("%(amount)s of the grant for %(year)s was given back") % words, ""


def _moved(data: Mapping[str, Any]) -> Words:
    words = {"amount": kr(Decimal(data.get("amount", "0"))), "from": data.get("from", ""), "to": data.get("to", "")}
    return gettext("%(amount)s was moved from %(from)s to %(to)s") % words, ""


def _outcome(data: Mapping[str, Any]) -> Words:
    lines = data.get("lines", {}).values()
    budget, outcome = (sum((Decimal(line[side]) for line in lines), Decimal(0)) for side in (0, 1))
    text = gettext("Outcome %(outcome)s of budget %(budget)s") % {"outcome": kr(outcome), "budget": kr(budget)}
    return gettext("Reported what %(year)s cost") % {"year": data.get("year", "")}, text


OF_MONEY: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "payment_asked": _payment(
        gettext_lazy("Asked for payment (request %(number)s)"), gettext_lazy("Asked for a drawdown (%(number)s)")
    ),
    "payment_approved": _payment(
        gettext_lazy("Approved request for payment %(number)s"), gettext_lazy("Approved drawdown %(number)s")
    ),
    "payment_refused": _payment(
        gettext_lazy("Refused request for payment %(number)s"), gettext_lazy("Refused drawdown %(number)s")
    ),
    "payment_paid": _payment(
        gettext_lazy("Paid request for payment %(number)s"), gettext_lazy("Paid drawdown %(number)s")
    ),
    "payment_taken_back": _payment(
        gettext_lazy("Took back request for payment %(number)s"), gettext_lazy("Took back drawdown %(number)s")
    ),
    "called_off": _called_off(gettext_lazy("Called off support")),
    "call_off_taken_back": _called_off(gettext_lazy("Took back a call-off")),
    "grant_released": _released,
    "money_moved": _moved,
    "outcome_reported": _outcome,
}
