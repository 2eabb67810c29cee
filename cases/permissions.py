"""The one door from a request to a case, and what a person may do there."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from people.models import BodyKind, Role, User
from people.queries.mandates import Standing, standing

from .models import Assignment, Case

# Who speaks for an applying group: may answer a supplement, withdraw, and tick off what is due.
SPEAKS_FOR_GROUP = (Role.PROCESS_LEADER, Role.CHAIR)


def case_for(user: User | AnonymousUser, number: str, *, found: Standing | None = None) -> Case:
    """The case with all that its page's head needs; a stranger gets 404 and learns nothing."""
    cases = Case.objects.visible_in(found or standing(user)).select_related(
        "submission__version__form", "submission__created_by", "route_version"
    )
    try:
        return cases.get(number=number)
    except Case.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True)
class Moves:
    """What one person may do in one case; the page's buttons and the API's list are both made of it."""

    answers: tuple[Assignment, ...] = ()
    answers_supplement: bool = False
    withdraws: bool = False
    writes: bool = False
    writes_internally: bool = False
    settles_obligations: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        flags = {
            "answer": bool(self.answers),
            "answer_supplement": self.answers_supplement,
            "withdraw": self.withdraws,
            "write": self.writes,
            "write_internally": self.writes_internally,
            "settle_obligation": self.settles_obligations,
        }
        return tuple(name for name, may in flags.items() if may)


def moves_for(
    case: Case,
    user: User | AnonymousUser,
    *,
    found: Standing | None = None,
    assignments: list[Assignment] | None = None,
    group_ids: frozenset[int] | None = None,
) -> Moves:
    """`assignments` and `group_ids` spare queries where the page has read them already."""
    found = found or standing(user)
    if found.user_id is None:
        return Moves()
    if group_ids is None:
        group_ids = frozenset(case.case_groups.values_list("body_id", flat=True))
    if assignments is None:
        assignments = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
    applies = is_applicant(case, found, group_ids)
    moves = Moves(writes=True, writes_internally=found.is_financier, settles_obligations=applies or found.is_office)
    if case.status == Case.Status.ENDED:
        return moves
    moves = replace(moves, withdraws=applies)
    if case.status == Case.Status.SUPPLEMENT:
        return replace(moves, answers_supplement=applies)
    return replace(moves, answers=tuple(turn for turn in assignments if can_answer(found, turn)))


def is_applicant(case: Case, found: Standing, group_ids: frozenset[int]) -> bool:
    """Whether the person speaks for an applying group, or wrote the application."""
    if found.user_id is None:
        return False
    speaks_for = found.bodies_as(*SPEAKS_FOR_GROUP)
    return bool(group_ids & speaks_for) or case.submission.created_by_id == found.user_id


def can_answer(found: Standing, assignment: Assignment) -> bool:
    """Whether the person holds the role that is asked, in the body that is asked. Deputies count.

    Where the office is asked, whoever holds the role in an office valid on the day may answer.
    """
    if found.holds(assignment.body_id, assignment.role):
        return True
    return assignment.body.kind == BodyKind.OFFICE and any(
        found.kinds[body_id] == BodyKind.OFFICE for body_id in found.bodies_as(assignment.role)
    )


def require(may: bool, why: str) -> None:
    """Stop somebody who sees the case but may not do this; `why` is shown to them."""
    if not may:
        raise PermissionDenied(why)
