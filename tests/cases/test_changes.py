"""A granted case is changed by a case of its own: what changes, what stays, and what is refused."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.begin_change import begin_change, renew_change
from cases.actions.close_case import close_case
from cases.actions.complete_obligation import complete_obligation
from cases.actions.keep_roles import keep_roles
from cases.actions.reopen_case import reopen_case
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.models import Assignment, Case, FundYear, GrantedAmount, LedgerEntry, OutgoingEmail
from cases.queries.changes import budget_now
from cases.queries.ledger_faults import ledger_faults
from cases.queries.outcomes import budget_lines
from cases.queries.trail import check_trail
from forms.actions.save_answers import save_answers
from forms.errors import HasProblems, NotReceived
from people.models import Mandate, Role, User
from tests.builders.cases import a_world, an_application, case_at_board, granted_case, support, waiting
from tests.builders.changes import a_change, a_request, at_decision, changes_are_asked_for, lines, sent
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# Granted 610 000 kr for 2014 and 700 000 kr for 2015; 712 000 + 10 000 was applied for in 2015.
GRANTED = {2014: Decimal(610_000), 2015: Decimal(700_000)}


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def fund():
    return a_fund(2014, 2015, 2016)


@pytest.fixture
def director(world):
    return changes_are_asked_for(world)


@pytest.fixture
def first(world, fund, director):
    return granted_case(world, "lsg-flen", fund=fund)


def refused(act, *args, **kwargs):
    with pytest.raises((CaseError, NotReceived)) as found, transaction.atomic():
        act(*args, **kwargs)
    return found.value


def decide(change, by, outcome="bifall", **more):
    words = {"text": "Ändringen beviljas.", "decided_on": TODAY, **more}
    return answer_assignment(waiting(change), outcome, by=by, **words)


def moved(amount_2014="500000", amount_2015="810000"):
    return lines(("a", "Lön", {"2014": amount_2014, "2015": amount_2015}))


def stands(first):
    rows = GrantedAmount.objects.in_force(first).order_by("year")
    return {row.year: (int(row.by_decision), int(row.amount)) for row in rows}


def nothing_is_wrong(*cases):
    for case in cases:
        case.refresh_from_db()
        assert check_trail(case) == []
    assert list(ledger_faults()) == []


def test_a_request_begins_with_what_holds_and_says_how_much_was_not_granted(world, first):
    request = begin_change(first, parts=["period", "budget"], by=world.flen_chair)
    answers = request.submission.answers

    assert answers["arende"] == first.number
    assert (answers["vad"], answers["sokande"]) == (["period", "budget"], ["lsg-flen"])
    assert answers["period"] == {"from": "2014-07-01", "to": "2015-12-31"}
    said = [(line["label"], line["amounts"]) for line in answers["budget"]["lines"]]
    assert said[:2] == [
        ("Lön", {"2014": "600000", "2015": "712000"}),
        ("Resor", {"2014": "10000", "2015": "10000"}),
    ]
    assert said[2][1] == {"2015": "-22000"}
    assert begin_change(first, parts=["person"], by=world.flen_chair) == request


def test_a_moved_budget_changes_the_years_and_leaves_the_first_decision_as_it_was(world, fund, first, director):
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    assert change.stage == "forbundschefen"
    decide(change, director)

    first.refresh_from_db()
    assert stands(first) == {2014: (610_000, 500_000), 2015: (700_000, 810_000)}
    assert first.granted_total == Decimal(1_310_000)
    committed = {row.year: int(row.committed) for row in FundYear.objects.filter(fund=fund)}
    assert committed == {2014: 500_000, 2015: 810_000, 2016: 0}
    entries = LedgerEntry.objects.filter(case=first, reference=change.number).order_by("year")
    assert [(entry.kind, entry.year, int(entry.amount)) for entry in entries] == [
        ("released", 2014, -110_000),
        ("committed", 2015, 110_000),
    ]
    assert [(line.label, int(line.amounts[2015])) for line in budget_now(first)] == [("Lön", 810_000)]
    assert [(line.label, int(line.budget)) for line in budget_lines(first, 2014)] == [("Lön", 500_000)]
    assert [event.kind for event in first.events.order_by("seq")][-2:] == ["change_asked", "amended"]
    assert change.events.order_by("-seq")[0].kind == "took_effect"
    nothing_is_wrong(first, change)


def test_more_money_is_committed_out_of_the_same_fund_and_counted_in_the_first_case_alone(world, fund, first):
    asked = {"mer": True, "mer_belopp": "150000", "budget": moved("610000", "850000")}
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, **asked))
    assert (change.stage, change.applied_total) == ("styrelsen", 150_000)

    assert refused(decide, change, world.board_chair).code == "change_grants_all"
    too_little = {TODAY.year: Decimal(100_000)}
    assert refused(decide, change, world.board_chair, granted=too_little, fund=fund).code == "change_grants_all"
    granted = {TODAY.year: Decimal(150_000)}
    assert refused(decide, change, world.board_chair, granted=granted).code == "other_fund"
    decide(change, world.board_chair, granted=granted, fund=fund)

    first.refresh_from_db()
    change.refresh_from_db()
    assert stands(first)[2015] == (700_000, 850_000)
    assert (first.granted_total, change.granted_total) == (Decimal(1_460_000), None)
    assert sum(row.amount for row in GrantedAmount.objects.all()) == Decimal(1_460_000)
    nothing_is_wrong(first, change)


def test_more_than_the_fund_has_is_refused_and_nothing_is_changed(world, first):
    fund = first.decisions.get().fund
    asked = {"mer": True, "mer_belopp": "1600000", "budget": moved("610000", "2300000")}
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, **asked))

    error = refused(decide, change, world.board_chair, granted={TODAY.year: Decimal(1_600_000)}, fund=fund)

    assert (error.code, error.status) == ("fund_exceeded", 422)
    assert stands(first) == {2014: (610_000, 610_000), 2015: (700_000, 700_000)}
    assert waiting(change).stage == "styrelsen"
    nothing_is_wrong(first, change)


def test_a_longer_period_moves_the_reports_that_nobody_began_and_keeps_what_was_sent(world, fund, director):
    first = an_application(world, "lsg-flen", period=_period(TODAY, 700))
    support(support(first, "lsg-flen", by=world.flen_chair), "beredningsgruppen", by=world.preparer)
    decide(first, world.board_chair, granted={TODAY.year: Decimal(100_000)})
    first.refresh_from_db()
    kinds = {each.kind: each for each in first.obligations.exclude(span_to=None)}
    reported = first.obligations.filter(kind="status_report").order_by("due_on").first()
    complete_obligation(reported, by=world.officer, reason="Kom på papper.")
    ends = first.period_to + timedelta(days=400)
    period = {"from": first.period_from.isoformat(), "to": ends.isoformat()}
    change = at_decision(world, a_change(first, "period", by=world.flen_chair, period=period))
    assert change.stage == "styrelsen"
    decide(change, world.board_chair)

    first.refresh_from_db()
    assert first.period_to == ends
    final = first.obligations.get(kind="final_report")
    assert (final.pk, final.span_to) == (kinds["final_report"].pk, ends)
    assert first.obligations.filter(pk=reported.pk, done_on=TODAY).exists()
    spans = list(
        first.obligations.filter(kind="status_report").order_by("span_from").values_list("span_from", "span_to")
    )
    assert (spans[0][0], spans[-1][1]) == (first.period_from, ends)
    assert [after[0] - before[1] for before, after in pairwise(spans)] == [timedelta(days=1)] * (len(spans) - 1)
    assert change.obligations.count() == 0
    nothing_is_wrong(first, change)


def _period(start, days):
    return {"from": start.isoformat(), "to": (start + timedelta(days=days)).isoformat()}


def test_a_new_process_leader_has_the_mandate_from_the_day_and_what_lay_with_the_one_before(world, first, director):
    before = Mandate.objects.get(body=world.flen, role=Role.PROCESS_LEADER).user
    begun = begin_change(first, parts=["other"], by=before).submission
    new = {"ny_person_finns": False, "ny_person_namn": "Nora Ny", "ny_person_epost": "Nora.Ny@example.org"}
    change = a_request_on_its_own(world, first, before, **new, fran=TODAY.isoformat())
    at_decision(world, change)
    assert change.stage == "forbundschefen"
    decide(change, director)

    nora = User.objects.get(email="nora.ny@example.org")
    mandates = Mandate.objects.filter(body=world.flen, role=Role.PROCESS_LEADER).order_by("valid_from", "pk")
    assert {(each.user, each.valid_from, each.valid_to) for each in mandates} == {
        (before, None, TODAY - timedelta(days=1)),
        (nora, TODAY, None),
    }
    begun.refresh_from_db()
    assert begun.held_by is None or begun.held_by == nora
    assert OutgoingEmail.objects.filter(to=nora, case=first).exists()
    nothing_is_wrong(first, change)


def test_on_the_day_that_a_new_process_leader_begins_the_night_gives_them_the_turns_by_name(world, first, director):
    before = Mandate.objects.get(body=world.flen, role=Role.PROCESS_LEADER).user
    day = TODAY + timedelta(days=10)
    new = {"ny_person_finns": False, "ny_person_namn": "Nora Ny", "ny_person_epost": "nora.ny@example.org"}
    change = a_request_on_its_own(world, first, before, **new, fran=day.isoformat())
    decide(at_decision(world, change), director)
    nora = User.objects.get(email="nora.ny@example.org")
    waits = waiting(an_application(world, "lsg-flen"))
    Assignment.objects.filter(pk=waits.pk).update(role=Role.PROCESS_LEADER, person=before)

    def night(days):
        return keep_roles(at=timezone.now() + timedelta(days=days))["led"]

    def named():
        return Assignment.objects.get(pk=waits.pk).person

    assert [night(0), night(9), named()] == [0, 0, before]
    assert [night(11), night(11), named()] == [1, 0, nora]
    assert waits.case.events.filter(kind="reassigned", data__person=nora.pk).count() == 1


def test_the_night_gives_nothing_to_a_process_leader_who_was_replaced_again(world, first, director):
    before = Mandate.objects.get(body=world.flen, role=Role.PROCESS_LEADER).user
    day = TODAY + timedelta(days=10)
    new = {"ny_person_finns": False, "ny_person_namn": "Nora Ny", "ny_person_epost": "nora.ny@example.org"}
    change = a_request_on_its_own(world, first, before, **new, fran=day.isoformat())
    decide(at_decision(world, change), director)
    Mandate.objects.filter(user__email="nora.ny@example.org").update(valid_to=day)
    waits = waiting(an_application(world, "lsg-flen"))
    Assignment.objects.filter(pk=waits.pk).update(role=Role.PROCESS_LEADER, person=before)

    assert keep_roles(at=timezone.now() + timedelta(days=12))["led"] == 0


def a_request_on_its_own(world, first, by, **answers):
    request = begin_change(first, parts=["other"], by=by)
    why = {"skal": "Hon slutar.", "maluppfyllelse": False, "roll": "Ordförande"}
    save_answers(request.submission, {"vad": ["person"], **why, **answers}, request.submission.revision, by)
    return sent(request, by=by)


@pytest.mark.parametrize(
    ("part", "answers", "words"),
    [
        ("budget", {"mer": False, "budget": moved("610000", "700001")}, "Skillnaden"),
        ("budget", {"mer": True, "mer_belopp": "2", "budget": moved("610000", "700001")}, "Skillnaden"),
        ("period", {"period": {"from": "2014-07-01", "to": "2015-12-31"}}, "redan"),
        ("period", {"period": {"from": "2014-08-01", "to": "2016-12-31"}}, "Första dagen"),
        ("period", {"period": {"from": "2014-07-01", "to": "2014-12-31"}}, "utanför perioden"),
        ("budget", {"mer": False, "budget": moved(), "period": {"from": "2014-07-01", "to": "2016-12-31"}}, "Kryssa"),
        ("other", {"annat": "Nytt mål.", "arende": "RAR99-01"}, "diarienumret"),
    ],
)
def test_what_cannot_be_carried_out_is_not_received_and_everything_is_kept(world, first, part, answers, words):
    request = a_request(first, part, by=world.flen_chair, **answers)

    error = refused(sent, request, by=world.flen_chair)

    assert words in str(error)
    request.refresh_from_db()
    assert (request.case, request.submission.state) == (None, "draft")
    assert first.events.filter(kind="change_asked").count() == 0


def test_what_was_not_granted_is_spread_over_the_lines_before_the_request_is_sent(world, first):
    request = a_request(first, "budget", by=world.flen_chair, mer=False)

    with pytest.raises(HasProblems) as found:
        sent(request, by=world.flen_chair)

    assert [problem.path[0] for problem in found.value.evaluation.blocking] == ["budget"]


def test_a_year_is_not_cut_below_what_was_asked_for_or_paid(world, first):
    ask_for_payment(first, year=2014, lines=[("Lön", Decimal(550_000))], by=world.flen_chair, body=world.flen)
    request = a_request(first, "budget", by=world.flen_chair, mer=False, budget=moved())

    error = refused(sent, request, by=world.flen_chair)

    assert error.is_conflict
    assert "550\N{NO-BREAK SPACE}000" in str(error)


def test_money_that_is_paid_between_request_and_decision_stops_the_decision(world, first, director):
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    ask_for_payment(first, year=2014, lines=[("Lön", Decimal(550_000))], by=world.flen_chair, body=world.flen)

    error = refused(decide, change, director)

    assert (error.code, error.status) == ("below_claimed", 409)
    assert waiting(change).stage == "forbundschefen"
    nothing_is_wrong(first, change)


def test_two_requests_do_not_change_the_same_at_once_but_may_change_different_things(world, first, director):
    a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved())

    assert refused(begin_change, first, parts=["budget"], by=world.flen_chair).code == "change_running"
    other = a_change(first, "other", by=world.flen_chair, annat="Nytt mål.")
    decide(at_decision(world, other), director)
    assert first.amendments.count() == 1


def test_a_request_that_the_first_case_has_outrun_is_stale_until_it_goes_on_from_what_holds(world, first, director):
    stale = a_request(first, "budget", by=world.flen_chair, mer=False, budget=moved())
    at_board = a_request_beside(world, first, director)
    assert at_board.status == Case.Status.ENDED

    error = refused(sent, stale, by=world.flen_chair)
    assert error.is_conflict
    renew_change(stale, by=world.flen_chair)
    change = at_decision(world, sent(stale, by=world.flen_chair))
    decide(change, director)
    nothing_is_wrong(first, change, at_board)


def a_request_beside(world, first, director):
    """Another request, begun by the office on the group's behalf, granted."""
    from cases.models import ChangeRequest

    begun = ChangeRequest.objects.filter(amends=first, case=None)
    ids = list(begun.values_list("pk", flat=True))
    submissions = [each.submission for each in begun]
    for each in submissions:
        each.state = "submitted"
        each.save()
    change = a_change(first, "other", by=world.officer, annat="Nytt mål.")
    for each in submissions:
        each.state = "draft"
        each.save()
    assert ids
    decide(at_decision(world, change), director)
    change.refresh_from_db()
    return change


