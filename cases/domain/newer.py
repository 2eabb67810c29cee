"""May a running case go on by a newer version of its route? Everything that speaks against it, by name."""

from collections.abc import Collection, Iterator, Mapping

from forms.domain.definition import Definition

from .engine import settle
from .state import ENDED, CaseState, Refused
from .structure import Outcome, RouteDefinition, Stage
from .ways import check_ways


def what_stops(
    old: RouteDefinition,
    new: RouteDefinition,
    state: CaseState,
    *,
    given: Collection[tuple[str, str]],
    bodies: Mapping[str, tuple[str, ...]],
    form: Definition,
) -> tuple[Refused, ...]:
    """Nothing where the move is sound: the state is then the same by the new route as by the old.

    `given` are the answers of the whole case, as (stage, outcome) keys; `bodies` who would be asked at each
    stage of the new route today; `form` is the version that the case's answers follow. Stages and outcomes
    are the same when their ids are; what was published keeps its key.
    """
    if state.status == ENDED:
        return (Refused("case_closed"),)
    if old.opens_with != new.opens_with:
        return (Refused("other_form"),)
    here = old.stage(state.stage)
    assert here is not None, "a running case stands at a stage"
    there = _same_stage(here, new)
    if there is None:
        return (Refused("stage_gone", {"stage": here.title}),)
    return (
        *_asked(here, there),
        *_answers(old, new, given),
        *_settles(there, state),
        *_supplement(here, there, state),
        *_ahead(new, there, bodies),
        *_form(new, form),
    )


def _same_stage(stage: Stage, new: RouteDefinition) -> Stage | None:
    return next((each for each in new.stages if (each.id, each.key) == (stage.id, stage.key)), None)


def _same_outcome(outcome: Outcome, stage: Stage) -> Outcome | None:
    same = (outcome.id, outcome.key, outcome.kind)
    return next((each for each in stage.outcomes if (each.id, each.key, each.kind) == same), None)


def _asked(here: Stage, there: Stage) -> Iterator[Refused]:
    """Those who are asked now are those whom the new route would ask."""
    if here.actor != there.actor:
        yield Refused("asks_others", {"stage": here.title})
    elif here.role != there.role:
        yield Refused("asks_other_role", {"stage": here.title})


def _answers(old: RouteDefinition, new: RouteDefinition, given: Collection[tuple[str, str]]) -> Iterator[Refused]:
    """Every answer that was given still says what it said."""
    for stage_key, outcome_key in sorted(given):
        stage = old.stage(stage_key)
        outcome = stage.outcome(outcome_key) if stage else None
        if stage is None or outcome is None:  # it was given on a version before the old one, and moved with care
            continue
        there = _same_stage(stage, new)
        if there is None or _same_outcome(outcome, there) is None:
            yield Refused("answer_gone", {"stage": stage.title, "outcome": outcome.label})


def _settles(there: Stage, state: CaseState) -> Iterator[Refused]:
    """Nothing is settled by moving: what the answers so far would settle must be settled by an answer."""
    answered = {body: turn for body, turn in state.turns.items() if turn.outcome and there.outcome(turn.outcome)}
    if answered and settle(there, {**state.turns, **answered}) is not None and state.supplement is None:
        yield Refused("would_settle", {"stage": there.title})


def _supplement(here: Stage, there: Stage, state: CaseState) -> Iterator[Refused]:
    """What is to happen when the open supplement comes in was told to those who were asked for it."""
    if state.supplement is None:
        return
    asked, same = here.supplement, there.supplement
    if asked is None or same is None or asked.lapses != same.lapses:
        yield Refused("supplement_differs", {"stage": here.title})


def _ahead(new: RouteDefinition, there: Stage, bodies: Mapping[str, tuple[str, ...]]) -> Iterator[Refused]:
    """Every stage that the case may come to has somebody to ask."""
    for key in reachable(new, there):
        stage = new.stage(key)
        if stage is not None and not bodies.get(key):
            yield Refused("nobody_ahead", {"stage": stage.title})


def reachable(route: RouteDefinition, start: Stage) -> tuple[str, ...]:
    """Keys of the stages that a case at this one may come to, itself last where it can be entered again."""
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        for key in _onward(route, waiting.pop()):
            stage = route.stage(key)
            if stage is not None and key not in found:
                found[key] = None
                waiting.append(stage)
    return tuple(found)


def _onward(route: RouteDefinition, stage: Stage) -> Iterator[str]:
    for outcome in stage.outcomes:
        yield from outcome.leads_to
        yield from outcome.lapses.places
        if outcome.lapses.which == "all":
            yield route.stages[0].key


def _form(new: RouteDefinition, form: Definition) -> Iterator[Refused]:
    """What the new route reads is there to read: the case keeps the version of the form that it was sent in on."""
    known = {field.key for field in form.fields.values()}
    reads = new.reads
    wanted = [reads.title, reads.groups, reads.period, reads.budget, reads.obligations]
    wanted += [stage.actor.field for stage in new.stages if stage.actor.kind == "answer"]
    lacking = [key for key in dict.fromkeys(wanted) if key and key not in known]
    if lacking:
        yield Refused("form_lacks", {"fields": ", ".join(lacking)})
    elif any(check_ways(new, form)):
        yield Refused("form_chooses_not")
