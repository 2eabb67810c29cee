"""What was done with a fund or the amount limits, the latest first, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import AmountLimit, Case, Fund, MoneyEvent
from people.domain.swedish import kr

Kind = MoneyEvent.Kind


@dataclass(frozen=True)
class Happened:
    """An event as somebody may read it: `case` is None where there is none, or they may not see it."""

    event: MoneyEvent
    what: str
    more: str
    case: Case | None


def events_of(subject: Fund | None) -> QuerySet[MoneyEvent]:
    """Of the fund, or of all amount limits."""
    rows = MoneyEvent.objects.select_related("actor", "limit")
    if subject is None:
        return rows.exclude(limit=None).order_by("-at", "-pk")
    return rows.filter(fund=subject).order_by("-seq")


def told(events: Iterable[MoneyEvent], cases: QuerySet[Case]) -> list[Happened]:
    """One query, for the cases that the events name; `cases` are those that the reader may see."""
    found = list(events)
    numbers = {event.data["case"] for event in found if "case" in event.data}
    seen = {case.number: case for case in cases.filter(number__in=numbers)} if numbers else {}
    return [Happened(event, *_words(event), seen.get(event.data.get("case", ""))) for event in found]


def _words(event: MoneyEvent) -> tuple[str, str]:
    data = event.data
    if event.kind == Kind.APPROPRIATED:
        return "; ".join(_appropriated(*row) for row in data.get("entries", ())), ""
    if event.kind == Kind.MOVED:
        words = {"amount": kr(Decimal(data["amount"])), "from": data["from"], "to": data["to"]}
        return _("%(amount)s was moved from %(from)s to %(to)s") % words, data.get("reference", "")
    begins = {Kind.STOOD: _("The history begins here"), Kind.MADE: pgettext("money event", "Made")}
    more = [*_facts(data), *(_appropriated(None, year, amount) for year, amount in _by_year(data))]
    if event.kind in begins:
        return begins[Kind(event.kind)], "; ".join(more)
    return "; ".join(more), ""


def _appropriated(_pk: int | None, year: int, amount: str) -> str:
    kronor = Decimal(amount)
    if kronor < 0:
        return _("What is set aside for %(year)s became %(amount)s less") % {"year": year, "amount": kr(-kronor)}
    return _("%(amount)s was set aside for %(year)s") % {"year": year, "amount": kr(kronor)}


def _by_year(data: Mapping[str, Any]) -> list[tuple[int, str]]:
    sums: dict[int, Decimal] = {}
    for _pk, year, amount in data.get("entries", ()):
        sums[year] = sums.get(year, Decimal(0)) + Decimal(amount)
    return [(year, str(amount)) for year, amount in sorted(sums.items()) if amount]


def _facts(data: Mapping[str, Any]) -> Sequence[str]:
    facts = []
    if "name" in data:
        facts.append(_("Called “%(name)s”") % {"name": data["name"]})
    if "amount" in data:
        facts.append(_("The limit is %(amount)s") % {"amount": kr(Decimal(data["amount"]))})
    if "is_held" in data:
        held, free = _("Held to what is set aside"), _("Not held to what is set aside")
        facts.append(held if data["is_held"] else free)
    if data.get("is_activity"):
        facts.append(_("Is the activity fund"))
    elif "is_activity" in data and "name" not in data:
        facts.append(_("Is not the activity fund any more"))
    return facts


def limits() -> list[AmountLimit]:
    return list(AmountLimit.objects.order_by("name", "pk"))
