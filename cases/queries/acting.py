"""Who may answer the open turns of a case, or of many, on a day: the mandates, less those who are recused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cases.domain.acting import may_answer, may_stand_in, may_take_over
from cases.domain.state import Turn
from cases.models import Assignment, Recusal
from people.domain.following import successors
from people.models import BodyKind, Mandate, User
from people.queries.successions import followings


@dataclass(frozen=True)
class Acting:
    """`able` hold the role and are not recused, the holder before the deputies; `having` may answer today."""

    turn: Assignment
    on: date
    able: tuple[Mandate, ...]
    having: tuple[Mandate, ...]
    recused: frozenset[int]
    # Whether anybody has the role at all, recused or not.
    is_held: bool = False

    @property
    def people(self) -> tuple[User, ...]:
        return tuple(mandate.user for mandate in self.having)

    @property
    def rests(self) -> bool:
        return turn_of(self.turn).rests(self.on)

    @property
    def is_delegated(self) -> bool:
        """To somebody who may use it today."""
        return self.turn.delegate_id is not None and [each.user_id for each in self.having] == [self.turn.delegate_id]

    def has(self, user_id: int | None) -> bool:
        return any(mandate.user_id == user_id for mandate in self.having)

    def is_able(self, user_id: int | None) -> bool:
        return any(mandate.user_id == user_id for mandate in self.able)

    def may_take(self, user_id: int | None) -> bool:
        return user_id in may_take_over(_ids(self.able), turn_of(self.turn), on=self.on)

    def stand_ins(self, user_id: int | None) -> tuple[Mandate, ...]:
        """The deputies that this person, who has the turn, may leave it to."""
        deputies = {mandate.user_id for mandate in self.able if mandate.is_deputy}
        found = may_stand_in(_ids(self.able), deputies, user_id or 0) if self.has(user_id) else ()
        return tuple(mandate for mandate in self.able if mandate.user_id in found)


def acting(turns: Sequence[Assignment], *, on: date, recusals: Iterable[Recusal] | None = None) -> dict[int, Acting]:
    """By the turn's primary key, in two queries; `recusals` spares one where they were read already.

    Where the office is asked, whoever holds the role in an office valid on the day may answer.
    """
    if not turns:
        return {}
    if recusals is None:
        recusals = Recusal.objects.standing().filter(case__in={turn.case_id for turn in turns})
    taken_out = list(recusals)
    mandates = _mandates(turns, on)
    found = {}
    for turn in turns:
        recused = frozenset(
            each.person_id for each in taken_out if each.case_id == turn.case_id and each.stage in {"", turn.stage}
        )
        bodies = _acting_for(turn, on)
        seats = [each for each in mandates if _sits(each, turn, bodies)]
        able = tuple({each.user_id: each for each in reversed(seats) if each.user_id not in recused}.values())[::-1]
        having = may_answer(_ids(able), turn_of(turn), on=on)
        found[turn.pk] = Acting(
            turn, on, able, tuple(each for each in able if each.user_id in having), recused, bool(seats)
        )
    return found


def turn_of(row: Assignment) -> Turn:
    """The row as the engine sees it."""
    return Turn(
        round=row.round,
        outcome=row.outcome,
        by=row.answered_by_id or 0,
        person=row.person_id or 0,
        delegate=row.delegate_id or 0,
        delegated_until=row.delegated_until,
        rests_until=row.rests_until,
    )


def _mandates(turns: Sequence[Assignment], on: date) -> list[Mandate]:
    asked = Q(body__in={body for turn in turns for body in _acting_for(turn, on)})
    if any(turn.body.kind == BodyKind.OFFICE for turn in turns):
        asked |= Q(body__kind=BodyKind.OFFICE)
    mandates = Mandate.objects.valid(on).filter(asked, role__in={turn.role for turn in turns}, user__is_active=True)
    return list(mandates.select_related("user__mail_choice", "body").order_by("is_deputy", "user__name", "pk"))


def _acting_for(turn: Assignment, on: date) -> set[int]:
    """The body that is asked, and those that have followed it."""
    return {turn.body_id, *successors(turn.body_id, followings(), on)}


def _sits(mandate: Mandate, turn: Assignment, bodies: set[int]) -> bool:
    if mandate.role != turn.role:
        return False
    return mandate.body_id in bodies or mandate.body.kind == turn.body.kind == BodyKind.OFFICE


def _ids(mandates: Iterable[Mandate]) -> tuple[int, ...]:
    return tuple(mandate.user_id for mandate in mandates)
