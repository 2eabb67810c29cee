"""Who may answer a turn on a day, among those who hold the role that is asked."""

from collections.abc import Collection, Sequence
from datetime import date

from .state import Turn


def may_answer(able: Sequence[int], turn: Turn, *, on: date) -> tuple[int, ...]:
    """`able` hold the role in the body on the day, deputies too, and are not recused.

    A name counts only while its person is able: a turn that was given to somebody who has left, or is
    recused, is anybody's who holds the role, so that nothing waits for nobody.
    """
    if turn.delegate in able and turn.delegated_until is not None and on <= turn.delegated_until:
        return (turn.delegate,)
    if turn.person in able:
        return (turn.person,)
    return tuple(able)


def may_take_over(able: Sequence[int], turn: Turn, *, on: date) -> tuple[int, ...]:
    """Those who hold the role and do not have the turn alone already."""
    having = may_answer(able, turn, on=on)
    return tuple(person for person in able if having != (person,) or turn.person != person)


def may_stand_in(able: Sequence[int], deputies: Collection[int], by: int) -> tuple[int, ...]:
    """The deputies that the one who has the turn may leave it to for a time."""
    return tuple(person for person in able if person in deputies and person != by)


def may_be_given_to(actor: str, *, kind: str, other_kind: str, follows: bool) -> bool:
    """Whether the route lets a body's turn be given to another body.

    `actor` is the stage's; `kind` and `other_kind` are the bodies' kinds; `follows`: the other is the
    body's successor. A body that the route names, and a group that applies, answer for themselves: only
    the one that follows them may. One office answers for another, and where an answer of the form chose
    the body, another of the same kind may be chosen.
    """
    if follows:
        return True
    return actor in {"office", "answer"} and kind == other_kind
