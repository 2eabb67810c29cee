"""Requests for changes, begun from a granted case, filled in and sent in: each in one line."""

from typing import Any

from cases.actions.answer_assignment import answer_assignment
from cases.actions.begin_change import begin_change
from cases.gallery import ready_route
from cases.models import Case, ChangeRequest
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.gallery import ready_form
from people.models import Role, User
from tests.builders.cases import World, published_form, published_route, waiting
from tests.builders.people import seat

WHY = {"skal": "Det blev försenat.", "maluppfyllelse": False, "roll": "Processledare"}


def changes_are_asked_for(world: World) -> User:
    """The ready form and route are published; gives the director, who decides what the board need not."""
    published_form(ready_form("andringsbegaran").definition)
    director = seat(world.office, Role.DIRECTOR, name="Förbundschefen")
    published_route(ready_route("andring").definition)
    return director


def a_request(case: Case, *parts: str, by: User, **answers: Any) -> ChangeRequest:
    """A draft, filled in and not sent in."""
    request = begin_change(case, parts=parts, by=by)
    submission = request.submission
    save_answers(submission, {**WHY, **answers}, submission.revision, by)
    submission.refresh_from_db()
    return request


def sent(request: ChangeRequest, *, by: User) -> Case:
    request.submission.refresh_from_db()
    submit_submission(request.submission, request.submission.revision, by)
    return Case.objects.get(submission=request.submission)


def a_change(case: Case, *parts: str, by: User, **answers: Any) -> Case:
    """A case at its first stage."""
    return sent(a_request(case, *parts, by=by, **answers), by=by)


def at_decision(world: World, change: Case) -> Case:
    """Supported by its groups and let through by the office."""
    chairs = {"lsg-flen": world.flen_chair, "lsg-strangnas": world.strangnas_chair}
    for turn in change.assignments.filter(stage="lsg").select_related("body"):
        answer_assignment(turn, "tillstyrker", by=chairs[turn.body.key])
    answer_assignment(waiting(change), "klar", by=world.officer)
    change.refresh_from_db()
    return change


def lines(*rows: tuple[str, str, dict[str, str]]) -> dict[str, Any]:
    """A budget: (id, label, amounts by year)."""
    return {
        "unit": "kr",
        "lines": [{"id": key, "key": "", "label": label, "amounts": amounts} for key, label, amounts in rows],
    }
