"""Each act moves the case as the route says, and is refused when it may not be done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.actions.add_obligation import add_obligation
from cases.actions.answer_assignment import answer_assignment
from cases.actions.complete_obligation import complete_obligation
from cases.actions.post_message import post_message
from cases.actions.record_appropriation import record_appropriation
from cases.actions.withdraw_case import withdraw_case
from cases.models import Assignment, Case, CaseEvent, Fund, Message
from forms.errors import NotReceived
from tests.builders.cases import (
    a_submission,
    a_world,
    an_application,
    case_at_board,
    granted_case,
    route_json,
    send_in,
    support,
    waiting,
)
from tests.builders.people import seat
from tests.builders.refusing import refusal
from tests.builders.supplements import supplement

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_sending_in_opens_a_case_with_what_the_application_says():
    world = a_world()

    case = an_application(world, "lsg-flen", "lsg-strangnas")

    assert (case.title, case.status, case.stage) == ("Processtöd i Flen", "waiting", "lsg")
    assert case.applied_total == Decimal(1_332_000)
    assert (case.period_from, case.period_to) == (date(2014, 7, 1), date(2015, 12, 31))
    assert [group.key for group in case.groups.all()] == ["lsg-flen", "lsg-strangnas"]
    assert list(case.obligations.values_list("title", "due_on")) == [("Reviderad aktivitetsplan", date(2014, 8, 31))]


def test_a_joint_application_waits_for_both_groups():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")

    support(case, "lsg-flen", by=world.flen_chair)
    assert (case.stage, waiting(case).body) == ("lsg", world.strangnas)

    support(case, "lsg-strangnas", by=world.strangnas_chair)
    assert (case.stage, waiting(case).body) == ("beredning", world.preparatory_group)


def test_the_board_grants_and_the_case_is_closed():
    world = a_world()

    case = granted_case(world)

    assert (case.status, case.end, case.granted_total) == ("ended", "beviljad", Decimal(1_310_000))


def test_a_refusal_by_one_group_settles_at_once_and_the_other_need_not_answer():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")

    answer_assignment(waiting(case, "lsg-flen"), "avstyrker", by=world.flen_chair, text="Inte nu.")

    case.refresh_from_db()
    assert (case.status, case.end) == ("ended", "avstyrkt")
    assert case.assignments.get(body=world.strangnas).state == Assignment.State.LAPSED


@pytest.mark.parametrize("who", ["stranger", "writer", "strangnas_chair", "board_chair", "preparer", "officer"])
def test_nobody_answers_for_a_group_but_its_chair(who):
    world = a_world()
    turn = waiting(an_application(world))

    assert refusal(answer_assignment, turn, "tillstyrker", by=getattr(world, who)) == ("no_mandate", 403, "")


def test_a_deputy_has_the_same_powers():
    world = a_world()
    deputy = seat(world.flen, name="Ersättare LSG Flen", deputy=True)

    assert support(an_application(world), "lsg-flen", by=deputy).stage == "beredning"


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2014, 5, 31), False), (date(2014, 6, 1), True), (date(2015, 6, 1), False)]
)
def test_a_mandate_counts_on_the_day_of_the_act(day, allowed):
    world = a_world()
    deputy = seat(world.flen, name="Ersättare", deputy=True, valid_from=date(2014, 6, 1), valid_to=date(2015, 5, 31))
    turn = waiting(an_application(world, at=noon(date(2014, 5, 1))))

    if allowed:
        answer_assignment(turn, "tillstyrker", by=deputy, at=noon(day))
    else:
        assert refusal(answer_assignment, turn, "tillstyrker", by=deputy, at=noon(day)) == ("no_mandate", 403, "")


def test_any_case_officer_answers_for_the_office():
    route = route_json()
    route["stages"][1]["actor"] = {"kind": "office"}
    route["stages"][1]["role"] = "case_officer"
    world = a_world(route)
    case = support(an_application(world), "lsg-flen", by=world.flen_chair)

    answer_assignment(waiting(case), "tillstyrker", by=world.officer)

    case.refresh_from_db()
    assert case.stage == "styrelsen"


def test_an_answer_is_given_once():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    turn = waiting(case, "lsg-flen")
    answer_assignment(turn, "tillstyrker", by=world.flen_chair)

    again = refusal(answer_assignment, turn, "avstyrker", by=world.flen_chair, text="Nej")

    assert again == ("already_answered", 409, "")


def test_a_second_decision_on_a_closed_case_is_refused():
    world = a_world()
    case = granted_case(world)
    turn = case.assignments.get(stage="styrelsen")

    assert refusal(answer_assignment, turn, "avslag", by=world.board_chair, text="Nej") == ("case_closed", 409, "")
    assert case.decisions.count() == 1


def test_a_lapsed_turn_cannot_be_answered():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    turn = waiting(case, "lsg-strangnas")
    withdraw_case(case, by=world.writer)

    assert refusal(answer_assignment, turn, "tillstyrker", by=world.strangnas_chair) == ("case_closed", 409, "")


GRANTED = {"decided_on": date(2014, 6, 12), "text": "Bifall.", "granted": {2014: Decimal(100)}}


@pytest.mark.parametrize(
    ("outcome", "given", "refused"),
    [
        ("hittepa", {}, ("unknown_outcome", 422, "outcome")),
        ("avslag", {}, ("reason_missing", 422, "text")),
        ("avslag", {"text": "Nej"}, ("decision_date_missing", 422, "decided_on")),
        ("bifall", GRANTED | {"decided_on": None}, ("decision_date_missing", 422, "decided_on")),
        ("bifall", GRANTED | {"decided_on": date(2999, 1, 1)}, ("decision_in_the_future", 422, "decided_on")),
        ("bifall", GRANTED | {"text": "  "}, ("decision_text_missing", 422, "text")),
        ("bifall", GRANTED | {"granted": {}}, ("granted_missing", 422, "granted")),
        ("bifall", GRANTED | {"granted": {2014: Decimal(0)}}, ("granted_missing", 422, "granted")),
        ("bifall", GRANTED | {"granted": {2014: Decimal(-1)}}, ("negative_amount", 422, "granted")),
        ("bifall", GRANTED | {"granted": {2014: Decimal("0.001")}}, ("bad_amount", 422, "granted")),
        ("bifall", GRANTED | {"granted": {2014: Decimal("NaN")}}, ("bad_amount", 422, "granted")),
        ("bifall", GRANTED | {"granted": {2014: Decimal("1E+20")}}, ("bad_amount", 422, "granted")),
        ("bifall", GRANTED | {"granted": {14: Decimal(1)}}, ("bad_year", 422, "granted")),
        ("avslag", GRANTED, ("granted_not_here", 422, "granted")),
        ("aterremiss", {}, ("reason_missing", 422, "text")),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_changes_nothing(outcome, given, refused):
    world = a_world()
    case = case_at_board(world)
    events = case.event_count

    assert refusal(answer_assignment, waiting(case), outcome, by=world.board_chair, **given) == refused

    case.refresh_from_db()
    assert (case.stage, case.event_count, case.decisions.count()) == ("styrelsen", events, 0)


def test_a_deferred_matter_is_asked_about_again():
    world = a_world()
    case = case_at_board(world)
    first = waiting(case)

    answer_assignment(first, "bordlaggning", by=world.board_chair)

    second = waiting(case)
    assert (first.round, second.round, second.body) == (1, 2, world.board)


def test_a_remitted_matter_comes_back_in_a_new_round():
    world = a_world()
    case = case_at_board(world)

    answer_assignment(
        waiting(case), "aterremiss", by=world.board_chair, text="Oklar budget.", decided_on=date(2014, 6, 12)
    )

    turn = waiting(case)
    assert (turn.stage, turn.round) == ("beredning", 2)
    assert [decision.kind for decision in case.decisions.all()] == ["remit"]


def test_a_rejected_case_is_granted_nothing():
    world = a_world()
    case = case_at_board(world)

    answer_assignment(waiting(case), "avslag", by=world.board_chair, text="Nej.", decided_on=date(2014, 6, 12))

    case.refresh_from_db()
    assert (case.end, case.granted_total) == ("avslagen", Decimal(0))


def test_the_applicants_withdraw_while_it_runs_and_nobody_else_does():
    world = a_world()
    case = an_application(world)
    supplement(waiting(case), world.flen_chair)

    assert refusal(withdraw_case, case, by=world.officer) == ("not_the_applicant", 403, "")
    assert refusal(withdraw_case, case, by=world.stranger) == ("not_the_applicant", 403, "")
    case = withdraw_case(case, by=world.flen_chair)
    assert (case.end, case.assignments.filter(state="waiting").count()) == ("aterkallad", 0)
    case.submission.refresh_from_db()
    assert case.submission.state == "submitted"
    assert refusal(withdraw_case, case, by=world.flen_chair) == ("case_closed", 409, "")


def test_a_form_without_a_route_cannot_be_sent_in():
    world = a_world()
    world.route.route.live = False
    world.route.route.save()

    with pytest.raises(NotReceived, match="Ansökan"):
        an_application(world)
    assert Case.objects.count() == 0


def test_an_application_without_groups_cannot_be_sent_in():
    with pytest.raises(NotReceived):
        an_application(a_world(), sokande=[])


def test_what_is_internal_is_read_by_the_association_alone():
    world = a_world()
    case = an_application(world)
    post_message(case, by=world.officer, text="Ring dem.", audience="internal")
    post_message(case, by=world.flen_chair, text="Hej!")

    def reads(user):
        return [message.text for message in Message.objects.visible_to(user)]

    assert reads(world.preparer) == ["Ring dem.", "Hej!"]
    assert reads(world.writer) == ["Hej!"]
    assert reads(world.stranger) == []
    assert refusal(post_message, case, by=world.writer, text="x", audience="internal") == (
        "not_the_association",
        403,
        "",
    )
    assert refusal(post_message, case, by=world.stranger, text="x") == ("not_the_applicant", 403, "")
    assert refusal(post_message, case, by=world.writer, text=" ") == ("message_empty", 422, "text")
    assert refusal(post_message, case, by=world.writer, text="x", audience="alla") == (
        "unknown_audience",
        422,
        "audience",
    )


def test_the_trail_is_seen_by_those_who_see_the_case():
    world = a_world()
    case = an_application(world)

    assert [event.case_id for event in CaseEvent.objects.visible_to(world.officer)] == [case.pk]
    assert [event.case_id for event in CaseEvent.objects.visible_to(world.flen_chair)] == [case.pk]
    assert list(CaseEvent.objects.visible_to(world.stranger)) == []
    assert list(CaseEvent.objects.visible_to(world.strangnas_chair)) == []


def test_an_obligation_is_done_once_by_those_who_owe_it_or_the_office():
    world = a_world()
    case = granted_case(world)
    owed = case.obligations.get()

    assert refusal(complete_obligation, owed, by=world.preparer) == ("not_the_applicant", 403, "")
    assert refusal(complete_obligation, owed, by=world.writer, on=date(2999, 1, 1)) == ("done_in_the_future", 422, "on")
    assert complete_obligation(owed, by=world.flen_chair).done_by == world.flen_chair
    assert refusal(complete_obligation, owed, by=world.officer) == ("already_done", 409, "")


def test_the_office_adds_obligations_and_appropriations():
    world = a_world()
    case = granted_case(world)
    fund = Fund.objects.create(key="aktivitetspeng", name="Aktivitetspeng")

    add_obligation(case, title="Utvärdering", due_on=date(2016, 3, 31), by=world.officer)
    record_appropriation(fund, year=2014, amount=Decimal(500_000), decision=case.decisions.get(), by=world.officer)

    assert [row.title for row in case.obligations.order_by("pk")] == ["Reviderad aktivitetsplan", "Utvärdering"]
    assert [event.kind for event in case.events.order_by("-seq")[:2]] == ["appropriation_recorded", "obligation_added"]
    owed = {"title": "x", "due_on": None}
    assert refusal(add_obligation, case, by=world.flen_chair, **owed) == ("not_the_association", 403, "")
    assert refusal(add_obligation, case, by=world.officer, title="", due_on=None) == ("title_missing", 422, "title")
    money = {"year": 2014, "amount": Decimal(1)}
    assert refusal(record_appropriation, fund, by=world.preparer, **money) == ("not_the_association", 403, "")
    assert refusal(record_appropriation, fund, by=world.officer, year=2014, amount=Decimal(0)) == (
        "zero_amount",
        422,
        "amount",
    )


def test_numbers_have_no_gaps_and_begin_anew_each_year():
    world = a_world()
    new_year = datetime(2014, 12, 31, 22, 59, tzinfo=UTC)  # 23.59 in Sweden

    first = an_application(world, at=new_year)
    with pytest.raises(NotReceived):
        an_application(world, sokande=[], at=new_year)
    second = an_application(world, at=new_year)
    third = an_application(world, at=new_year + timedelta(minutes=1))

    assert [case.number for case in (first, second, third)] == ["RAR14-01", "RAR14-02", "RAR15-01"]


@pytest.mark.django_db(transaction=True)
def test_two_who_send_in_at_once_get_two_numbers():
    world = a_world()
    waiting_drafts = [a_submission(world) for _ in range(6)]

    def send(submission):
        try:
            with transaction.atomic():
                return send_in(submission).number
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        numbers = sorted(pool.map(send, waiting_drafts))

    year = timezone.localtime().year % 100
    assert numbers == [f"RAR{year}-{serial:02d}" for serial in range(1, 7)]
