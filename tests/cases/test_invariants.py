"""What holds on every way that a case can take, whoever acts, with people who come, leave and are recused.

Here on the engine alone, with rows that are made of its effects as the actions make theirs.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cases.domain.acting import may_answer, may_stand_in, may_take_over
from cases.domain.check import check_route
from cases.domain.engine import replay, step
from cases.domain.explore import moves
from cases.domain.state import (
    Answer,
    AnswerSupplement,
    Ask,
    CaseState,
    Delegate,
    EnterStage,
    Hold,
    Inherit,
    Lapse,
    Led,
    LiftRecusal,
    Move,
    Open,
    Reassign,
    Recuse,
    Refused,
    Reopen,
    RequestSupplement,
    Resume,
    Step,
    Succeed,
    TakeOver,
    Turn,
    Withdraw,
)
from tests.cases.tallying import settles
from tests.cases.test_engine import BODIES, SHAPE, routes, truths_at

PEOPLE = (1, 2, 3, 4)
MANY = st.integers(0, 10_000)


@dataclass(frozen=True)
class Row:
    turn: Turn
    lapsed: bool = False


class People(RuleBasedStateMachine):
    """Any published route, any people, any acts."""

    def __init__(self) -> None:
        super().__init__()
        self.route = None
        self.state = CaseState()
        self.done: list = []
        self.rows: dict[tuple[str, int, str], Row] = {}
        self.given: dict[tuple[str, int, str], str] = {}
        self.today = date(2026, 1, 1)
        self.applied = 50

    @initialize(route=routes(), groups=st.integers(1, 3), seats=st.lists(st.sampled_from(PEOPLE), min_size=3))
    def open(self, route, groups, seats):
        if {problem.code for problem in check_route(route)} - SHAPE:
            return
        self.route = route
        counts = {"applicants": groups, "answer": 2, "office": 1}
        self.bodies = {stage.key: BODIES[: counts[stage.actor.kind]] for stage in route.stages}
        # Who holds the role in each body; the first holds it, the others are deputies.
        self.seats = {body: list(dict.fromkeys(seats[number::3])) for number, body in enumerate(BODIES)}
        self.make(Open(BODIES[:groups]))

    def make(self, move: Move) -> Step | Refused:
        if isinstance(move, AnswerSupplement):
            self.applied = 250 - self.applied
        truths = truths_at(self.route, self.applied)
        result = step(self.route, replace(self.state, bodies=self.bodies, truths=truths), move)
        if isinstance(result, Step):
            self.save(move, result)
            self.done.append((move, self.bodies, truths))
            self.state = result.state
        return result

    def save(self, move: Move, result: Step) -> None:
        """As the actions do: the answer first, and then the stage's rows by the effects, in their order."""
        stage = self.state.stage
        if isinstance(move, Answer | RequestSupplement):
            asked = self.route.stage(stage).supplement
            outcome = move.outcome if isinstance(move, Answer) else asked.key
            turn = self.state.turns[move.body]
            answered = replace(turn, outcome=outcome, by=move.by, rests_until=None)
            self.rows[stage, turn.round, move.body] = Row(answered)
        for effect in result.effects:
            match effect:
                case EnterStage(key, _):
                    stage = key
                case Led(key, outcome, _, _, True):
                    # Passed by: somebody answered so, and it still stands.
                    assert any(
                        (place[0], row.turn.outcome, row.lapsed) == (key, outcome, False)
                        for place, row in self.rows.items()
                    )
                case Ask(body, _, turn, _):
                    assert (stage, turn.round, body) not in self.rows, "asked twice in one round"
                    self.rows[stage, turn.round, body] = Row(turn)
                case Inherit(body, _, turn):
                    self.rows[stage, turn.round, body] = Row(turn)
                case Hold(body, turn, _):
                    self.rows[stage, turn.round, body] = Row(turn)
                case Lapse(body, number):
                    row = self.rows[stage, number, body]
                    self.rows[stage, number, body] = replace(row, lapsed=True)

    def able(self, body: str) -> list[int]:
        return [person for person in self.seats[body] if not self.state.is_recused(person)]

    def pick(self, choice: int) -> tuple[str, Turn] | None:
        open_turns = [(body, self.state.turns[body]) for body in self.state.asked]
        return open_turns[choice % len(open_turns)] if open_turns else None

    runs = precondition(lambda self: self.route is not None and not self.state.end)

    @runs
    @rule(choice=MANY, who=MANY, days=st.integers(0, 20))
    def answer(self, choice, who, days):
        possible = list(moves(self.route, self.state))
        move = possible[choice % len(possible)]
        if not isinstance(move, Answer | RequestSupplement):
            assert isinstance(self.make(move), Step)
            return
        turn = self.state.turns[move.body]
        having = may_answer(self.able(move.body), turn, on=self.today)
        if not having:
            return
        by = having[who % len(having)]
        move = replace(move, by=by, on=self.today)
        outcome = self.route.stage(self.state.stage).outcome(getattr(move, "outcome", ""))
        if outcome is not None and outcome.kind == "defer" and days:
            move = replace(move, until=self.today + timedelta(days=days))
        place = (self.state.stage, turn.round, move.body)
        goes_on = settles(self.route.stage(self.state.stage), self.state, move)
        result = self.make(move)
        if turn.rests(self.today):
            assert result == Refused("rests", {"body": move.body, "day": turn.rests_until})
            return
        assert isinstance(result, Step)
        entered = [each for each in result.effects if isinstance(each, EnterStage) and not each.again]
        assert (bool(entered) or bool(self.state.end)) == goes_on
        assert place not in self.given, "an outcome twice"
        self.given[place] = getattr(move, "outcome", "") or self.rows[place].turn.outcome

    @runs
    @rule(choice=MANY, who=st.sampled_from(PEOPLE))
    def answer_though_recused(self, choice, who):
        found = self.pick(choice)
        if found and self.state.is_recused(who) and self.state.supplement is None:
            stage = self.route.stage(self.state.stage)
            refused = self.make(Answer(found[0], stage.outcomes[0].key, who, self.today))
            assert isinstance(refused, Refused)

    @runs
    @rule(choice=MANY, who=MANY)
    def take_over(self, choice, who):
        found = self.pick(choice)
        takers = may_take_over(self.able(found[0]), found[1], on=self.today) if found else ()
        if takers:
            taker = takers[who % len(takers)]
            self.make(TakeOver(found[0], taker))
            assert may_answer(self.able(found[0]), self.state.turns[found[0]], on=self.today) == (taker,)

    @runs
    @rule(choice=MANY, who=MANY)
    def reassign(self, choice, who):
        found = self.pick(choice)
        able = self.able(found[0]) if found else []
        if able:
            given = self.make(Reassign(found[0], able[who % len(able)]))
            assert isinstance(given, Step) or given.code == "already_given"

    @runs
    @rule(choice=MANY, to=st.sampled_from(BODIES))
    def give_to_another_body(self, choice, to):
        found = self.pick(choice)
        if found:
            given = self.make(Reassign(found[0], to=to))
            assert isinstance(given, Step) or given.code == "already_asked"

    @runs
    @rule(choice=MANY, who=MANY, days=st.integers(0, 9))
    def delegate(self, choice, who, days):
        found = self.pick(choice)
        having = may_answer(self.able(found[0]), found[1], on=self.today) if found else ()
        deputies = may_stand_in(self.able(found[0]), self.seats[found[0]][1:], having[0]) if having else ()
        if deputies:
            to = deputies[who % len(deputies)]
            self.make(Delegate(found[0], to, self.today + timedelta(days=days), having[0]))
            assert may_answer(self.able(found[0]), self.state.turns[found[0]], on=self.today) == (to,)

    @runs
    @rule(who=st.sampled_from(PEOPLE), choice=MANY, whole=st.booleans())
    def recuse(self, who, choice, whole):
        stages = self.route.stages
        result = self.make(Recuse(who, "" if whole else stages[choice % len(stages)].key))
        assert isinstance(result, Step) or result.code == "already_recused"

    @precondition(lambda self: self.route is not None and not self.state.end and self.state.recused)
    @rule(choice=MANY)
    def lift(self, choice):
        recused = sorted(self.state.recused)
        assert isinstance(self.make(LiftRecusal(*recused[choice % len(recused)])), Step)

    @runs
    @rule(choice=MANY)
    def resume(self, choice):
        found = self.pick(choice)
        if found:
            result = self.make(Resume(found[0]))
            assert isinstance(result, Step) == (found[1].rests_until is not None)

    @rule(days=st.integers(1, 15))
    def time_passes(self, days):
        self.today += timedelta(days=days)

    @precondition(lambda self: self.route is not None)
    @rule(body=st.sampled_from(BODIES), who=st.sampled_from(PEOPLE))
    def somebody_comes_or_leaves(self, body, who):
        seats = self.seats[body]
        self.seats[body] = [each for each in seats if each != who] if who in seats else [*seats, who]

    @runs
    @rule(choice=MANY, to=st.sampled_from(BODIES))
    def bodies_merge(self, choice, to):
        """One of those who are asked is no more; another does its work, and what that one answered stands for both."""
        found = self.pick(choice)
        if found and found[0] != to:
            assert isinstance(self.make(Succeed((found[0],), (to,))), Step)

    @invariant()
    def what_stands_ahead_ends_with_whoever_asked(self):
        if self.route is not None and self.state.ahead:
            assert self.state.ahead[-1].outcome == ""
            assert not {each.stage for each in self.state.ahead} & {each.stage for each in self.state.passed}

    @precondition(lambda self: self.route is not None and len(self.done) > 8 and not self.state.end)
    @rule()
    def withdraw(self):
        assert isinstance(self.make(Withdraw()), Step)

    @precondition(lambda self: self.route is not None and self.state.end)
    @rule(choice=MANY)
    def reopen(self, choice):
        stage = self.route.stages[choice % len(self.route.stages)].key
        assert isinstance(self.make(Reopen(stage)), Step)
        assert self.state.stage == stage

    @invariant()
    def somebody_is_asked_or_it_is_closed(self):
        if self.route is not None:
            assert bool(self.state.end) != bool(self.state.asked or self.state.supplement)

    @invariant()
    def the_rows_say_what_the_state_says(self):
        if self.route is None:
            return
        open_rows = {key: row.turn for key, row in self.rows.items() if not row.lapsed and not row.turn.outcome}
        stage = self.state.stage
        asked = {(stage, turn.round, body): turn for body, turn in self.state.turns.items() if not turn.outcome}
        assert open_rows == asked

    @invariant()
    def no_answer_is_lost(self):
        for place, outcome in self.given.items():
            assert self.rows[place].turn.outcome == outcome

    @invariant()
    def nobody_recused_has_answered_what_counts_here(self):
        if self.route is not None and self.state.supplement is None:
            answered = [turn.by for turn in self.state.turns.values() if turn.outcome]
            assert not any(self.state.is_recused(by) for by in answered if by)

    @invariant()
    def the_trail_leads_here(self):
        if self.route is not None and len(self.done) % 5 == 0:
            again = replay(self.route, self.done)
            assert isinstance(again, CaseState)
            assert replace(again, bodies={}, truths={}) == replace(self.state, bodies={}, truths={})


People.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestPeople = People.TestCase
