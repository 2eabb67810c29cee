"""Which plans are published, for the groups' year."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from cases.extensions import PublishedPlan
from home.models import PlanPage


def plans_for_years(bodies: frozenset[int], first: date, last: date) -> Sequence[PublishedPlan]:
    """Live pages of the groups with a period that meets the days; two queries however many there are."""
    pages = (
        PlanPage.objects.live()
        .public()
        .filter(Q(period_to=None) | Q(period_to__gte=first), groups__in=bodies, period_from__lte=last)
        .distinct()
        .defer("content", "goals")
        .prefetch_related("groups")
    )
    return [
        PublishedPlan(
            page.kind,
            frozenset(body.pk for body in page.groups.all()),
            page.period_from,
            page.period_to or date(page.period_from.year, 12, 31),
            page.title,
            page.get_url() or "",
        )
        for page in pages.order_by("period_from", "pk")
    ]
