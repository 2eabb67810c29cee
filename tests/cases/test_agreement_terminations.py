"""Notice of an agreement: who may note it, what ends with it, and how it is taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.begin_change import must_be_changeable
from cases.actions.call_off import call_off
from cases.actions.complete_obligation import complete_obligation
from cases.actions.release_grant import release_grant
from cases.actions.settle_payment import approve_payment, record_paid
from cases.actions.terminate_agreement import Notice, terminate_agreement
from cases.actions.withdraw_termination import withdraw_termination
from cases.errors import CaseError
from cases.models import Agreement, AgreementTemplate, AgreementTermination, Case, Obligation, OutgoingEmail
from cases.queries.trail import check_trail
from forms.errors import FileRefused
from tests.builders import agreements as build
from tests.builders import cases

pytestmark = pytest.mark.django_db
EMPLOYER = 2


def today():
    return timezone.localdate()


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    """Granted for this year and the next, so that reports are owed half-year by half-year."""
    year = today().year
    period = {"from": f"{year}-01-01", "to": f"{year + 1}-12-31"}
    case = cases.an_application(world, "lsg-flen", period=period)
    cases.support(case, "lsg-flen", by=world.flen_chair)
    cases.support(case, "beredningsgruppen", by=world.preparer)
    granted = {year: Decimal(500_000), year + 1: Decimal(500_000)}
    answer_assignment(
        cases.waiting(case), "bifall", by=world.board_chair, text="Bifall.", decided_on=today(), granted=granted
    )
    return case


@pytest.fixture
def agreement(world, case):
    return build.in_force(case, by=world.officer)


def notice(**more):
    given = {"place": EMPLOYER, "received_on": today(), "reason": "Kommunen lägger ner.", "upload": build.a_scan()}
    return Notice(**(given | more))


def at_once(**more):
    return notice(ground="breach", **more)


def refused(code, act, *args, **kwargs):
    with pytest.raises(CaseError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def later(days):
    return timezone.now() + timedelta(days=days)


def ask(case, world, **more):
    return ask_for_payment(case, year=today().year, lines=[("Lön", Decimal(1000))], by=world.writer, **more)


def test_only_the_office_notes_notice_and_takes_it_back(world, case, agreement):
    for person in (world.writer, world.flen_chair, world.board_chair, world.stranger):
        refused("not_the_association", terminate_agreement, agreement, notice(), by=person)
    terminate_agreement(agreement, notice(), by=world.officer)
    for person in (world.writer, world.flen_chair, world.board_chair, world.stranger):
        refused("not_the_association", withdraw_termination, agreement, reason="Fel", by=person)


def test_it_ends_by_its_period_of_notice(world, case):
    agreement = build.in_force(case, by=world.officer, notice_months=6)
    assert "med en uppsägningstid av 6 månader" in " ".join(part.text for part in agreement.parts)
    made = terminate_agreement(agreement, notice(), by=world.officer)
    agreement.refresh_from_db()
    months = (made.ends_on.year - today().year) * 12 + made.ends_on.month - today().month
    assert (months, agreement.status, agreement.ends_on) == (6, "terminated", made.ends_on)
    assert (made.document.direction, made.document.counterpart) == ("in", "Flens kommun")


def test_the_templates_period_of_notice_is_the_agreements_and_stays_with_it(world, case):
    AgreementTemplate.objects.filter(key="avtal").update(notice_months=1)
    agreement = build.drawn_up(case, by=world.officer)
    AgreementTemplate.objects.filter(key="avtal").update(notice_months=12)
    assert agreement.notice_months == 1
    assert "1 månad." in " ".join(part.text for part in agreement.parts)
    agreement = build.sent(agreement, by=world.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(notice_months=2)


@pytest.mark.parametrize("months", [0, 25])
def test_a_period_of_notice_is_one_to_24_months(world, case, months):
    assert refused("bad_notice", build.drawn_up, case, by=world.officer, notice_months=months).field == "notice_months"


def test_what_was_typed_must_do(world, case, agreement):
    def of(**more):
        return terminate_agreement(agreement, notice(**more), by=world.officer)

    assert refused("who_gave_notice", of, place=3).field == "party"
    assert refused("notice_in_the_future", of, received_on=today() + timedelta(1)).field == "received_on"
    assert refused("notice_too_short", of, ends_on=today()).field == "ends_on"
    assert refused("why_missing", of, reason=" ").field == "reason"
    assert refused("letter_missing", of, upload=None).field == "upload"
    assert refused("letter_missing", of, upload=None, document=999).field == "document"
    with pytest.raises(FileRefused):
        of(upload=build.a_scan("brev.docx"))
    assert not AgreementTermination.objects.exists()
    assert case.documents.filter(title__startswith="Uppsägning").count() == 0


def test_only_what_is_in_force_can_be_given_notice_of(world, case):
    draft = build.drawn_up(case, by=world.officer)
    refused("agreement_not_to_end", terminate_agreement, draft, notice(), by=world.officer)
    sent = build.sent(draft, by=world.officer)
    refused("agreement_not_to_end", terminate_agreement, sent, notice(), by=world.officer)
    agreement = build.signed(build.signed(sent, 1, by=world.officer), 2, by=world.officer)
    replacing = build.drawn_up(case, by=world.officer)
    refused("agreement_being_replaced", terminate_agreement, agreement, notice(), by=world.officer)
    assert replacing.amends == agreement
    refused("no_notice_given", withdraw_termination, agreement, reason="Fel", by=world.officer)


def test_money_can_be_asked_for_until_its_last_day_and_not_after(world, case, agreement):
    made = terminate_agreement(agreement, notice(), by=world.officer)
    days = (made.ends_on - today()).days
    assert ask(case, world, at=later(days)).amount == 1000
    refused("money_ended", ask, case, world, at=later(days + 1))
    hours = {"year": today().year, "quantity": Decimal(8), "unit": "hours", "body": world.flen}
    refused("money_ended", call_off, case, by=world.writer, at=later(days + 1), **hours)


def test_costs_of_its_time_may_be_asked_for_later_where_the_office_says_so(world, case, agreement):
    until = today() + timedelta(days=40)
    terminate_agreement(agreement, at_once(claims_until=until), by=world.officer)
    assert ask(case, world, at=later(40)).amount == 1000
    refused("money_ended", ask, case, world, at=later(41))


def test_what_was_asked_for_in_time_is_paid_though_the_agreement_has_ended(world, case, agreement):
    payment = ask(case, world)
    terminate_agreement(agreement, at_once(), by=world.officer)
    payment = approve_payment(payment, by=world.officer, at=later(2))
    assert record_paid(payment, paid_on=today(), by=world.officer, at=later(3)).state == "paid"


def test_what_was_not_used_can_be_given_back(world, case, agreement):
    terminate_agreement(agreement, at_once(), by=world.officer)
    row = release_grant(case, year=today().year + 1, reason="Avtalet är uppsagt.", by=world.officer)
    assert row.left == 0
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_falls_due_after_the_last_day_is_owed_no_more(world, case, agreement):
    owed = list(Obligation.objects.filter(case=case, done_on=None).order_by("due_on"))
    made = terminate_agreement(agreement, notice(still_owed=[owed[-1].pk]), by=world.officer)

    gone = [each for each in owed[:-1] if each.due_on > made.ends_on]
    assert gone
    assert list(Obligation.objects.filter(cancelled_by=made).order_by("due_on")) == gone
    for each in Obligation.objects.filter(cancelled_by=made):
        assert (each.state, each.done_on) == ("cancelled", today())
        refused("already_done", complete_obligation, each, by=world.officer)
    kept = Obligation.objects.filter(case=case, done_on=None)
    assert set(kept) == {each for each in owed if each.due_on <= made.ends_on} | {owed[-1]}
    case.refresh_from_db()
    assert check_trail(case) == []


def test_taking_it_back_is_an_entry_of_its_own_and_everything_holds_again(world, case, agreement):
    before = set(Obligation.objects.filter(case=case, done_on=None))
    made = terminate_agreement(agreement, at_once(), by=world.officer)
    assert set(Obligation.objects.filter(case=case, done_on=None)) != before
    assert refused("why_missing", withdraw_termination, agreement, reason=" ", by=world.officer).field == "reason"

    withdraw_termination(agreement, reason="Parterna är överens om att fortsätta.", by=world.officer)

    agreement.refresh_from_db()
    made.refresh_from_db()
    assert (agreement.status, agreement.ends_on, agreement.claims_until) == ("in_force", None, None)
    assert made.withdraw_reason.text == "Parterna är överens om att fortsätta."
    assert set(Obligation.objects.filter(case=case, done_on=None)) == before
    assert ask(case, world, at=later(400)).amount == 1000
    refused("no_notice_given", withdraw_termination, agreement, reason="Fel", by=world.officer)
    again = terminate_agreement(agreement, notice(), by=world.officer)
    assert again.number == 2
    case.refresh_from_db()
    assert check_trail(case) == []
    kinds = list(case.events.filter(kind__startswith="agreement_term").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["agreement_terminated", "agreement_termination_withdrawn", "agreement_terminated"]


def test_another_agreement_can_be_drawn_up_and_then_the_notice_stands(world, case, agreement):
    terminate_agreement(agreement, at_once(), by=world.officer)
    refused("money_ended", ask, case, world, at=later(1))
    build.drawn_up(case, by=world.officer, employer="Region Sörmland", employer_number="232100-0032")
    refused("agreement_followed", withdraw_termination, agreement, reason="Fel", by=world.officer)
    second = build.sent(case.agreements.get(number=2), by=world.officer)
    build.signed(build.signed(second, 1, by=world.officer), 2, by=world.officer)
    assert ask(case, world, at=later(1)).amount == 1000
    refused("agreement_followed", withdraw_termination, agreement, reason="Fel", by=world.officer)
    second.refresh_from_db()
    case.refresh_from_db()
    assert (second.amends, second.status) == (None, "in_force")
    assert check_trail(case) == []


def test_what_it_replaced_ends_with_it(world, case, agreement):
    template = AgreementTemplate.objects.get(key="tillaggsavtal")
    second = build.in_force(case, by=world.officer, template=template)
    terminate_agreement(second, at_once(), by=world.officer)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.ends_on) == ("replaced", today())
    refused("money_ended", ask, case, world, at=later(1))
    withdraw_termination(second, reason="Fel", by=world.officer)
    agreement.refresh_from_db()
    assert agreement.ends_on is None
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_it_replaced_in_another_case_ends_there_too(world, case, agreement):
    change = cases.granted_case(world, "lsg-flen")
    template = AgreementTemplate.objects.get(key="tillaggsavtal")
    second = build.draw_up_agreement(change, build.terms(template=template), by=world.officer, amends=agreement)
    second = build.sent(second, by=world.officer)
    second = build.signed(build.signed(second, 1, by=world.officer), 2, by=world.officer)
    made = terminate_agreement(second, at_once(), by=world.officer)
    refused("money_ended", ask, case, world, at=later(1))
    assert Obligation.objects.filter(case=case, cancelled_by=made).exists()
    withdraw_termination(second, reason="Fel", by=world.officer)
    assert ask(case, world, at=later(1)).amount == 1000
    for each in (case, change):
        each.refresh_from_db()
        assert check_trail(each) == []


def test_nothing_granted_is_changed_once_notice_is_given(world, case, agreement):
    case = Case.objects.get(pk=case.pk)
    must_be_changeable(case)
    terminate_agreement(agreement, notice(), by=world.officer)
    refused("agreement_ends", must_be_changeable, case)
    withdraw_termination(agreement, reason="Fel", by=world.officer)
    must_be_changeable(case)


def test_the_letter_may_be_registered_already(world, case, agreement):
    number = agreement.parties.get(place=EMPLOYER).document.number
    made = terminate_agreement(agreement, notice(upload=None, document=number), by=world.officer)
    assert made.document.number == number


def test_what_the_association_sends_goes_out_to_the_employer(world, case, agreement):
    made = terminate_agreement(agreement, notice(place=1), by=world.officer)
    assert (made.document.direction, made.document.counterpart) == ("out", "Flens kommun")


def test_the_parties_and_the_office_are_told_once(world, case, agreement):
    made = terminate_agreement(agreement, notice(), by=world.officer)
    told = OutgoingEmail.objects.filter(key__startswith=f"agreement:{agreement.pk}:notice:1:agreement_terminated")
    assert {world.writer, world.flen_chair, world.officer} <= {email.to for email in told}
    assert len({email.to for email in told}) == told.count()
    body = told.get(to=world.flen_chair).text
    assert "Flens kommun" in body
    assert "Kommunen lägger ner." in body
    withdraw_termination(agreement, reason="De ångrade sig.", by=world.officer)
    again = OutgoingEmail.objects.filter(key__contains=f":notice:{made.number}:agreement_goes_on")
    assert "De ångrade sig." in again.get(to=world.flen_chair).text


def test_a_notice_is_never_changed_and_never_deleted(world, case, agreement):
    made = terminate_agreement(agreement, notice(), by=world.officer)
    rows = AgreementTermination.objects.filter(pk=made.pk)
    for act in (lambda: rows.update(ends_on=date(2999, 1, 1), claims_until=date(2999, 1, 1)), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    withdraw_termination(agreement, reason="Fel", by=world.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(withdrawn_at=timezone.now())


@pytest.mark.parametrize(
    "change",
    [{"status": "replaced"}, {"ends_on": date(2999, 1, 1), "claims_until": date(2999, 1, 1)}],
)
def test_the_trail_tells_of_an_agreement_that_was_made_to_end_otherwise(world, case, agreement, change):
    terminate_agreement(agreement, notice(), by=world.officer)
    case.refresh_from_db()
    assert check_trail(case) == []
    from cases.guards import lifted

    with lifted():
        Agreement.objects.filter(pk=agreement.pk).update(**change)
    assert "agreement_differs" in {fault.code for fault in check_trail(case)}
