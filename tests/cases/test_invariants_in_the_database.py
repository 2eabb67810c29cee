"""The same promises in the database, through the actions: random acts by random people on random routes.

Everything is dated 2014, so that no letters are written; each walk is undone when it ends.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cases.actions.answer_assignment import answer_assignment
from cases.actions.change_route import change_route
from cases.actions.delegate_turn import delegate_turn
from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.reassign import reassign
from cases.actions.recuse import lift_recusal, recuse
from cases.actions.reopen_case import reopen_case
from cases.actions.request_supplement import request_supplement
from cases.actions.resume_turn import resume_turn
from cases.actions.take_over import take_over
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError, RouteError
from cases.models import Assignment, Case
from cases.queries.waiting import nobody_answers
from people.models import Mandate, User
from tests.builders.cases import (
    World,
    a_submission,
    a_world,
    field,
    published_form,
    published_route,
    route_json,
    section,
    send_in,
    sent,
)
from tests.builders.people import seat
from tests.builders.trail import faults

pytestmark = pytest.mark.django_db
START = datetime(2014, 3, 3, 11, tzinfo=UTC)
MANY = st.integers(0, 10_000)


OPINION = {
    "schema": 1,
    "kind": "form",
    "key": "yttrande",
    "title": "Yttrande",
    "sections": [section("bedomning", field("arende", "text", "Diarienummer"))],
}
LARGE = {"field": "case.applied", "op": "more_than", "value": "1000000"}
# What lapses when the preparatory group or the board has got its supplement.
CHOICES = (
    {},
    {"lapses": "all"},
    {"lapses": "from", "lapses_from": "lsg"},
    {"lapses": "stages", "lapses_stages": ["lsg"]},
    {"lapses": "stages", "lapses_stages": ["beredning", "lsg"]},
)


def routes(
    rule: str, *, settles: bool, lapses: bool, defers: bool, chooses: bool, fills: bool, asks: int
) -> dict[str, Any]:
    """A sound route: the groups by any rule, with or without a deferral and answers that lapse.

    `chooses`: small sums go past the preparatory group; `fills`: that group fills in a form before it answers.
    """
    route = route_json()
    groups, prepares, board = route["stages"]
    if chooses:
        groups["outcomes"][0]["to"] = [{"when": LARGE, "to": "beredning"}, {"to": "styrelsen"}]
    if fills:
        prepares["form"] = "yttrande"
    prepares["outcomes"][2] |= CHOICES[asks % len(CHOICES)]
    more = {"id": "board-more", "key": "mer", "kind": "request_supplement", "label": "Begär mer"}
    board["outcomes"].append(more | CHOICES[(asks + 2) % len(CHOICES)])
    groups |= {"answers": {"rule": rule}, "one_refusal_settles": settles}
    groups["outcomes"][2] |= {"lapses": "stage"} if lapses else {}
    if defers:
        board = route["stages"][2]["outcomes"][4]
        groups["outcomes"].append({**board, "id": "groups-defer"})
    return route


class Walk(RuleBasedStateMachine):
    world: World  # made once, before the walks

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.at = START
        self.given: dict[int, tuple[str, int]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(
        rule=st.sampled_from(["all", "majority", "any"]),
        settles=st.booleans(),
        lapses=st.booleans(),
        defers=st.booleans(),
        chooses=st.booleans(),
        fills=st.booleans(),
        asks=st.integers(0, 4),
    )
    def open(self, rule, **shape):
        self.definition = routes(rule, **shape)
        published_route(self.definition)
        world = self.world
        deputies = [
            seat(world.flen, name="Ersättare Flen", deputy=True),
            seat(world.board, name="Vice ordförande", deputy=True),
        ]
        chairs = [world.flen_chair, world.strangnas_chair, world.board_chair]
        self.people: list[User] = [*chairs, *deputies, world.preparer, world.officer, world.writer, world.stranger]
        submission = a_submission(world, "lsg-flen", "lsg-strangnas")
        self.case = send_in(submission, at=self.at)

    # What is picked by number, so that every number means something.
    def somebody(self, number: int) -> User:
        return self.people[number % len(self.people)]

    def turn(self, number: int) -> Assignment | None:
        turns = list(self.case.assignments.order_by("pk"))
        waiting = [turn for turn in turns if turn.state == Assignment.State.WAITING]
        # Mostly one that is open; sometimes any, to be refused.
        found = waiting if waiting and number % 4 else turns
        return found[number % len(found)]

    def holds(self, turn: Assignment, by: User) -> bool:
        """Said in another way than the product says it."""
        day = timezone.localdate(self.at)
        seats = Mandate.objects.filter(user=by, body=turn.body, role=turn.role)
        seated = any(mandate.is_valid(day) for mandate in seats)
        out = self.case.recusals.filter(person=by, lifted_at=None, stage__in=["", turn.stage])
        return seated and not out.exists()

    def act(self, do, *args: Any, **given: Any) -> bool:
        """Whether it was done. What is refused has changed nothing."""
        before = self.case.event_count
        try:
            with transaction.atomic():
                do(*args, at=self.at, **given)
        except CaseError as error:
            refused = error.status
        else:
            refused = 0
        self.at += timedelta(minutes=1)
        self.case = Case.objects.select_related("route_version", "submission").get(pk=self.case.pk)
        assert refused in {0, 403, 409, 422}
        # A registered document is an event of its own beside the answer's.
        assert (self.case.event_count == before) == bool(refused)
        return not refused

    @rule(which=MANY, who=MANY, how=MANY, days=st.integers(0, 20))
    def answer(self, which, who, how, days):
        turn, by = self.turn(which), self.somebody(who)
        stage = self.case.route_version.parsed.stage(turn.stage)
        outcome = stage.outcomes[how % len(stage.outcomes)]
        held = self.holds(turn, by)
        if outcome.kind == "request_supplement":
            given = {"sections": ["budget"], "question": "Vad ingår?"}
            done = self.act(request_supplement, turn, by=by, **given)
        else:
            given: dict[str, Any] = {"text": "Skäl."}
            if stage.decides:
                given["decided_on"] = timezone.localdate(self.at)
            if outcome.grants:
                given["granted"] = {2014: Decimal(1 + how)}
            if outcome.kind == "defer" and days:
                given["until"] = timezone.localdate(self.at) + timedelta(days=days)
            done = self.act(answer_assignment, turn, outcome.key, by=by, **given)
        if done:
            assert held, "an answer without a mandate"
            assert turn.pk not in self.given, "an outcome twice"
            self.given[turn.pk] = (outcome.key, by.pk)

    @rule(which=MANY, how=MANY)
    def answer_by_who_may(self, which, how):
        """So that walks come far."""
        turn = self.turn(which)
        able = [number for number, person in enumerate(self.people) if self.holds(turn, person)]
        if able:
            self.fill_in(which, able[how % len(able)])
            self.answer(which, able[how % len(able)], how % 3, 0)

    @rule(which=MANY, who=MANY)
    def fill_in(self, which, who):
        """The form of the stage, by whoever may; nobody else writes in it."""
        turn, by = self.turn(which), self.somebody(who)
        stage = self.case.route_version.parsed.stage(turn.stage)
        if not stage.form:
            return
        held = self.holds(turn, by)
        with suppress(CaseError), transaction.atomic():
            sent(begin_stage_form(turn, by=by, at=self.at), by=by, at=self.at)
            assert held, "a form without a mandate"
        self.at += timedelta(minutes=1)
        self.case = Case.objects.select_related("route_version", "submission").get(pk=self.case.pk)

    @rule(which=MANY, how=MANY)
    def ask_for_more(self, which, how):
        turn = self.turn(which)
        asks = self.case.route_version.parsed.stage(turn.stage).supplement
        able = [person for person in self.people if self.holds(turn, person)]
        if asks is not None and able:
            by = able[how % len(able)]
            if self.act(request_supplement, turn, by=by, sections=["budget"], question="Vad ingår?"):
                self.given[turn.pk] = (asks.key, by.pk)

    @rule(which=MANY, how=MANY)
    def go_on(self, which, how):
        self.answer_by_who_may(which, how)

    @rule(salary=st.sampled_from(["600000", "1000"]))
    def send_in_the_supplement(self, salary):
        if self.case.status == Case.Status.SUPPLEMENT:
            self.case.submission.refresh_from_db()
            self.case.submission.answers["budget"]["lines"][0]["amounts"]["2014"] = salary
            self.case = send_in(self.case.submission, at=self.at)
            self.at += timedelta(minutes=1)

    @rule(who=MANY, seldom=st.integers(0, 5))
    def withdraw(self, who, seldom):
        if not seldom:
            self.act(withdraw_case, self.case, by=self.somebody(who), reason=f"Skäl {who}")

    @rule(who=MANY, stage=st.sampled_from(["lsg", "beredning", "styrelsen", "hittepa"]))
    def reopen(self, who, stage):
        self.act(reopen_case, self.case, by=self.office_or(who), stage=stage, reason="Nytt underlag.")

    @rule(which=MANY, who=MANY, person=MANY)
    def give(self, which, who, person):
        self.act(reassign, self.turn(which), by=self.office_or(who), person=self.somebody(person), reason="Semester.")

    @rule(which=MANY, who=MANY)
    def take(self, which, who):
        turn, by = self.turn(which), self.somebody(who)
        held = self.holds(turn, by)
        assert not self.act(take_over, turn, by=by) or held

    @rule(which=MANY, who=MANY, to=MANY, days=st.integers(-1, 9))
    def leave_to_a_deputy(self, which, who, to, days):
        until = timezone.localdate(self.at) + timedelta(days=days)
        self.act(delegate_turn, self.turn(which), by=self.somebody(who), to=self.somebody(to), until=until)

    @rule(which=MANY, who=MANY)
    def resume(self, which, who):
        self.act(resume_turn, self.turn(which), by=self.office_or(who))

    @rule(who=MANY, person=MANY, stage=st.sampled_from(["", "lsg", "styrelsen"]), seldom=st.integers(0, 2))
    def recuse(self, who, person, stage, seldom):
        if not seldom:
            self.act(recuse, self.case, self.somebody(person), by=self.office_or(who), stage=stage, reason="Släkt.")

    @rule(which=MANY, who=MANY)
    def lift(self, which, who):
        recusals = list(self.case.recusals.order_by("pk"))
        if recusals:
            self.act(lift_recusal, recusals[which % len(recusals)], by=self.office_or(who))

    @rule(who=MANY)
    def move_to_a_newer_route(self, who):
        self.definition["stages"][0]["deadline"] = {"days": 1 + who % 90}
        # Nobody publishes a route that asks a role which nobody holds.
        with suppress(RouteError):
            published_route(self.definition)
        self.act(change_route, self.case, by=self.office_or(who), reason="Nya regler.")

    @rule(which=MANY, days=st.integers(-1, 1))
    def a_mandate_ends(self, which, days):
        last = timezone.localdate(self.at) + timedelta(days=days)
        mandates = list(Mandate.objects.exclude(user=self.world.officer).order_by("pk"))
        mandate = mandates[which % len(mandates)]
        Mandate.objects.filter(pk=mandate.pk).update(valid_to=None if mandate.valid_to else last)

    @rule(days=st.integers(1, 12))
    def days_pass(self, days):
        self.at += timedelta(days=days)

    def office_or(self, number: int) -> User:
        return self.somebody(number) if number % 3 == 0 else self.world.officer

    @invariant()
    def it_waits_for_somebody_or_is_closed(self):
        waiting = list(self.case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
        asked = bool(waiting) or self.case.status == Case.Status.SUPPLEMENT
        assert asked != (self.case.status == Case.Status.ENDED)
        on = timezone.localdate(self.at)
        silent = [turn for turn in waiting if not any(self.holds(turn, person) for person in self.people)]
        told = {turn.pk for case in nobody_answers(on=on) for turn in case.open_turns}
        expected = {turn.pk for turn in silent} if self.case.status == Case.Status.WAITING else set()
        assert told == expected

    @invariant()
    def no_answer_is_lost_or_changed(self):
        kept = {row.pk: (row.outcome, row.answered_by_id) for row in self.case.assignments.exclude(outcome="")}
        assert kept == self.given

    @invariant()
    def the_trail_and_the_tables_agree(self):
        assert faults(self.case) == []


def test_no_walk_through_the_database_breaks_a_promise():
    Walk.world = a_world()
    published_form(OPINION)
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
