"""Plans: those of a list, and one plan's goals laid out over its time."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from home.models import PlanIndexPage, PlanPage
from people.models import Body


@dataclass(frozen=True)
class PlannedActivity:
    activity: str
    method: str
    when: str
    starts_on: date | None
    ends_on: date | None
    # Where its bar starts and how long it is, in hundredths of the plan's time; nothing where a date is missing.
    offset: str
    width: str
    # How many rows its method stands for: 0 where the row above says it already.
    method_rows: int = 1


@dataclass(frozen=True)
class PlannedGoal:
    goal: str
    indicator: str
    activities: list[PlannedActivity]

    @property
    def has_times(self) -> bool:
        return any(row.when or row.starts_on or row.ends_on for row in self.activities)


def in_order(plans: QuerySet[PlanPage]) -> list[PlanPage]:
    """The latest period first, each with its groups; two queries."""
    return list(plans.order_by("-period_from", "title").prefetch_related("groups"))


def plans_in(index: PlanIndexPage) -> list[PlanPage]:
    return in_order(PlanPage.objects.child_of(index).live().public())


def bodies_with_pages(bodies: QuerySet[Body]) -> list[Body]:
    """Bodies, with the page of each so that its name can be a link."""
    return list(bodies.select_related("group_page").order_by("name"))


def groups_of(plan: PlanPage) -> list[Body]:
    # A preview's groups are not saved, so they are read from the page and not from the database.
    return bodies_with_pages(Body.objects.filter(pk__in=[body.pk for body in plan.groups.all()]))


def goals_of(plan: PlanPage) -> list[PlannedGoal]:
    return [
        PlannedGoal(
            goal=block.value["goal"],
            indicator=block.value["indicator"],
            activities=_spanned(
                [_activity(value, plan.period_from, plan.period_to) for value in block.value["activities"]]
            ),
        )
        for block in plan.goals
    ]


def _spanned(rows: list[PlannedActivity]) -> list[PlannedActivity]:
    """The same method on rows after each other is written once, as in the groups' own tables."""
    spanned: list[PlannedActivity] = []
    for _method, same in groupby(rows, key=lambda row: row.method):
        first, *others = same
        spanned.append(replace(first, method_rows=1 + len(others)))
        spanned += [replace(row, method_rows=0) for row in others]
    return spanned


def _activity(value: Any, first: date | None, last: date | None) -> PlannedActivity:
    offset, width = _bar(value["starts_on"], value["ends_on"], first, last)
    return PlannedActivity(
        activity=value["activity"],
        method=value["method"],
        when=value["when"],
        starts_on=value["starts_on"],
        ends_on=value["ends_on"],
        offset=offset,
        width=width,
    )


def _bar(starts_on: date | None, ends_on: date | None, first: date | None, last: date | None) -> tuple[str, str]:
    """Hundredths of the whole time, cut off where an activity reaches outside its plan."""
    if not (starts_on and first and last) or (ends_on or last) < first or starts_on > last:
        return "", ""
    days = (last - first).days + 1
    start = max(starts_on, first)
    end = min(ends_on or last, last)
    offset = (start - first).days / days * 100
    width = ((end - start).days + 1) / days * 100
    return f"{offset:.2f}", f"{width:.2f}"
