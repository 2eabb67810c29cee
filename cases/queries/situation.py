"""Where a case is, as its one sentence tells it: who has it, what was answered, how it ended."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from cases.domain.route import RouteDefinition
from cases.models import Agreement, Assignment, Case, Decision, Reason
from cases.sentences import Given, Reopened, Situation
from people.models import Body


def situation(
    case: Case,
    route: RouteDefinition,
    groups: Sequence[Body],
    turns: Sequence[Assignment],
    decisions: Sequence[Decision],
    agreements: Sequence[Agreement],
    on: date,
    reopened: Reason | None = None,
) -> Situation:
    """`reopened` is why it was opened again last, where it was."""
    end = route.end(case.end)
    supplement = case.status == Case.Status.SUPPLEMENT
    open_turns = [turn for turn in turns if turn.state == Assignment.State.WAITING]
    waiting, due_on = tuple(turn.body.name for turn in open_turns), case.due_on
    stage = route.stage(case.stage)
    sent = next((each for each in agreements if each.status == Agreement.Status.SENT), None)
    if stage is not None and stage.agreement and sent is not None:
        waiting, due_on = tuple(party.name for party in sent.unsigned), sent.sign_by
    decision = next((each for each in decisions if each.replaced_by_id is None), None)
    given = _given(case, route, turns, {each.assignment_id: each.decided_on for each in decisions}, reopened)
    return Situation(
        status=case.status,
        on=on,
        waits_for=tuple(body.name for body in groups) if supplement else waiting,
        due_on=due_on,
        given=given,
        end_kind=end.kind if end else "",
        end_title=end.title if end else case.end,
        ended_on=timezone.localtime(case.ended_at).date() if case.ended_at else None,
        granted=case.granted_total,
        decided_by=decision.body.name if decision else "",
        decided_on=decision.decided_on if decision else None,
        paragraph=decision.paragraph if decision else "",
        rests_until=rests_until(open_turns),
        supplemented_on=supplemented_on(turns),
        reopened=_reopened(case, reopened),
    )


def last_reopening(case: Case) -> Reason | None:
    """Why the case was opened again last; `case_for` has asked with the case whether it ever was."""
    if not getattr(case, "was_reopened", False) or case.status == Case.Status.ENDED:
        return None
    return case.reasons.filter(kind="reopened").select_related("by").last()


def _reopened(case: Case, why: Reason | None) -> Reopened | None:
    """While it runs: what has ended anew is told of by its end."""
    if why is None or case.status == Case.Status.ENDED:
        return None
    return Reopened(why.by.name, timezone.localdate(why.at), why.text)


def supplemented_on(turns: Sequence[Assignment]) -> date | None:
    """When the supplement came in that was the last thing asked for: those who wait were asked anew then."""
    answered = [turn.answered_at for turn in turns if turn.state == Assignment.State.ANSWERED and turn.answered_at]
    waiting = [turn.opened_at for turn in turns if turn.state == Assignment.State.WAITING]
    came_in = [at for at in waiting if answered and at > max(answered)]
    return timezone.localtime(min(came_in)).date() if came_in else None


def rests_until(turns: Sequence[Assignment]) -> date | None:
    """The first day that somebody is asked again, where all who have yet to answer have deferred it."""
    days = [turn.rests_until for turn in turns]
    return min(day for day in days if day) if days and all(days) else None


def _given(
    case: Case,
    route: RouteDefinition,
    turns: Sequence[Assignment],
    decided: Mapping[int, date],
    reopened: Reason | None,
) -> tuple[Given, ...]:
    """The answers that count now: each body's latest at the present stage, or else the last one given.

    Of a case that was opened again and runs, only those given since: what they said before is why it was ended.
    """
    latest = {(turn.stage, turn.body_id): turn for turn in sorted(turns, key=lambda turn: turn.round)}
    answered = sorted(
        (turn for turn in turns if turn.state == Assignment.State.ANSWERED and _counts(turn, case, reopened)),
        key=lambda turn: turn.answered_at or turn.opened_at,
    )
    here = [
        turn
        for turn in answered
        if turn.stage == case.stage and turn.round >= case.entered_round and latest[turn.stage, turn.body_id] is turn
    ]
    return tuple(_as_given(turn, route, decided.get(turn.pk)) for turn in (here or answered[-1:]))


def _counts(turn: Assignment, case: Case, reopened: Reason | None) -> bool:
    ended = case.status == Case.Status.ENDED
    return reopened is None or ended or (turn.answered_at is not None and turn.answered_at >= reopened.at)


def _as_given(turn: Assignment, route: RouteDefinition, decided_on: date | None) -> Given:
    """A decision was given on the day that it was taken, whenever it was written in."""
    stage = route.stage(turn.stage)
    outcome = stage.outcome(turn.outcome) if stage else None
    return Given(
        body=turn.body.name,
        kind=outcome.kind if outcome else "",
        label=outcome.label if outcome else turn.outcome,
        on=decided_on or timezone.localtime(turn.answered_at).date(),
    )
