"""Which running cases can go on by the newest version of their route, and what stops the others."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.domain.newer import what_stops
from cases.domain.state import Refused
from cases.models import Case, Route, RouteVersion

from .standing_of_case import bodies_to_ask, state_of

# A page shows, and a click moves, so many at a time.
AT_A_TIME = 100


@dataclass(frozen=True)
class Movable:
    case: Case
    stops: tuple[Refused, ...]


def newest_version(case: Case) -> RouteVersion | None:
    """A version newer than the case's; None where there is none."""
    newest = RouteVersion.objects.filter(route=case.route_version.route_id).order_by("-number").first()
    return newest if newest is not None and newest.number > case.route_version.number else None


def stops_of(case: Case, version: RouteVersion, *, on: date) -> tuple[Refused, ...]:
    new, state = version.parsed, state_of(case, on=on)
    given = case.assignments.exclude(outcome="").values_list("stage", "outcome")
    answers = case.submission.sent_revisions.order_by("-number").values_list("answers", flat=True)[0]
    groups = case.case_groups.order_by("pk").values_list("body__key", flat=True)
    return what_stops(
        case.route_version.parsed,
        new,
        state,
        given=frozenset(given),
        bodies=bodies_to_ask(new, groups=groups, answers=answers, on=on),
        form=case.submission.version.parsed,
    )


def behind(route: Route, version: RouteVersion) -> "QuerySet[Case]":
    """Running cases on an older version, the oldest first."""
    cases = Case.objects.running().filter(route_version__route=route, route_version__number__lt=version.number)
    return cases.select_related("route_version", "submission__version__form").order_by("year", "serial")


def movable(route: Route, version: RouteVersion, *, on: date) -> list[Movable]:
    """The first hundred that are behind, each with what stops it."""
    return [Movable(case, stops_of(case, version, on=on)) for case in behind(route, version)[:AT_A_TIME]]
