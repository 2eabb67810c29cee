"""What the acts on an open turn share: the turn as it is now, and what the trail says of who has it."""

from typing import Any

from cases.errors import CaseError
from cases.models import Assignment, Case

from .moving import locked


def open_turn(assignment: Assignment) -> tuple[Case, Assignment]:
    """The case, locked, and its turn. Raises CaseError (409) when the turn is not open any more."""
    case = locked(assignment.case)
    turn = case.assignments.select_related("body", "person", "delegate").get(pk=assignment.pk)
    turn.case = case
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    if turn.state == Assignment.State.ANSWERED:
        raise CaseError("already_answered", body=turn.body.name)
    if turn.state == Assignment.State.LAPSED:
        raise CaseError("stage_closed")
    return case, turn


def about(turn: Assignment) -> dict[str, Any]:
    return {"assignment": turn.pk, "stage": turn.stage, "round": turn.round, "body": turn.body.key}
