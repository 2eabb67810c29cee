"""The one door from a request to a case, and what a person may do there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from people.models import BodyKind, Role, User
from people.queries.mandates import Standing, standing

from .models import ActionItem, Assignment, Case, Decision, Document, Meeting, Reason, RouteVersion
from .queries.acting import Acting, acting

# Who speaks for an applying group: may answer a supplement, withdraw, and tick off what is due.
SPEAKS_FOR_GROUP = (Role.PROCESS_LEADER, Role.CHAIR)


def case_for(user: User | AnonymousUser, number: str, *, found: Standing | None = None) -> Case:
    """The case with all that its page's head needs; a stranger gets 404 and learns nothing."""
    marked = Document.objects.filter(case=OuterRef("pk")).exclude(secrecy="")
    version = {"route": OuterRef("route_version__route"), "number__gt": OuterRef("route_version__number")}
    cases = (
        Case.objects.visible_in(found or standing(user))
        .annotate(
            has_marked=Exists(marked),
            has_newer_route=Exists(RouteVersion.objects.filter(**version)),
            has_decisions=Exists(Decision.objects.filter(case=OuterRef("pk"))),
            was_reopened=Exists(Reason.objects.filter(case=OuterRef("pk"), kind="reopened")),
        )
        .select_related(
            "submission__version__form", "submission__created_by", "submission__held_by", "route_version", "amends"
        )
    )
    try:
        return cases.get(number=number)
    except Case.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True)
class Moves:
    """What one person may do in one case; `cases.moves` makes the page's buttons and the API's list of it."""

    answers: tuple[Assignment, ...] = ()
    answers_supplement: bool = False
    withdraws: bool = False
    writes: bool = False
    writes_internally: bool = False
    settles_obligations: bool = False
    # The turns: that rest and I may take up, that a colleague has and I may take, that I may leave to a deputy.
    resumes: tuple[Assignment, ...] = ()
    takes_over: tuple[Assignment, ...] = ()
    delegates: tuple[Assignment, ...] = ()
    reassigns: tuple[Assignment, ...] = ()
    recuses: bool = False  # at least oneself; the office anybody
    reopens: bool = False
    changes_route: bool = False
    asks_change: bool = False


def moves_for(
    case: Case,
    user: User | AnonymousUser,
    *,
    found: Standing | None = None,
    group_ids: frozenset[int] | None = None,
    asked: Mapping[int, Acting] | None = None,
) -> Moves:
    """`asked` (who may answer the open turns) and `group_ids` spare queries where the page has read them already."""
    found = found or standing(user)
    if found.user_id is None:
        return Moves()
    if group_ids is None:
        group_ids = frozenset(case.case_groups.values_list("body_id", flat=True))
    applies = is_applicant(case, found, group_ids)
    can_be_changed = case.archived_on is None
    moves = Moves(
        writes=can_be_changed,
        writes_internally=found.is_financier,
        settles_obligations=applies or found.is_office,
    )
    if case.status == Case.Status.ENDED:
        return replace(
            moves,
            reopens=found.is_office and can_be_changed,
            asks_change=moves.settles_obligations and _is_changeable(case),
        )
    if asked is None:
        turns = case.assignments.filter(state=Assignment.State.WAITING).select_related("body")
        asked = acting(list(turns), on=found.on)
    moves = _over_turns(replace(moves, withdraws=applies, changes_route=found.is_office), found, asked)
    if case.status == Case.Status.SUPPLEMENT:
        return replace(moves, answers=(), resumes=(), answers_supplement=applies)
    return moves


def _is_changeable(case: Case) -> bool:
    """Granted, not a request for a change itself, and not closed by the office."""
    end = case.route_version.parsed.end(case.end)
    return end is not None and end.kind == "granted" and case.amends_id is None and case.closed_on is None


def _over_turns(moves: Moves, found: Standing, asked: Mapping[int, Acting]) -> Moves:
    """What the person may do with the turns that are open."""
    me = found.user_id
    mine = [each for each in asked.values() if each.has(me)]
    return replace(
        moves,
        answers=tuple(each.turn for each in mine if not each.rests),
        resumes=tuple(each.turn for each in mine if each.rests),
        takes_over=tuple(each.turn for each in asked.values() if len(each.able) > 1 and each.may_take(me)),
        delegates=tuple(each.turn for each in mine if each.stand_ins(me)),
        reassigns=tuple(each.turn for each in asked.values()) if found.is_office else (),
        recuses=found.is_office or any(each.is_able(me) for each in asked.values()),
    )


def is_applicant(case: Case, found: Standing, group_ids: frozenset[int]) -> bool:
    """Whether the person speaks for an applying group, or wrote the application."""
    if found.user_id is None:
        return False
    speaks_for = found.bodies_as(*SPEAKS_FOR_GROUP)
    return bool(group_ids & speaks_for) or case.submission.is_of(found.user_id)


def holds_role(found: Standing, assignment: Assignment) -> bool:
    """Whether the person holds the role that is asked, in the body that is asked. Deputies count.

    Whether they may answer besides is `Acting`'s: the turn may be given to a colleague, or they are recused.
    """
    if found.holds(assignment.body_id, assignment.role):
        return True
    return assignment.body.kind == BodyKind.OFFICE and any(
        found.kinds[body_id] == BodyKind.OFFICE for body_id in found.bodies_as(assignment.role)
    )


def keeps_meetings(found: Standing, body_id: int) -> bool:
    """Who calls a body's meetings and writes down what it decides: its chair, its process leader, the office."""
    return found.is_office or found.holds(body_id, *SPEAKS_FOR_GROUP)


def may_hand_over(found: Standing, task: ActionItem) -> bool:
    """Whoever has the task, and who keeps the body's meetings; the same may mark it as done."""
    return task.who_id == found.user_id or keeps_meetings(found, task.body_id)


def meeting_for(found: Standing, pk: int) -> Meeting:
    """The meeting with its body; a stranger gets 404 and learns nothing."""
    try:
        return Meeting.objects.visible_in(found).select_related("body", "secretary").get(pk=pk)
    except Meeting.DoesNotExist:
        raise Http404 from None


def require(may: bool, why: str) -> None:
    """Stop somebody who sees the case but may not do this; `why` is shown to them."""
    if not may:
        raise PermissionDenied(why)