@pytest.mark.parametrize("how", ["withdrawn", "refused"])
def test_a_request_that_is_refused_or_withdrawn_changes_nothing(world, first, director, how):
    change = a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved())
    if how == "withdrawn":
        withdraw_case(change, by=world.flen_chair)
    else:
        decide(at_decision(world, change), director, "avslag")

    assert stands(first) == {2014: (610_000, 610_000), 2015: (700_000, 700_000)}
    assert first.amendments.count() == 0
    first.refresh_from_db()
    assert first.events.order_by("-seq")[0].kind == "change_ended"
    nothing_is_wrong(first, change)


def test_a_change_that_has_taken_effect_is_not_opened_again(world, first, director):
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    decide(change, director)
    change.refresh_from_db()

    assert refused(reopen_case, change, by=world.officer, stage="kansliet", reason="Fel").code == "change_made"


def test_only_those_who_apply_and_the_office_ask_for_changes_of_a_granted_open_case(world, first, fund):
    assert refused(begin_change, first, by=world.board_chair).code == "not_the_applicant"
    assert refused(begin_change, case_at_board(world), by=world.flen_chair).code == "not_granted"
    assert begin_change(first, by=world.officer).begun_by == world.officer
    closed = granted_case(world, "lsg-strangnas", fund=fund)
    closed.obligations.all().delete()
    close_case(closed, by=world.officer)
    assert refused(begin_change, closed, by=world.strangnas_chair).code == "closed_to_changes"


def test_without_a_form_and_a_route_for_it_no_change_is_begun(world, fund):
    first = granted_case(world, "lsg-flen", fund=fund)

    assert refused(begin_change, first, by=world.flen_chair).code == "no_change_form"


def test_a_changed_amount_behind_the_trail_is_found(world, first, director):
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    decide(change, director)
    first.amendments.get().years.filter(year=2015).update(after=900_000)
    first.refresh_from_db()

    assert {fault.code for fault in check_trail(first)} == {"amendment_differs"}
