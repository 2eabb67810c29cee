"""An agreement from draft to force: who may, when it is too late, and what rests until all have signed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off
from cases.actions.cancel_agreement import cancel_agreement
from cases.actions.draw_up_agreement import change_agreement, draw_up_agreement
from cases.actions.remind_agreement import remind_agreement
from cases.actions.send_agreement import send_agreement
from cases.actions.sign_agreement import record_signature
from cases.domain.agreeing import AMOUNTS, HEADING, PARTIES, SIGNATURES
from cases.errors import CaseError
from cases.models import Agreement, Case, FollowUp, GrantedAmount, Obligation, OutgoingEmail
from cases.queries.trail import check_trail
from forms.errors import FileRefused
from tests.builders import agreements as build
from tests.builders import cases

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return cases.granted_case(world, "lsg-flen", "lsg-strangnas")


def refused(code, act, *args, **kwargs):
    with pytest.raises(CaseError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def test_a_grant_on_a_route_with_an_agreement_waits_for_it(world, case):
    assert (case.stage, case.status) == ("avtal", "waiting")
    assert case.decisions.get().needs_agreement


def test_a_draft_says_who_agrees_on_what(world, case):
    agreement = build.drawn_up(case, by=world.officer)

    parties = next(part for part in agreement.parts if part.kind == PARTIES)
    assert [row[1] for row in parties.rows] == ["Samverka", "Flens kommun", "LSG Flen", "LSG Strängnäs"]
    amounts = next(part for part in agreement.parts if part.kind == AMOUNTS)
    assert [row[0] for row in amounts.rows] == ["2014", "2015", "Summa"]
    assert agreement.total == Decimal(1_310_000)
    assert [party.name for party in agreement.unsigned] == ["Samverka", "Flens kommun"]
    headings = [part.number for part in agreement.parts if part.kind == HEADING]
    assert headings == [str(number) for number in range(1, len(headings) + 1)]
    assert [part.kind for part in agreement.parts][-1] == SIGNATURES
    case.refresh_from_db()
    assert check_trail(case) == []


def test_only_the_office_draws_up_sends_signs_and_cancels(world, case):
    for person in (world.writer, world.flen_chair, world.board_chair, world.stranger):
        refused("not_the_association", build.drawn_up, case, by=person)
    agreement = build.drawn_up(case, by=world.officer)
    for person in (world.writer, world.board_chair, world.stranger):
        refused("not_the_association", change_agreement, agreement, build.terms(), revision=1, by=person)
        refused("not_the_association", build.sent, agreement, by=person)
        refused("not_the_association", build.signed, agreement, 1, by=person)
        refused("not_the_association", cancel_agreement, agreement, reason="Fel", by=person)
        refused("not_the_association", remind_agreement, agreement, by=person)


def test_nothing_is_agreed_on_before_the_decision(world):
    waiting = cases.case_at_board(world, "lsg-flen")
    refused("nothing_granted", build.drawn_up, waiting, by=world.officer)


def test_a_decision_is_agreed_on_once(world, case):
    first = build.drawn_up(case, by=world.officer)
    refused("agreement_there", build.drawn_up, case, by=world.officer)
    cancel_agreement(first, reason="Fel arbetsgivare", by=world.officer)
    assert build.drawn_up(case, by=world.officer).number == 2


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"employer": " "}, "employer_missing", "employer"),
        ({"employer_number": "212000-0333"}, "bad_organisation_number", "employer_number"),
        ({"period_from": None}, "period_missing", "period_from"),
        ({"period_to": None}, "period_backwards", "period_to"),
        ({"period_to": cases.date(2014, 6, 30)}, "period_backwards", "period_to"),
    ],
)
def test_what_was_typed_must_do(world, case, more, code, field):
    assert refused(code, build.drawn_up, case, by=world.officer, **more).field == field


def test_a_draft_is_changed_until_it_is_sent_and_a_stale_change_is_told(world, case):
    agreement = build.drawn_up(case, by=world.officer)
    changed = change_agreement(agreement, build.terms(employer="Region Sörmland"), revision=1, by=world.officer)
    assert any("Region Sörmland" in part.text for part in changed.parts)
    refused("agreement_changed", change_agreement, agreement, build.terms(), revision=1, by=world.officer)
    refused("agreement_changed", send_agreement, agreement, revision=1, by=world.officer)
    build.sent(changed, by=world.officer)
    refused("agreement_sent", change_agreement, changed, build.terms(), revision=2, by=world.officer)
    refused("agreement_sent", send_agreement, changed, revision=2, by=world.officer)
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_is_sent_is_two_documents_of_the_case(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)

    assert agreement.sign_by == TODAY() + timedelta(days=30)
    for document, start, name in ((agreement.pdf, b"%PDF", "pdf"), (agreement.word, b"PK", "docx")):
        assert (document.direction, document.kind, document.counterpart) == ("out", "agreement", "Flens kommun")
        assert document.file.read().startswith(start)
        assert document.file_name == f"{case.number} Avtal 1.{name}"


def test_a_day_to_sign_by_lies_ahead(world, case):
    agreement = build.drawn_up(case, by=world.officer)
    for day in (TODAY() - timedelta(days=1), TODAY() + timedelta(days=366)):
        refused("sign_by_passed", build.sent, agreement, by=world.officer, sign_by=day)


def test_it_is_in_force_when_all_have_signed_and_answers_its_stage(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    agreement = build.signed(agreement, 1, by=world.officer, signed_on=TODAY() - timedelta(days=2))
    assert (agreement.status, agreement.in_force_on) == ("sent", None)

    agreement = build.signed(agreement, 2, by=world.officer, upload=None, reference="Scrive 123")

    case.refresh_from_db()
    assert (agreement.status, agreement.in_force_on) == ("in_force", TODAY())
    assert (case.status, case.end) == ("ended", "beviljad")
    assert case.assignments.get(stage="avtal").outcome == "undertecknat"
    assert list(agreement.parties.values_list("how", flat=True)) == ["file", "elsewhere", "", ""]
    assert check_trail(case) == []


def test_groups_sign_too_where_the_office_wants_it(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer, groups_sign=True), by=world.officer)
    assert [party.name for party in agreement.unsigned] == ["Samverka", "Flens kommun", "LSG Flen", "LSG Strängnäs"]
    for place in (1, 2, 3):
        assert build.signed(agreement, place, by=world.officer).status == "sent"
    assert build.signed(agreement, 4, by=world.officer).status == "in_force"


def test_a_signature_is_refused(world, case):
    agreement = build.drawn_up(case, by=world.officer)
    refused("agreement_waits_for_nobody", build.signed, agreement, 1, by=world.officer)
    agreement = build.sent(agreement, by=world.officer)
    refused("party_does_not_sign", build.signed, agreement, 3, by=world.officer)
    refused("party_does_not_sign", build.signed, agreement, 17, by=world.officer)
    refused("signed_in_the_future", build.signed, agreement, 1, by=world.officer, signed_on=TODAY() + timedelta(1))
    before = case.decisions.get().decided_on - timedelta(days=1)
    refused("signed_before_the_decision", build.signed, agreement, 1, by=world.officer, signed_on=before)
    refused("signer_missing", build.signed, agreement, 1, by=world.officer, signed_by=" ")
    refused("signed_file_missing", build.signed, agreement, 1, by=world.officer, upload=None)
    for upload in (build.a_scan("avtal.docx"), SimpleUploadedFile("avtal.pdf", b""), SimpleUploadedFile("a.txt", b"x")):
        with pytest.raises(FileRefused):
            build.signed(agreement, 1, by=world.officer, upload=upload)
    build.signed(agreement, 1, by=world.officer)
    refused("party_has_signed", build.signed, agreement, 1, by=world.officer)
    build.signed(agreement, 2, by=world.officer)
    refused("agreement_waits_for_nobody", build.signed, agreement, 2, by=world.officer)
    refused("agreement_settled", cancel_agreement, agreement, reason="Fel", by=world.officer)


def test_the_stage_waits_for_the_agreement_and_a_no_cancels_it(world, case):
    refused("agreement_not_signed", answer_assignment, cases.waiting(case), "undertecknat", by=world.officer)
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    refused("agreement_not_signed", answer_assignment, cases.waiting(case), "undertecknat", by=world.officer)

    answer_assignment(cases.waiting(case), "inget_avtal", by=world.officer, text="Kommunen drar sig ur.")

    agreement.refresh_from_db()
    case.refresh_from_db()
    assert (agreement.status, agreement.cancel_reason.text) == ("cancelled", "Kommunen drar sig ur.")
    assert check_trail(case) == []


def test_money_rests_until_the_agreement_is_in_force(world, case):
    def ask():
        return ask_for_payment(case, year=2014, lines=[("Lön", Decimal(1000))], by=world.writer)

    refused("money_waits_for_agreement", ask)
    hours = {"year": 2014, "quantity": Decimal(8), "unit": "hours", "body": world.flen}
    refused("money_waits_for_agreement", call_off, case, by=world.writer, **hours)
    assert GrantedAmount.objects.get(year=2014).claimed == 0
    build.in_force(case, by=world.officer)
    assert ask().amount == 1000


def test_a_grant_that_needs_no_agreement_is_paid_as_before():
    world = cases.a_world()
    case = cases.granted_case(world, "lsg-flen")
    assert not case.decisions.get().needs_agreement
    assert ask_for_payment(case, year=2014, lines=[("Lön", Decimal(1000))], by=world.writer).amount == 1000


def test_the_office_may_ask_for_an_agreement_on_every_grant():
    FollowUp.objects.create(agreed="always")
    world = cases.a_world()
    case = cases.granted_case(world, "lsg-flen")
    refused(
        "money_waits_for_agreement",
        ask_for_payment,
        case,
        year=2014,
        lines=[("Lön", Decimal(1000))],
        by=world.writer,
    )
    build.in_force(case, by=world.officer)
    assert ask_for_payment(case, year=2014, lines=[("Lön", Decimal(1000))], by=world.writer).amount == 1000


def test_a_later_agreement_on_the_same_case_replaces_the_first(world, case):
    first = build.in_force(case, by=world.officer)
    second = draw_up_agreement(case, build.terms(special_terms="Tiden är längre."), by=world.officer, amends=first)
    assert second.amends == first
    for place in (1, 2):
        build.signed(build.sent(second, by=world.officer) if place == 1 else second, place, by=world.officer)
    first.refresh_from_db()
    assert first.status == "replaced"
    assert check_trail(Case.objects.get(pk=case.pk)) == []


def test_what_is_counted_from_the_agreement_begins_with_it(world):
    FollowUp.objects.create(evaluation_base="agreement")
    year = TODAY().year
    period = {"from": f"{year}-01-01", "to": f"{year + 1}-12-31"}
    case = cases.an_application(world, "lsg-flen", period=period)
    cases.support(case, "lsg-flen", by=world.flen_chair)
    cases.support(case, "beredningsgruppen", by=world.preparer)
    answer_assignment(
        cases.waiting(case),
        "bifall",
        by=world.board_chair,
        text="Bifall.",
        decided_on=TODAY(),
        granted={year: Decimal(1000)},
    )
    agreement = build.drawn_up(case, by=world.officer)
    assert "inom 21 månader" in " ".join(part.text for part in agreement.parts)
    assert not Obligation.objects.filter(case=case, kind="evaluation").exists()
    agreement = build.sent(agreement, by=world.officer)
    build.signed(agreement, 1, by=world.officer)
    build.signed(agreement, 2, by=world.officer)
    due = Obligation.objects.get(case=case, kind="evaluation").due_on
    assert ((due.year - year) * 12 + due.month - TODAY().month) == 21


def test_letters_tell_who_signs_and_when_it_is_in_force(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    told = OutgoingEmail.objects.filter(key__startswith=f"agreement:{agreement.pk}:sent")
    assert {email.to for email in told} == {world.writer, world.flen_chair, world.strangnas_chair} | {
        email.to for email in told if email.to.email.startswith("forbundschef")
    }
    build.signed(agreement, 1, by=world.officer)
    build.signed(agreement, 2, by=world.officer)
    assert OutgoingEmail.objects.filter(key__startswith=f"agreement:{agreement.pk}:in_force", to=world.officer).exists()


def test_a_reminder_is_sent_once_a_day(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    assert remind_agreement(agreement, by=world.officer)
    assert not remind_agreement(agreement, by=world.officer)
    cancel_agreement(agreement, reason="Fel", by=world.officer)
    refused("agreement_waits_for_nobody", remind_agreement, agreement, by=world.officer)


def test_a_draft_is_seen_by_the_office_alone(world, case):
    agreement = build.drawn_up(case, by=world.officer)
    assert [Agreement.objects.visible_to(each).count() for each in (world.officer, world.writer)] == [1, 0]
    build.sent(agreement, by=world.officer)
    seen = [world.officer, world.writer, world.flen_chair, world.board_chair, world.stranger]
    assert [Agreement.objects.visible_to(each).count() for each in seen] == [1, 1, 1, 1, 0]


def test_a_signature_with_a_file_is_a_document_from_the_party(world, case):
    agreement = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    record_signature(agreement, 2, signed_on=TODAY(), signed_by="Anna Ek", upload=build.a_scan(), by=world.officer)
    document = agreement.parties.get(place=2).document
    assert (document.direction, document.counterpart, document.file_name) == ("in", "Flens kommun", "avtal.pdf")
