"""Which plans and projects are published, for the groups' year and its reports."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

from cases.extensions import PublishedPlan, PublishedProject
from home.models import PlanPage, ProjectPage, ProjectStatus


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


def plan_lines(bodies: Any, first: date, last: date) -> tuple[QuerySet, dict[str, Any]]:
    """As `plans_for_years`, a row for each group, for a query that asks for more than plans."""
    here = ExpressionWrapper(OuterRef("path"), CharField())
    # As `.public()`, which would ask for the restrictions first.
    held_back = PageViewRestriction.objects.alias(here=here).filter(here__startswith=F("page__path"))
    pages = PlanPage.objects.live().filter(
        Q(period_to=None) | Q(period_to__gte=first), ~Exists(held_back), groups__in=bodies, period_from__lte=last
    )
    return pages, {"body": F("groups"), "word": F("kind"), "first": F("period_from"), "last": F("period_to")}


def projects_for_years(bodies: frozenset[int], first: date, last: date) -> Sequence[PublishedProject]:
    """Live pages of projects that ran on one of the days, as far as they say when; two queries.

    What is only known from the papers of a year ran in that year.
    """
    years = list(range(first.year, last.year + 1))
    dated = Q(period_from__isnull=False) | Q(period_to__isnull=False)
    meets = (Q(period_from=None) | Q(period_from__lte=last)) & (Q(period_to=None) | Q(period_to__gte=first))
    told = Q(period_from=None, period_to=None) & (
        Q(status_year__in=years) | Q(status_year=None, status=ProjectStatus.RUNNING)
    )
    pages = (
        ProjectPage.objects.live()
        .public()
        .filter((dated & meets) | told, owners__group__in=bodies)
        .exclude(status=ProjectStatus.PLANNED)
        .distinct()
        .defer("content")
        .prefetch_related("owners")
    )
    return [
        PublishedProject(page.title, frozenset(owner.group_id for owner in page.owners.all()))
        for page in pages.order_by("title", "pk")
    ]
