"""How a page's template asks for what the registers know."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from cases.models import PublishedMinutes
from home.models import (
    GroupIndexPage,
    GroupPage,
    HomePage,
    PlanIndexPage,
    PlanPage,
    ProjectIndexPage,
    ProjectPage,
    StandardPage,
)
from home.queries import groups, minutes, plans, projects, start
from home.queries.reports import group_of_report

register = template.Library()


@register.simple_tag
def start_facts(page: HomePage) -> start.StartFacts:
    return start.start_facts(page, on=timezone.localdate())


@register.simple_tag
def group_facts(page: GroupPage) -> groups.GroupFacts:
    return groups.group_facts(page, on=timezone.localdate())


@register.simple_tag
def minutes_of_group(page: GroupPage) -> list[PublishedMinutes]:
    return minutes.latest_minutes(page.body)


@register.simple_tag
def groups_by_subregion(page: GroupIndexPage) -> list[tuple[str, list[GroupPage]]]:
    return groups.groups_by_subregion(page, on=timezone.localdate())


@register.simple_tag
def plans_in(page: PlanIndexPage) -> list[PlanPage]:
    return plans.plans_in(page)


@register.simple_tag
def groups_of(page: PlanPage) -> list[Any]:
    return plans.groups_of(page)


@register.simple_tag
def goals_of(page: PlanPage) -> list[plans.PlannedGoal]:
    return plans.goals_of(page)


@register.simple_tag
def projects_in(page: ProjectIndexPage) -> list[tuple[str, list[ProjectPage]]]:
    return projects.projects_in(page)


@register.simple_tag
def owners_of(page: ProjectPage) -> list[Any]:
    return projects.owners_of(page)


@register.simple_tag
def report_address(page: StandardPage) -> str:
    """Of the PDF of a report that stands on a group's page; nothing for other pages, nor for a draft looked at."""
    is_there = page.pk and page.live and group_of_report(page)
    return reverse("home:report_pdf", args=[page.pk]) if is_there else ""


@register.simple_tag
def reports_of_group(page: GroupPage) -> list[StandardPage]:
    """The latest reports that are published on the group's page."""
    reports = StandardPage.objects.child_of(page).live().public()
    return list(reports.order_by("-first_published_at", "-pk").defer("content")[:20])
