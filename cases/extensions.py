"""What the apps above tell cases without cases knowing them.

from cases.extensions import say_association

say_association(lambda: "Samordningsförbundet RAR i Sörmland")
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings


def _site_name() -> str:
    return settings.WAGTAIL_SITE_NAME


_names: list[Callable[[], str]] = [_site_name]


def say_association(name_of: Callable[[], str]) -> None:
    """Whose letters these are."""
    _names.append(name_of)


def association() -> str:
    """The association's name as its site says it."""
    return _names[-1]() or _site_name()


# How many background tasks were set aside, and where the person looks at them; (0, "") for whoever may not.
type SetAside = Callable[[Any], tuple[int, str]]
_set_aside: list[SetAside] = []


def say_set_aside(found: SetAside) -> None:
    _set_aside[:] = [found]


def set_aside_tasks(user: Any) -> tuple[int, str]:
    return _set_aside[0](user) if _set_aside else (0, "")


@dataclass(frozen=True)
class PublishedPlan:
    """A plan that stands on a public page: its kind, the groups' primary keys, its period, where it is read."""

    kind: str
    bodies: frozenset[int]
    first: date
    last: date
    title: str
    url: str


# Takes the groups' primary keys and the days between which plans are asked for.
type Plans = Callable[[frozenset[int], date, date], Sequence[PublishedPlan]]
_plans: list[Plans] = []


def tell_plans(finder: Plans) -> None:
    """Which plans are published; home knows the pages, cases do not."""
    if finder not in _plans:
        _plans.append(finder)


def published_plans(bodies: frozenset[int], first: date, last: date) -> list[PublishedPlan]:
    return [plan for finder in _plans for plan in finder(bodies, first, last)]


# Takes the groups' primary keys as a query and the days; gives rows and, for a line of a year (year_lines.Line), their
# columns `body`, `word` (kind), `first` and `last`: so that the plans of many groups are read with what else there is.
type PlanLines = Callable[[Any, date, date], tuple[Any, dict[str, Any]]]
_plan_lines: list[PlanLines] = []


def tell_plan_lines(finder: PlanLines) -> None:
    """As `tell_plans`, for whoever asks the database one question about everything."""
    if finder not in _plan_lines:
        _plan_lines.append(finder)


def plan_lines(bodies: Any, first: date, last: date) -> list[tuple[Any, dict[str, Any]]]:
    return [finder(bodies, first, last) for finder in _plan_lines]


@dataclass(frozen=True)
class PublishedProject:
    """A project that stands on a public page: whose it is."""

    title: str
    bodies: frozenset[int]


# Takes the groups' primary keys and the days between which projects ran.
type Projects = Callable[[frozenset[int], date, date], Sequence[PublishedProject]]
_projects: list[Projects] = []


def tell_projects(finder: Projects) -> None:
    """Which projects run; home knows the pages, cases do not."""
    if finder not in _projects:
        _projects.append(finder)


def running_projects(bodies: frozenset[int], first: date, last: date) -> list[PublishedProject]:
    return [project for finder in _projects for project in finder(bodies, first, last)]


@dataclass(frozen=True)
class ReportPages:
    """Where a report is published (group and address), whether a draft waits, whether it can be published."""

    links: tuple[tuple[str, str], ...] = ()
    waits: bool = False
    may: bool = False


_report_pages: list[Callable[[Any], ReportPages]] = []


def tell_report_pages(finder: Callable[[Any], ReportPages]) -> None:
    """Where a case's report stands for everybody; home knows the pages, cases do not."""
    _report_pages[:] = [finder]


def report_pages(case: Any) -> ReportPages:
    return _report_pages[0](case) if _report_pages else ReportPages()
