"""Where a case goes: tables for the rules, and random walks for what must hold on every way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cases.domain.check import check_route
from cases.domain.deadlines import due_on, reminder_due
from cases.domain.engine import replay, settle, step
from cases.domain.explore import moves
from cases.domain.facts import FACTS, CaseFacts, Truths, truths_from
from cases.domain.registry import format_number, parse_number
from cases.domain.route import Actor, Deadline, End, Lapsing, Outcome, Quorum, Reads, RouteDefinition, Stage, Way
from cases.domain.state import (
    Answer,
    AnswerSupplement,
    CaseState,
    Open,
    Refused,
    RequestSupplement,
    Step,
    Turn,
    Withdraw,
)
from forms.domain.conditions import Comparison

OUTCOMES = (
    Outcome("1", "ja", "support", "Ja", to="vidare"),
    Outcome("2", "delvis", "approve_in_part", "Delvis", to="vidare"),
    Outcome("3", "nej", "oppose", "Nej", to="slut"),
    Outcome("4", "ater", "remit", "Åter", to="forst"),
)


def a_stage(rule: str, n: int = 0, *, settles: bool = False) -> Stage:
    return Stage(
        "s", "s", "S", Actor("applicants"), "chair", OUTCOMES, answers=Quorum(rule, n), one_refusal_settles=settles
    )


@pytest.mark.parametrize(
    ("stage", "answers", "settled"),
    [
        (a_stage("all"), "ja -", None),
        (a_stage("all"), "ja ja", "ja"),
        (a_stage("all"), "delvis ja", "ja"),
        (a_stage("all"), "nej -", None),
        (a_stage("all"), "nej ja", "nej"),
        (a_stage("all"), "ja ater", "ater"),
        (a_stage("all"), "ater nej", "nej"),
        (a_stage("all", settles=True), "nej -", "nej"),
        (a_stage("all", settles=True), "ater -", None),
        (a_stage("any"), "ja - -", "ja"),
        (a_stage("any"), "nej - -", None),
        (a_stage("any"), "nej nej ja", "ja"),
        (a_stage("majority"), "ja - -", None),
        (a_stage("majority"), "ja nej ja", "ja"),
        (a_stage("majority"), "ja -", None),
        (a_stage("majority"), "nej nej ja", "nej"),
        (a_stage("at_least", 2), "ja - -", None),
        (a_stage("at_least", 2), "ja delvis -", "ja"),
        (a_stage("at_least", 5), "ja ja", "ja"),
    ],
)
def test_a_stage_is_settled_by_its_rule(stage, answers, settled):
    turns = {f"body-{n}": Turn(1, "" if key == "-" else key) for n, key in enumerate(answers.split())}

    outcome = settle(stage, turns)

    assert (outcome.key if outcome else None) == settled


@pytest.mark.parametrize(
    ("start", "deadline", "due"),
    [
        (date(2014, 3, 3), None, None),
        (date(2014, 3, 3), Deadline(14), date(2014, 3, 17)),
        (date(2014, 4, 16), Deadline(2, "working"), date(2014, 4, 22)),  # over Easter
        (date(2014, 3, 7), Deadline(1, "working"), date(2014, 3, 10)),
        (date(2014, 3, 8), Deadline(5, "working"), date(2014, 3, 14)),
    ],
)
def test_days_are_counted_from_the_day_after(start, deadline, due):
    easter = {date(2014, 4, 18), date(2014, 4, 20), date(2014, 4, 21)}

    assert due_on(start, deadline, easter) == due


@pytest.mark.parametrize(
    ("on", "rule"),
    [(1, None), (6, None), (7, 7), (8, 7), (10, 7), (11, 3), (13, 3), (14, 3), (15, -1), (20, -1)],
)
def test_the_nearest_rule_that_has_passed_reminds(on, rule):
    assert reminder_due(date(2014, 3, 14), [3, 7], date(2014, 3, on)) == rule


@pytest.mark.parametrize(
    ("year", "serial", "number"), [(2014, 6, "RAR14-06"), (2026, 104, "RAR26-104"), (2005, 1, "RAR05-01")]
)
def test_a_registry_number_is_written_and_read(year, serial, number):
    assert format_number(year, serial) == number
    assert parse_number(f" {number.lower()} ") == (year, serial)


@pytest.mark.parametrize("text", ["", "RAR14", "RAR14-6", "RAR14-00", "RAR14-006", "XRAR14-06", "RAR2014-06"])
def test_what_is_no_registry_number_is_none(text):
    assert parse_number(text) is None


BODIES = ("lsg-flen", "lsg-strangnas", "lsg-trosa")
STAYING = st.sampled_from(["request_supplement", "defer"])
LEADING = st.sampled_from(["support", "approve", "oppose", "reject", "remit", "submit"])


LARGE = Comparison("case.applied", "more_than", "100")


@st.composite
def lapsing(draw, stages: list[str]) -> Lapsing:
    which = draw(st.sampled_from(["", "stage", "all", "from", "stages"]))
    start = draw(st.sampled_from(stages)) if which == "from" else ""
    chosen = draw(st.lists(st.sampled_from(stages), min_size=1, unique=True)) if which == "stages" else ()
    return Lapsing(which, start, tuple(chosen))


@st.composite
def leading(draw, key: str, kind: str, places: list[str]) -> Outcome:
    """To one place, or to one for large sums and another for the rest."""
    to = draw(st.sampled_from(places))
    large = draw(st.none() | st.sampled_from(places))
    return Outcome("", key, kind, key, to=to, ways=() if large is None else (Way(large, LARGE), Way(to)))


@st.composite
def outcomes(draw, places: list[str], stages: list[str]) -> tuple[Outcome, ...]:
    first = draw(leading("o0", "support", places))
    rest = []
    for number in range(1, draw(st.integers(1, 4))):
        kind = draw(st.one_of(LEADING, STAYING))
        key = f"o{number}"
        if kind in {"request_supplement", "defer"}:
            lapses = draw(lapsing(stages)) if kind == "request_supplement" else Lapsing()
            rest.append(Outcome("", key, kind, key, lapses=lapses))
        else:
            rest.append(draw(leading(key, kind, places)))
    return first, *rest


@st.composite
def a_drawn_stage(draw, key: str, keys: list[str], places: list[str]) -> Stage:
    asked = draw(st.sampled_from(["applicants", "office", "answer"]))
    # One office answers for the association: of it no number can be asked.
    quorums = [Quorum(), Quorum("majority"), Quorum("any"), *([Quorum("at_least", 2)] if asked != "office" else [])]
    return Stage(
        "",
        key,
        key,
        Actor(asked, field="f"),
        "chair",
        draw(outcomes(places, keys)),
        answers=draw(st.sampled_from(quorums)),
        one_refusal_settles=draw(st.booleans()),
    )


@st.composite
def routes(draw) -> RouteDefinition:
    """Any route that may be published; those that may not are thrown away."""
    ends = [End("", "slut", "Slut", "granted"), End("", "nej", "Nej", "rejected")]
    keys = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    places = [*keys, "slut", "nej"]
    stages = tuple(draw(a_drawn_stage(key, keys, places)) for key in keys)
    withdrawn = End("", "ater", "Återkallad", "withdrawn")
    return RouteDefinition("r", "R", "f", stages, (*ends, withdrawn), reads=Reads(groups="g", budget="b"))


def truths_at(route: RouteDefinition, applied: int) -> Truths:
    return truths_from(route, dict(FACTS), CaseFacts(applied=Decimal(applied)).readings())


SHAPE = {"lapses_from_later", "duplicate_id", "unreachable_end", "several_supplement_outcomes", "unreachable_stage"}


class Walk(RuleBasedStateMachine):
    """Any published route, any moves, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.route: RouteDefinition | None = None
        self.state = CaseState()
        self.done: list = []
        self.applied = 50

    @initialize(route=routes(), groups=st.integers(1, 3), answering=st.integers(1, 3))
    def open(self, route, groups, answering):
        if {problem.code for problem in check_route(route)} - SHAPE:
            return
        self.route = route
        counts = {"applicants": groups, "answer": answering, "office": 1}
        self.bodies = {stage.key: BODIES[: counts[stage.actor.kind]] for stage in route.stages}
        self.make(Open(BODIES[:groups]))

    def make(self, move) -> None:

        before = self.state
        if isinstance(move, AnswerSupplement):
            self.applied = 250 - self.applied  # what is applied for changes sides of the limit
        world = {"bodies": self.bodies, "truths": truths_at(self.route, self.applied)}
        result = step(self.route, replace(self.state, **world), move)
        assert isinstance(result, Step), result
        self.state = result.state
        self.done.append((move, self.bodies, world["truths"]))
        assert result == step(self.route, replace(before, **world), move)

    @precondition(lambda self: self.route is not None and not self.state.end)
    @rule(choice=st.integers(0, 1000))
    def act(self, choice):
        possible = list(moves(self.route, self.state))
        self.make(possible[choice % len(possible)])

    @precondition(lambda self: self.route is not None and not self.state.end and len(self.done) > 6)
    @rule()
    def withdraw(self):
        self.make(Withdraw())
        assert self.state.end == "ater"

    @precondition(lambda self: self.route is not None and self.state.answers)
    @rule(choice=st.integers(0, 10))
    def answer_twice(self, choice):
        answered = sorted(self.state.answers)
        body = answered[choice % len(answered)]
        again = step(self.route, self.state, Answer(body, "o0"))
        assert isinstance(again, Refused)

    @precondition(lambda self: self.route is not None and self.state.end)
    @rule()
    def act_when_closed(self):
        for move in (
            Open(),
            Answer("lsg-flen", "o0"),
            RequestSupplement("lsg-flen", ("a",)),
            AnswerSupplement(),
            Withdraw(),
        ):
            refused = step(self.route, self.state, move)
            assert isinstance(refused, Refused)
            assert refused.code == "case_closed"

    @invariant()
    def somebody_has_it_or_it_is_closed(self):
        if self.route is None:
            return
        assert bool(self.state.end) != bool(self.state.asked or self.state.supplement)

    @invariant()
    def the_trail_leads_here(self):
        if self.route is None:
            return

        again = replay(self.route, self.done)
        assert isinstance(again, CaseState)
        assert replace(again, bodies={}, truths={}) == replace(self.state, bodies={}, truths={})


Walk.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestWalk = Walk.TestCase
