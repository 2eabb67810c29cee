"""What is old enough to be disposed of by a rule, and what was decided."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from cases.models import Case, DisposalDecision, DisposalItem, DisposalRule, RouteVersion

MOST = 200


def due_for_disposal(rule: DisposalRule, *, on: date) -> QuerySet[Case]:
    """Archived cases whose years have passed, and that no decision names yet; the oldest first."""
    found = Case.objects.filter(
        archived_on__isnull=False,
        disposed_on=None,
        disposal=None,
        # Whole calendar years after the one in which it was closed.
        closed_on__lt=date(max(1, on.year - rule.years), 1, 1),
    )
    if rule.route_id:
        found = found.filter(route_version__route=rule.route_id)
    if rule.end_kind:
        found = found.filter(_ended_as(rule.end_kind))
    return found.order_by("year", "serial")


def _ended_as(kind: str) -> Q:
    """The ends of that kind on every version of every route."""
    ended = Q(pk__in=())
    for pk, definition in RouteVersion.objects.values_list("pk", "definition"):
        keys = [end["key"] for end in definition["ends"] if end["kind"] == kind]
        if keys:
            ended |= Q(route_version=pk, end__in=keys)
    return ended


def decisions() -> QuerySet[DisposalDecision]:
    counted = Count("items"), Count("items", filter=Q(items__done_at=None))
    return (
        DisposalDecision.objects.select_related("rule", "recorded_by")
        .annotate(cases_count=counted[0], left_count=counted[1])
        .order_by("-decided_on", "-pk")
    )


def left_to_dispose() -> QuerySet[DisposalItem]:
    return DisposalItem.objects.filter(done_at=None).select_related("case", "decision").order_by("pk")
