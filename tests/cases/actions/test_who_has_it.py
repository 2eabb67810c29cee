"""A turn may be given, taken over, delegated and rest; the trail and the tables say the same afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.delegate_turn import delegate_turn
from cases.actions.reassign import reassign
from cases.actions.resume_turn import resume_turn
from cases.actions.send_reminders import send_reminders
from cases.actions.take_over import take_over
from cases.models import OutgoingEmail
from cases.queries.inbox import inbox
from people.models import Mandate, Role, Succession
from tests.builders.cases import a_world, an_application, case_at_board, route_json, support, waiting
from tests.builders.people import body, person, seat
from tests.builders.refusing import refusal
from tests.builders.trail import faults

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def told(about: str) -> list[str]:
    return list(OutgoingEmail.objects.filter(key__startswith=about).order_by("pk").values_list("to__name", flat=True))


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def deputy(world):
    return seat(world.flen, name="Ersättare LSG Flen", deputy=True)


@pytest.fixture
def case(world, deputy):
    return an_application(world)


def in_inbox(user) -> int:
    return len(inbox(user).mine)


def test_what_is_given_to_a_person_waits_for_that_person_alone(world, deputy, case):
    turn = reassign(waiting(case), by=world.officer, person=deputy, reason="Ordföranden är på resa.")

    assert turn.person == deputy
    assert (in_inbox(deputy), in_inbox(world.flen_chair)) == (1, 0)
    assert refusal(answer_assignment, turn, "tillstyrker", by=world.flen_chair) == ("somebody_has_it", 403, "")
    assert told("reassigned") == ["Ersättare LSG Flen"]
    assert support(case, "lsg-flen", by=deputy).stage == "beredning"
    assert faults(case) == []


def test_a_name_counts_only_while_its_person_holds_the_role(world, deputy, case):
    reassign(waiting(case), by=world.officer, person=deputy, reason="Ordföranden är på resa.")
    Mandate.objects.filter(user=deputy).update(valid_to=TODAY() - timedelta(days=1))

    assert in_inbox(world.flen_chair) == 1
    assert support(case, "lsg-flen", by=world.flen_chair).stage == "beredning"


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"by": "flen_chair"}, ("not_the_association", 403, "")),
        ({"by": "stranger"}, ("not_the_association", 403, "")),
        ({"person": "stranger"}, ("not_able", 422, "person")),
        ({"person": "strangnas_chair"}, ("not_able", 422, "person")),
        ({"person": None}, ("nobody_chosen", 422, "person")),
        ({"reason": "  "}, ("why_missing", 422, "reason")),
        ({"person": None, "to": "strangnas"}, ("not_this_body", 422, "to")),
    ],
)
def test_a_turn_is_given_by_the_office_to_somebody_who_can_answer_and_with_a_reason(world, case, changed, refused):
    given = {"by": "officer", "person": "flen_chair", "to": None, "reason": "Semester."} | changed
    named = {name: getattr(world, value) if value and name != "reason" else value for name, value in given.items()}
    events = case.event_count

    assert refusal(reassign, waiting(case), **named) == refused

    case.refresh_from_db()
    assert case.event_count == events


def test_a_group_that_follows_another_may_answer_in_its_place(world, case):
    west = body("lsg-vast", name="LSG Väst")
    chair = seat(west, name="Ordförande LSG Väst")
    Succession.objects.create(predecessor=world.flen, successor=west, on=TODAY())
    before = waiting(case)

    turn = reassign(before, by=world.officer, to=west, reason="Grupperna är sammanslagna.")

    before.refresh_from_db()
    assert (before.state, turn.body, turn.round) == ("lapsed", west, 2)
    assert told("reassigned") == ["Ordförande LSG Väst", "Ordförande LSG Flen", "Ersättare LSG Flen"]
    assert support(case, "lsg-vast", by=chair).stage == "beredning"
    assert faults(case) == []


def test_a_colleague_takes_over_and_who_had_it_is_told(world, deputy, case):
    reassign(waiting(case), by=world.officer, person=deputy, reason="Semester.")

    turn = take_over(waiting(case), by=world.flen_chair)

    assert turn.person == world.flen_chair
    assert told("taken:") == ["Ersättare LSG Flen"]
    assert refusal(take_over, turn, by=world.flen_chair) == ("already_given", 409, "")
    assert refusal(take_over, turn, by=world.strangnas_chair) == ("no_mandate", 403, "")
    assert support(case, "lsg-flen", by=world.flen_chair).stage == "beredning"
    assert refusal(take_over, turn, by=deputy) == ("already_answered", 409, "")
    assert faults(case) == []


def test_a_deputy_answers_until_the_day_and_then_it_goes_back(world, deputy, case):
    until = TODAY() + timedelta(days=5)
    turn = delegate_turn(waiting(case), by=world.flen_chair, to=deputy, until=until)

    assert told("delegated") == ["Ersättare LSG Flen"]
    assert (in_inbox(deputy), in_inbox(world.flen_chair)) == (1, 0)
    assert refusal(answer_assignment, turn, "tillstyrker", by=world.flen_chair) == ("somebody_has_it", 403, "")
    assert faults(case) == []
    later = timezone.now() + timedelta(days=6)
    answer_assignment(turn, "tillstyrker", by=world.flen_chair, at=later)
    assert faults(case) == []


def test_one_delegates_what_one_has_to_a_deputy_of_the_body_for_days_ahead(world, deputy, case):
    turn = waiting(case)
    given = {"by": world.flen_chair, "to": deputy, "until": TODAY()}

    assert refusal(delegate_turn, turn, **given | {"by": world.officer}) == ("no_mandate", 403, "")
    assert refusal(delegate_turn, turn, **given | {"to": world.strangnas_chair}) == ("not_a_deputy", 422, "to")
    assert refusal(delegate_turn, turn, **given | {"to": world.flen_chair}) == ("not_to_oneself", 422, "to")
    passed = given | {"until": TODAY() - timedelta(days=1)}
    assert refusal(delegate_turn, turn, **passed) == ("not_ahead", 422, "until")
    far = given | {"until": TODAY() + timedelta(days=400)}
    assert refusal(delegate_turn, turn, **far) == ("too_far_ahead", 422, "until")


def test_what_is_deferred_to_a_day_rests_and_comes_back(world):
    case = case_at_board(world)
    day = TODAY() + timedelta(days=10)

    answer_assignment(waiting(case), "bordlaggning", by=world.board_chair, until=day)

    turn = waiting(case)
    assert (turn.round, turn.rests_until) == (2, day)
    assert in_inbox(world.board_chair) == 0
    assert told("deferred") == ["Processledare", "Ordförande LSG Flen", "Handläggare"]
    rests = refusal(answer_assignment, turn, "avslag", by=world.board_chair, text="Nej.", decided_on=TODAY())
    assert rests == ("rests", 409, "")
    assert told(f"asked:{turn.pk}") == []
    send_reminders(on=day)
    send_reminders(on=day + timedelta(days=1))
    assert told(f"asked:{turn.pk}") == ["Ordförande styrelsen"]
    at = timezone.now() + timedelta(days=10)
    answer_assignment(turn, "avslag", by=world.board_chair, text="Nej.", decided_on=day, at=at)
    assert faults(case) == []


def test_the_time_of_what_rests_begins_when_it_comes_back():
    route = route_json()
    route["stages"][2]["deadline"] = {"days": 14}
    world = a_world(route)
    case = case_at_board(world)
    day = TODAY() + timedelta(days=10)

    answer_assignment(waiting(case), "bordlaggning", by=world.board_chair, until=day)

    case.refresh_from_db()
    assert waiting(case).due_on == case.due_on == day + timedelta(days=14)


def test_the_office_or_who_has_it_takes_a_deferred_matter_up_before_its_day(world):
    case = case_at_board(world)
    day = TODAY() + timedelta(days=10)
    answer_assignment(waiting(case), "bordlaggning", by=world.board_chair, until=day)

    assert refusal(resume_turn, waiting(case), by=world.flen_chair) == ("no_mandate", 403, "")
    turn = resume_turn(waiting(case), by=world.officer)

    assert turn.rests_until is None
    assert told(f"asked:{turn.pk}") == ["Ordförande styrelsen"]
    assert refusal(resume_turn, turn, by=world.board_chair) == ("does_not_rest", 409, "")
    assert faults(case) == []


@pytest.mark.parametrize(
    ("outcome", "days", "refused"),
    [
        ("bordlaggning", 0, ("not_ahead", 422, "until")),
        ("bordlaggning", 400, ("too_far_ahead", 422, "until")),
        ("avslag", 5, ("defers_not", 422, "until")),
    ],
)
def test_only_a_deferral_has_a_day_and_it_lies_ahead(world, outcome, days, refused):
    case = case_at_board(world)
    until = TODAY() + timedelta(days=days)
    given = {"text": "Nej.", "decided_on": TODAY()} if outcome == "avslag" else {}

    assert refusal(answer_assignment, waiting(case), outcome, by=world.board_chair, until=until, **given) == refused


def test_one_office_answers_for_another_also_when_the_turn_is_named():
    route = route_json()
    route["stages"][1] |= {"actor": {"kind": "office"}, "role": "case_officer"}
    world = a_world(route)
    other = seat(body("kansliet"), Role.CASE_OFFICER, name="Kollega")
    case = support(an_application(world), "lsg-flen", by=world.flen_chair)

    take_over(waiting(case), by=other)

    assert (in_inbox(other), in_inbox(world.officer)) == (1, 0)
    assert refusal(answer_assignment, waiting(case), "tillstyrker", by=world.officer) == ("somebody_has_it", 403, "")


def test_the_office_hears_once_of_what_nobody_can_answer(world):
    case = an_application(world)
    Mandate.objects.filter(user=world.flen_chair).update(valid_to=TODAY() - timedelta(days=1))

    send_reminders()
    send_reminders(on=TODAY() + timedelta(days=1))

    assert told("nobody:") == ["Handläggare"]
    assert [item.case for item in inbox(world.officer).silent] == [case]
    assert person("En Främling").name not in told("")
