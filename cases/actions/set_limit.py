"""Change the amount of a limit: the routes that choose by it are published anew, and running cases keep theirs."""

from decimal import Decimal

from django.db import transaction

from cases.domain.writing import plain_amount
from cases.models import AmountLimit, Route
from people.models import User

from .publish_route import publish_definition


@transaction.atomic
def set_limit(limit: AmountLimit, amount: Decimal, *, by: User | None) -> list[Route]:
    """Gives the routes that have a new version, each with its published definition and the new amount alone.

    What editors have drawn since stays a draft. Raises RouteError where a route no longer holds; nothing is changed.
    """
    limit = AmountLimit.objects.select_for_update().get(pk=limit.pk)
    if amount != limit.amount:
        limit.amount = amount
        limit.save(update_fields=["amount"])
    return [route for route in Route.objects.filter(live=True).order_by("pk") if _published_anew(route, limit, by)]


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
