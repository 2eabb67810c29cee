"""One byte changed, one event gone, two exchanged: the trail tells, and says where."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from cases.actions.post_message import post_message
from cases.actions.request_supplement import request_supplement
from cases.actions.withdraw_case import withdraw_case
from cases.guards import remove_guards
from cases.models import Case
from cases.queries.trail import check_trail
from tests.builders.cases import a_world, an_application, granted_case, send_in, support, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Asked, supplemented, spoken about, approved by two groups and granted; then the guards are taken down."""
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    request_supplement(waiting(case, "lsg-flen"), by=world.flen_chair, sections=["budget"], question="Vad ingår?")
    case.submission.refresh_from_db()
    case = send_in(case.submission)
    post_message(case, by=world.writer, text="Nu finns den.")
    support(case, "lsg-flen", by=world.flen_chair)
    support(case, "lsg-strangnas", by=world.strangnas_chair)
    support(case, "beredningsgruppen", by=world.preparer)
    from cases.actions.answer_assignment import answer_assignment

    granted = {2014: Decimal(610_000), 2015: Decimal("700000.50")}
    answer_assignment(
        waiting(case), "bifall", by=world.board_chair, text="Bifall.", decided_on=date(2014, 6, 12), granted=granted
    )
    remove_guards()
    return Case.objects.get(pk=case.pk)


def tamper(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def shorten(case: Case) -> None:
    """Take the last event away, and make the case say that it never was."""
    last = case.events.get(seq=case.event_count - 1)
    tamper("DELETE FROM cases_caseevent WHERE seq = (SELECT max(seq) FROM cases_caseevent)")
    Case.objects.filter(pk=case.pk).update(event_count=last.seq, event_head=last.sha256)


def faults(case: Case) -> list[tuple[int, str]]:
    return [(fault.seq, fault.code) for fault in check_trail(Case.objects.get(pk=case.pk))]


def test_a_trail_that_nobody_touched_is_whole(case):
    assert faults(case) == []
    assert case.event_count == 8


TAMPERINGS = [
    ("UPDATE cases_caseevent SET kind = 'answeree' WHERE seq = 5", [(5, "seal_broken")]),
    ("UPDATE cases_caseevent SET at = '2014-01-01 00:00:00' WHERE seq = 2", [(2, "seal_broken")]),
    ("UPDATE cases_caseevent SET actor_id = (SELECT max(id) FROM people_user) WHERE seq = 2", [(2, "seal_broken")]),
    ("DELETE FROM cases_caseevent WHERE seq = 4", [(4, "event_missing")]),
    ("DELETE FROM cases_caseevent WHERE seq = 8", [(7, "last_event_missing")]),
    ("DELETE FROM cases_caseevent WHERE seq = 1", [(1, "event_missing")]),
    ("UPDATE cases_case SET stage = 'lsg'", [(0, "case_differs"), (0, "case_differs")]),
    ("UPDATE cases_case SET \"end\" = 'avslagen'", [(0, "case_differs")]),
    ("UPDATE cases_case SET granted_total = 1", [(0, "case_differs")]),
    ("UPDATE cases_case SET applied_total = 1", [(0, "case_differs")]),
    ("UPDATE cases_assignment SET outcome = 'avstyrker' WHERE stage = 'beredning'", [(7, "answer_differs")]),
    ("UPDATE cases_assignment SET text = 'Avslag.' WHERE stage = 'styrelsen'", [(8, "answer_differs")]),
    ("UPDATE cases_grantedamount SET amount = 610001 WHERE year = 2014", [(8, "decision_differs")]),
    ("DELETE FROM cases_grantedamount WHERE year = 2014", [(8, "decision_differs")]),
    ("UPDATE cases_decision SET decided_on = '2014-06-13'", [(8, "decision_differs")]),
    ("UPDATE cases_message SET text = 'Nu finns den!'", [(4, "message_differs")]),
    ("UPDATE forms_submissionrevision SET answers = '{}' WHERE number = 1", [(1, "answers_differ")]),
    (
        "UPDATE forms_submissionrevision SET sha256 = '0' WHERE number = 2",
        [(3, "answers_differ"), (3, "answers_differ")],
    ),
]


@pytest.mark.parametrize(("statement", "found"), TAMPERINGS, ids=[statement for statement, _ in TAMPERINGS])
def test_tampering_is_found_where_it_was_done(case, statement, found):
    tamper(statement)

    assert faults(case) == found


def test_two_events_that_changed_places_are_found(case):
    tamper(
        "UPDATE cases_caseevent SET seq = 99 WHERE seq = 5",
        "UPDATE cases_caseevent SET seq = 5 WHERE seq = 6",
        "UPDATE cases_caseevent SET seq = 6 WHERE seq = 99",
    )

    assert {5, 6} <= {seq for seq, _ in faults(case)}


def test_a_last_event_taken_away_with_the_case_s_own_count_is_still_found(case):
    shorten(case)

    assert "case_differs" in {code for _, code in faults(case)}


def verify() -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_says_what_it_checked():
    world = a_world()
    granted_case(world)
    withdraw_case(an_application(world), by=world.writer)

    code, out, err = verify()

    assert (code, err) == (0, "")
    assert "2 ärenden, 0 anslag och beloppsgränser och 6 händelser" in out


def test_the_command_ends_with_1_and_says_where(case):
    tamper("UPDATE cases_caseevent SET kind = 'x' WHERE seq = 5")

    code, _, err = verify()

    assert code == 1
    assert f"{case.number} #5:" in err
    assert "cases_caseevent" in err  # the guard is down


def test_a_case_that_was_taken_away_leaves_a_hole_in_the_numbers(case):
    tamper("UPDATE cases_registryseries SET last = 2")

    assert verify()[0] == 1
