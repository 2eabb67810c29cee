"""Groups that merge hand their cases to the group that follows: nothing is lost, nothing waits for nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.follow_bodies import follow_bodies
from cases.actions.merge_bodies import merge_bodies
from cases.actions.request_supplement import request_supplement
from cases.domain.engine import step
from cases.domain.route import parse_route
from cases.domain.state import SUPPLEMENT, WAITING, CaseState, Refused, Succeed, TakeOver, Turn
from cases.models import Assignment, Case, OutgoingEmail
from cases.queries.inbox import inbox
from cases.queries.trail import check_trail
from forms.models import Submission
from people.errors import PeopleError
from people.models import Mandate, Role
from tests.builders import cases as build
from tests.builders.people import body, seat

ROUTE = build.route_json()
BODIES = {"beredning": ("beredningsgruppen",), "styrelsen": ("styrelsen",)}


def a_state(status=WAITING, **turns: str) -> CaseState:
    asked = {name.replace("_", "-"): Turn(1, outcome) for name, outcome in turns.items()}
    return CaseState(status=status, stage="lsg", turns=asked, rounds={"lsg": 1}, bodies=BODIES)


@pytest.mark.parametrize(
    ("turns", "before", "after", "asked", "stage"),
    [
        # Two silent groups become one turn.
        ({"a": "", "b": ""}, ("a", "b"), ("n",), ("n",), "lsg"),
        # One of three: the others are asked as before.
        ({"a": "", "b": "", "c": ""}, ("a", "b"), ("n",), ("c", "n"), "lsg"),
        # What one of them has answered stands for both, and here that settles the stage.
        ({"a": "tillstyrker", "b": ""}, ("a", "b"), ("n",), ("beredningsgruppen",), "beredning"),
        ({"a": "tillstyrker", "b": "", "c": ""}, ("a", "b"), ("n",), ("c",), "lsg"),
        # The follower is asked already.
        ({"a": "", "n": ""}, ("a",), ("n",), ("n",), "lsg"),
        ({"a": "", "n": "tillstyrker"}, ("a",), ("n",), ("beredningsgruppen",), "beredning"),
        # A group that is divided: each of those that follow answers.
        ({"a": ""}, ("a",), ("n", "m"), ("n", "m"), "lsg"),
    ],
)
def test_the_turns_of_bodies_that_are_no_more_pass_to_those_that_follow(turns, before, after, asked, stage):
    result = step(parse_route(ROUTE), a_state(**turns), Succeed(before, after))

    assert not isinstance(result, Refused)
    assert result.state.asked == asked
    assert result.state.stage == stage


def test_nothing_passes_where_nothing_waits():
    route = parse_route(ROUTE)
    assert step(route, a_state(a="tillstyrker", b=""), Succeed(("a",), ("n",))).code == "nothing_to_take_over"
    assert step(route, CaseState(status="ended"), Succeed(("a",), ("n",))).code == "case_closed"


def test_a_stage_is_not_settled_while_a_supplement_is_out():
    result = step(parse_route(ROUTE), a_state(SUPPLEMENT, a="tillstyrker", b=""), Succeed(("a", "b"), ("n",)))
    assert (result.state.status, result.state.stage, result.state.asked) == (SUPPLEMENT, "lsg", ())
    assert not any(isinstance(effect, TakeOver) for effect in result.effects)


pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def merged():
    """The group that follows, with its chair."""
    new = body("lsg-norra", name="LSG Norra")
    seat(new, name="Ordförande LSG Norra")
    return new


def chair_of(new):
    return Mandate.objects.get(body=new, role=Role.CHAIR).user


def merge(world, new, day=None, by=None):
    return merge_bodies([world.flen, world.strangnas], new, day or timezone.localdate(), by=by or world.officer)


def assert_whole(case):
    assert check_trail(Case.objects.get(pk=case.pk)) == []


def test_two_groups_of_one_case_have_one_turn_when_they_have_merged(world, merged):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    due = build.waiting(case, "lsg-flen").due_on

    merge(world, merged)

    turn = build.waiting(case)
    assert (turn.body, turn.due_on) == (merged, due)
    assert [item.case for item in inbox(chair_of(merged)).mine] == [case]
    assert inbox(world.flen_chair).mine == ()
    assert OutgoingEmail.objects.filter(key__startswith="taken_over:").get().to == chair_of(merged)
    build.support(case, "lsg-norra", by=chair_of(merged))
    assert case.stage == "beredning"
    assert_whole(case)


def test_an_answer_that_is_given_stands_and_carries_the_case_on(world, merged):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    build.support(case, "lsg-flen", by=world.flen_chair)

    merge(world, merged)

    case.refresh_from_db()
    assert case.stage == "beredning"
    answered = case.assignments.get(state=Assignment.State.ANSWERED)
    assert (answered.body, answered.answered_by) == (world.flen, world.flen_chair)
    assert_whole(case)


def test_on_a_later_day_the_night_does_it(world, merged):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    day = timezone.localdate() + timedelta(days=30)
    merge(world, merged, day)
    assert build.waiting(case, "lsg-flen").body == world.flen

    assert follow_bodies() == 0
    at = timezone.now() + timedelta(days=30)
    assert [follow_bodies(at=at), follow_bodies(at=at)] == [1, 0]

    assert build.waiting(case).body == merged
    assert_whole(case)


def test_a_supplement_is_answered_by_the_group_that_follows_and_asks_it_again(world, merged):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    request_supplement(build.waiting(case, "lsg-flen"), by=world.flen_chair, sections=["budget"], question="Vad?")
    leader = seat(merged, Role.PROCESS_LEADER, name="Processledare norr")
    merge(world, merged)
    case.refresh_from_db()
    assert [item.kind for item in inbox(leader).mine] == ["supplement"]

    build.send_in(case.submission, by=leader)
    follow_bodies()

    assert build.waiting(case).body == merged
    assert_whole(case)


def test_a_stage_to_come_asks_the_body_that_followed(world):
    new = body("nya-beredningen", world.preparatory_group.kind, "Nya beredningen")
    seat(new, Role.MEMBER, name="Ny ledamot")
    case = build.an_application(world)
    merge_bodies([world.preparatory_group], new, timezone.localdate(), by=world.officer)

    build.support(case, "lsg-flen", by=world.flen_chair)

    assert build.waiting(case).body == new
    assert_whole(case)


def test_a_draft_names_the_group_that_follows_and_what_was_sent_does_not(world, merged):
    draft = build.a_submission(world, "lsg-flen", "lsg-strangnas")
    case = build.an_application(world, "lsg-flen")
    merge(world, merged)

    draft.refresh_from_db()
    assert draft.answers["sokande"] == ["lsg-norra"]
    assert list(draft.bodies.all()) == [merged]
    assert draft.events.filter(kind="followed").count() == 1
    assert case.submission.answers["sokande"] == ["lsg-flen"]


def test_a_closed_case_keeps_its_name_and_is_seen_by_the_group_that_follows(world, merged):
    case = build.granted_case(world)
    merge(world, merged)

    assert Case.objects.visible_to(chair_of(merged)).get() == case
    assert list(case.groups.all()) == [world.flen]
    assert_whole(case)


def test_the_groups_and_their_mandates_end_the_day_before(world, merged):
    day = timezone.localdate() + timedelta(days=5)
    merge(world, merged, day)

    world.flen.refresh_from_db()
    assert world.flen.valid_to == day - timedelta(days=1)
    ended = Mandate.objects.filter(body__in=[world.flen, world.strangnas])
    assert {mandate.valid_to for mandate in ended} == {day - timedelta(days=1)}


def test_a_merger_that_cannot_be_is_refused(world, merged):
    def code(before, follower):
        with pytest.raises(PeopleError) as refused:
            merge_bodies(before, follower, timezone.localdate(), by=world.officer)
        return refused.value.code

    assert code([], merged) == "no_group_chosen"
    assert code([merged], merged) == "follows_itself"
    merge(world, merged)
    assert code([world.flen], merged) == "already_followed"
    assert Submission.objects.count() == 0


def test_a_board_that_followed_decides(world):
    case = build.case_at_board(world)
    new = body("nya-styrelsen", world.board.kind, "Nya styrelsen")
    chair = seat(new, name="Ny ordförande")
    merge_bodies([world.board], new, timezone.localdate(), by=world.officer)

    answer_assignment(
        build.waiting(case), "avslag", by=chair, text="Avslås.", decided_on=timezone.localdate(), paragraph="1"
    )

    case.refresh_from_db()
    assert case.status == Case.Status.ENDED
    assert case.decisions.get().body == new
    assert_whole(case)
