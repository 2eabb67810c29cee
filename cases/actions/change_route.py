"""Let a running case go on by a newer version of its route, where that is sound."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_people
from cases.errors import CaseError
from cases.models import Assignment, Case, Route
from cases.queries.newer_routes import AT_A_TIME, behind, newest_version, stops_of
from cases.wording import reason as worded
from people.models import User

from .mandates import must_be_association
from .moving import locked
from .reasons import keep_reason


@transaction.atomic
def change_route(case: Case, *, by: User, reason: str, at: datetime | None = None) -> Case:
    """The case stands where it stood, with the answers that it has, and goes on by the newest version.

    Raises CaseError: 403 for others than the office, 409 when there is no newer version, the case is closed,
    or the newer version does not fit it (the message says why), 422 without a reason.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case = locked(case)
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    version, was = newest_version(case), case.route_version
    if version is None:
        raise CaseError("no_newer_version")
    stops = stops_of(case, version, on=on)
    if stops:
        raise CaseError("cannot_change_route", why=" ".join(worded(stop.code, stop.params) for stop in stops))
    why = keep_reason(case, "route_changed", reason, by=by, at=at)
    case.route_version = version
    case.save(update_fields=["route_version"])
    data = {"from": was.number, "version": version.number, "route_sha256": version.sha256, **why}
    audit.record(case, "route_changed", by=by, at=at, data=data)
    turns = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
    notices_of_people.route_changed(case, turns, version=version.number, by=by, at=at)
    return case


def change_routes(route: Route, *, by: User, reason: str, at: datetime | None = None) -> tuple[int, int]:
    """Move every running case that can be moved, the first hundred: how many were, and how many stay.

    Each is a transaction of its own, so that one that cannot be moved holds no other back.
    """
    version = route.current_version
    moved = stayed = 0
    for case in list(behind(route, version)[:AT_A_TIME]) if version else []:
        try:
            change_route(case, by=by, reason=reason, at=at)
            moved += 1
        except CaseError as error:
            if error.code not in {"cannot_change_route", "no_newer_version", "case_closed"}:
                raise
            stayed += 1
    return moved, stayed
