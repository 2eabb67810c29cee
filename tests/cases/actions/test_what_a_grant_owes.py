"""What a grant owes: made from the decision, filled in with its form, looked at, reminded of, and held by the trail."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.complete_obligation import complete_obligation
from cases.actions.fill_obligation import begin_obligation
from cases.actions.make_obligations import (
    Wanted,
    change_obligation,
    make_obligations,
    note_start,
    remove_obligation,
)
from cases.actions.remind_obligation import remind_obligation
from cases.actions.review_obligation import approve_obligation, return_obligation
from cases.domain.following_up import Terms
from cases.models import Case, Document, FollowUp, Obligation, OutgoingEmail
from cases.queries.follow_up import owed_by, title_of
from cases.queries.trail import check_trail
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.permissions import may_write
from tests.builders.cases import a_world, case_at_board, field, granted_case, published_form, section, waiting
from tests.builders.refusing import refused

pytestmark = pytest.mark.django_db

REPORT = {
    "schema": 1,
    "kind": "form",
    "key": "lagesrapport",
    "title": "Lägesrapport",
    "sections": [
        section(
            "om",
            field("rubrik", "text", "Rubrik", required=True),
            field("period", "period", "Period", prefill={"from": "answer", "form": "ansokan", "field": "period"}),
            field("arende", "text", "Ärende"),
            field("gjort", "long_text", "Vad har gjorts?", required=True),
        )
    ],
}


@pytest.fixture
def world():
    world = a_world()
    published_form(REPORT)
    return world


def coming(months: int = 24) -> dict[str, str]:
    """A period that begins the first of next year."""
    year = timezone.localdate().year + 1
    return {"from": f"{year}-01-01", "to": (date(year, 1, 1) + timedelta(days=30 * months)).isoformat()}


def a_report(world, case: Case) -> Obligation:
    first = owed_by(case, Terms())[0]
    return make_obligations(case, [Wanted(first, title_of(first), first.due_on)], by=world.officer)[0]


def send_in(obligation: Obligation, by) -> None:
    submission = begin_obligation(obligation, by=by)
    saved = save_answers(submission, {"gjort": "Åtta möten"}, submission.revision, by)
    submit_submission(saved, saved.revision, by)
    obligation.refresh_from_db()


def test_a_grant_today_owes_what_follows_from_its_period(world):
    from tests.builders.cases import a_submission, support
    from tests.builders.cases import send_in as send_application

    period = coming()
    case = send_application(a_submission(world, period=period, atagande=[]))
    support(case, "lsg-flen", by=world.flen_chair)
    support(case, "beredningsgruppen", by=world.preparer)
    year = int(period["from"][:4])
    decided = {"text": "Ja.", "decided_on": timezone.localdate(), "granted": {year: Decimal(1)}}
    answer_assignment(waiting(case), "bifall", by=world.board_chair, **decided)
    case.refresh_from_db()

    assert [row.kind for row in case.obligations.order_by("pk")] == [
        row.kind for row in owed_by(case, Terms(), even_made=True)
    ]
    assert case.obligations.filter(kind="status_report").count() >= 4
    assert case.obligations.order_by("due_on")[0].form == "lagesrapport"
    assert owed_by(case, Terms()) == []
    assert check_trail(case) == []


def test_what_the_application_promised_is_not_owed_twice(world):
    case = granted_case(world)  # 2014-07-01–2015-12-31, with “Reviderad aktivitetsplan” promised
    promised = case.obligations.get()
    assert promised.kind == "activity_plan"

    case.obligations.create(kind="evaluation", title="Utvärdering inom 1¾ år", due_on=date(2016, 4, 1))
    kinds = [each.kind for each in owed_by(case, Terms())]
    assert kinds == ["status_report", "status_report", "status_report", "final_report"]


def test_a_form_is_prefilled_sent_in_and_approved(world):
    case = granted_case(world)
    report = a_report(world, case)
    submission = begin_obligation(report, by=world.flen_chair)

    assert submission.answers["period"] == {"from": "2014-07-01", "to": "2014-12-31"}
    assert submission.answers["arende"] == case.number
    assert submission.answers["rubrik"] == f"{report.title}: {case.title}"
    assert begin_obligation(report, by=world.flen_chair) == submission
    assert may_write(world.flen_chair, submission)

    send_in(report, world.flen_chair)
    assert report.state == Obligation.State.SENT
    assert case.documents.filter(kind=Document.Kind.REPORT, direction="in").count() == 1
    assert refused(begin_obligation, report, by=world.flen_chair) == ("waits_for_the_office", 409)
    assert refused(approve_obligation, report, by=world.flen_chair) == ("not_the_association", 403)

    assert approve_obligation(report, by=world.officer).state == Obligation.State.DONE
    assert refused(approve_obligation, report, by=world.officer) == ("already_done", 409)
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_is_sent_back_is_changed_and_sent_in_again(world):
    case = granted_case(world)
    report = a_report(world, case)
    assert refused(return_obligation, report, reason="Nej", by=world.officer) == ("nothing_sent", 409)
    send_in(report, world.flen_chair)
    assert refused(return_obligation, report, reason=" ", by=world.officer) == ("why_missing", 422)

    assert return_obligation(report, reason="Antal deltagare saknas.", by=world.officer).state == "returned"
    assert report.is_late(date(2015, 2, 1)) is False  # the row before; the fresh one is late
    report.refresh_from_db()
    assert report.is_late(date(2015, 2, 1)) is True
    send_in(report, world.flen_chair)

    assert (report.state, report.returned_on, report.return_reason) == ("sent", None, None)
    assert case.documents.filter(kind=Document.Kind.REPORT).count() == 2
    case.refresh_from_db()
    assert check_trail(case) == []


def test_only_those_who_apply_fill_in_and_only_what_has_a_form(world):
    case = granted_case(world)
    report = a_report(world, case)
    assert refused(begin_obligation, report, by=world.strangnas_chair) == ("not_the_applicant", 403)
    promised = case.obligations.get(kind="activity_plan")  # its form is not published here
    assert refused(begin_obligation, promised, by=world.flen_chair) == ("obligation_without_form", 409)


def test_nothing_is_owed_before_a_grant(world):
    case = case_at_board(world)
    assert refused(make_obligations, case, [], by=world.officer) == ("not_granted", 409)
    assert refused(make_obligations, granted_case(world), [], by=world.officer) == ("nothing_chosen", 422)
    assert refused(make_obligations, case, [], by=world.flen_chair) == ("not_the_association", 403)


def test_the_office_changes_and_takes_away_what_nobody_began(world):
    case = granted_case(world)
    report = a_report(world, case)
    changed = change_obligation(report, title="Slutrapport", kind="final_report", due_on=None, by=world.officer)
    assert (changed.form, changed.due_on) == ("slutrapport", None)
    assert refused(change_obligation, report, title=" ", kind="other", due_on=None, by=world.officer) == (
        "title_missing",
        422,
    )
    assert refused(change_obligation, report, title="x", kind="x", due_on=None, by=world.officer) == (
        "unknown_obligation_kind",
        422,
    )
    remove_obligation(report, by=world.officer)
    begun = a_report(world, case)
    begin_obligation(begun, by=world.flen_chair)
    assert refused(remove_obligation, begun, by=world.officer) == ("obligation_begun", 409)
    complete_obligation(begun, by=world.officer, reason="Kom på papper.")
    assert refused(change_obligation, begun, title="x", kind="other", due_on=None, by=world.officer) == (
        "already_done",
        409,
    )
    case.refresh_from_db()
    assert check_trail(case) == []


def test_the_real_start_moves_the_evaluation_where_it_is_the_base(world):
    case = granted_case(world)
    FollowUp.objects.update_or_create(defaults={"evaluation_base": "real"})
    terms = FollowUp.in_use().terms
    evaluation = next(each for each in owed_by(case, terms) if each.kind == "evaluation")
    made = make_obligations(case, [Wanted(evaluation, "Utvärdering", evaluation.due_on)], by=world.officer)[0]
    assert made.due_on == date(2016, 4, 1)

    note_start(case, date(2014, 7, 21), by=world.officer)
    made.refresh_from_db()
    assert made.due_on == date(2016, 4, 21)
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_is_late_is_reminded_of_once_a_day_and_what_is_sent_in_is_not(world):
    case = granted_case(world)
    report = a_report(world, case)
    OutgoingEmail.objects.all().delete()
    assert remind_obligation(report, by=world.officer) is True
    assert remind_obligation(report, by=world.officer) is False
    assert sorted(OutgoingEmail.objects.values_list("to__name", flat=True))[0] == "Ordförande LSG Flen"
    send_in(report, world.flen_chair)
    assert refused(remind_obligation, report, by=world.officer) == ("obligation_not_late", 409)


def test_the_trail_finds_an_obligation_that_was_changed_behind_its_back(world):
    case = granted_case(world)
    report = a_report(world, case)
    case.refresh_from_db()
    Obligation.objects.filter(pk=report.pk).update(due_on=date(2020, 1, 1))
    assert [fault.code for fault in check_trail(case)] == ["obligation_differs"]
    Obligation.objects.filter(pk=report.pk).delete()
    assert [fault.code for fault in check_trail(case)] == ["obligation_missing"]
