"""Change the amount of a limit: the routes that choose by it are published anew, and running cases keep theirs."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cases import money_trail
from cases.domain.writing import plain_amount
from cases.models import AmountLimit, MoneyEvent, Route
from forms.domain.typed import one_line
from people.models import User

from .publish_route import publish_definition


@transaction.atomic
def make_limit(
    *,
    key: str,
    name: str,
    amount: Decimal,
    note: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> AmountLimit:
    limit = AmountLimit.objects.create(key=key, name=one_line(name)[:80], amount=amount, note=one_line(note)[:200])
    _record(limit, MoneyEvent.Kind.MADE, money_trail.facts_of(limit), by, at)
    return limit


@transaction.atomic
def set_limit(
    limit: AmountLimit,
    amount: Decimal,
    *,
    by: User | None,
    name: str | None = None,
    note: str | None = None,
    at: datetime | None = None,
) -> list[Route]:
    """Gives the routes that have a new version, each with its published definition and the new amount alone.

    `note` says which decision it follows from. What editors have drawn since stays a draft. Raises RouteError where
    a route no longer holds; nothing is changed.
    """
    limit = money_trail.locked(limit)
    before = money_trail.facts_of(limit)
    limit.amount = amount
    limit.name = limit.name if name is None else one_line(name)[:80]
    limit.note = limit.note if note is None else one_line(note)[:200]
    changed = {key: value for key, value in money_trail.facts_of(limit).items() if value != before[key]}
    if changed:
        limit.save(update_fields=["amount", "name", "note"])
        _record(limit, MoneyEvent.Kind.CHANGED, changed, by, at)
    return [route for route in Route.objects.filter(live=True).order_by("pk") if _published_anew(route, limit, by)]


def _record(limit: AmountLimit, kind: str, data: dict[str, str], by: User | None, at: datetime | None) -> None:
    money_trail.record(limit, kind, by=by, at=at or timezone.now(), data=data, reason=limit.note)


def _published_anew(route: Route, limit: AmountLimit, by: User | None) -> bool:
    version = route.current_version
    definition = version.raised if version else {}
    named = [each for each in definition.get("limits", ()) if each["key"] == limit.key]
    now = {"key": limit.key, "name": limit.name, "amount": plain_amount(limit.amount)}
    if not named or named[0] == now:
        return False
    limits = [now if each["key"] == limit.key else each for each in definition["limits"]]
    unsaved = route.has_unpublished_changes
    publish_definition(route, {**definition, "limits": limits}, by=by)
    Route.objects.filter(pk=route.pk).update(has_unpublished_changes=unsaved)
    return True
