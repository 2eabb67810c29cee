"""What follows a grant: money, agreements, promises and changes."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from cases.actions.add_obligation import add_obligation
from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.begin_change import begin_change, renew_change
from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.cancel_agreement import cancel_agreement
from cases.actions.complete_obligation import complete_obligation
from cases.actions.draw_up_agreement import draw_up_agreement
from cases.actions.fill_obligation import begin_obligation
from cases.actions.keep_fund import change_fund, make_fund
from cases.actions.make_obligations import (
    Wanted,
    change_obligation,
    make_obligations,
    note_start,
    remove_obligation,
)
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.release_grant import release_grant
from cases.actions.remind_obligation import remind_obligation
from cases.actions.report_outcome import Cost, report_outcome
from cases.actions.review_obligation import approve_obligation, return_obligation
from cases.actions.send_agreement import send_agreement
from cases.actions.set_limit import make_limit, set_limit
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.sign_agreement import record_signature
from cases.actions.take_back_payment import add_receipts, take_back_payment
from cases.actions.terminate_agreement import Notice, terminate_agreement
from cases.actions.withdraw_termination import withdraw_termination
from cases.domain.following_up import Terms
from cases.models import Agreement, AmountLimit, CallOff, ChangeRequest, Fund, Obligation, PaymentRequest
from cases.queries.follow_up import owed_by, title_of
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.models import Submission
from tests.builders import agreements, changes
from tests.builders import cases as build
from tests.builders.money import a_fund
from tests.cases.actions.test_what_a_grant_owes import REPORT

from .running import Acts, latest, upload

LINES = [("Lön", Decimal(100_000))]


def funds() -> Acts:
    world = build.a_world()
    yield partial(make_fund, key="processtod", name="Processtöd", by=world.officer, reason="Styrelsen § 3")
    fund = Fund.objects.get
    for year in (2014, 2015):
        yield partial(record_appropriation, fund(), year=year, amount=Decimal(900_000), by=world.officer)
    moved = {"from_year": 2014, "to_year": 2015, "amount": Decimal(5), "reference": "§ 7", "reason": "Senare start"}
    yield partial(move_between_years, fund(), by=world.officer, **moved)
    named = {"name": "Stöd", "is_held": True, "is_activity": False, "reason": "Nytt namn"}
    yield partial(change_fund, fund(), by=world.officer, **named)
    yield partial(make_limit, key="grans", name="Delegation", amount=Decimal(100_000), by=world.officer)
    yield partial(set_limit, AmountLimit.objects.get(key="grans"), Decimal(50_000), by=world.officer)


def payments() -> Acts:
    world = build.a_world()
    fund = a_fund(2014, 2015)
    build.case_at_board(world, "lsg-flen")
    granted = {"granted": {2014: Decimal(610_000), 2015: Decimal(700_000)}, "fund": fund, "text": "Bifall."}
    decided = {"decided_on": date(2014, 6, 12), "paragraph": "34", **granted}
    yield partial(answer_assignment, build.waiting(latest()), "bifall", by=world.board_chair, **decided)
    ask = partial(ask_for_payment, year=2014, lines=LINES, by=world.flen_chair)
    yield partial(ask, latest())
    payment = partial(PaymentRequest.objects.latest, "pk")
    yield partial(add_receipts, payment(), [upload("kvitto.pdf")], by=world.flen_chair)
    yield partial(approve_payment, payment(), by=world.officer)
    yield partial(record_paid, payment(), paid_on=date(2014, 7, 1), by=world.officer)
    yield partial(ask, latest())
    yield partial(take_back_payment, payment(), by=world.flen_chair)
    yield partial(ask, latest())
    yield partial(refuse_payment, payment(), reason="Kvitto saknas.", by=world.officer)
    hours = {"year": 2014, "quantity": Decimal(8), "unit": "hours", "amount": Decimal(9_000)}
    yield partial(call_off, latest(), body=world.flen, by=world.flen_chair, **hours)
    yield partial(take_back_call_off, CallOff.objects.get(), by=world.flen_chair)
    costs = {"a": Cost(Decimal(520_000), "Tjänsten tillsattes senare."), "b": Cost(Decimal(10_500))}
    yield partial(report_outcome, latest(), year=2014, costs=costs, after=0, by=world.writer)
    yield partial(release_grant, latest(), year=2015, reason="Insatsen blev kortare.", by=world.officer)


def promises() -> Acts:
    world = build.a_world()
    build.published_form(REPORT)
    build.granted_case(world)
    first = owed_by(latest(), Terms())[0]
    yield partial(make_obligations, latest(), [Wanted(first, title_of(first), first.due_on)], by=world.officer)
    last = partial(Obligation.objects.latest, "pk")
    report = last().pk
    yield partial(remind_obligation, last(), by=world.officer)
    for settle in (partial(return_obligation, reason="Mer om målen."), approve_obligation):
        yield partial(begin_obligation, Obligation.objects.get(pk=report), by=world.flen_chair)
        draft = Submission.objects.latest("pk")
        save_answers(draft, {**draft.answers, "gjort": "Åtta möten"}, draft.revision, world.flen_chair)
        draft.refresh_from_db()
        yield partial(submit_submission, draft, draft.revision, world.flen_chair)
        yield partial(settle, Obligation.objects.get(pk=report), by=world.officer)
    later = timezone.localdate() + timedelta(days=30)
    yield partial(add_obligation, latest(), title="Utvärdering", due_on=later, by=world.officer)
    changed = {"title": "Utvärdering av målen", "kind": "evaluation", "due_on": later}
    yield partial(change_obligation, last(), by=world.officer, **changed)
    yield partial(remove_obligation, last(), by=world.officer)
    yield partial(add_obligation, latest(), title="Seminarium", due_on=later, by=world.officer)
    yield partial(complete_obligation, last(), by=world.officer)
    yield partial(note_start, latest(), date(2014, 9, 1), by=world.officer)


def in_agreement() -> Acts:
    world = agreements.a_world()
    today = timezone.localdate()
    period = {"from": f"{today.year}-01-01", "to": f"{today.year + 1}-12-31"}
    build.support(build.an_application(world, "lsg-flen", period=period), "lsg-flen", by=world.flen_chair)
    build.support(latest(), "beredningsgruppen", by=world.preparer)
    granted = {today.year: Decimal(500_000), today.year + 1: Decimal(500_000)}
    decided = {"text": "Bifall.", "decided_on": today, "granted": granted}
    answer_assignment(build.waiting(latest()), "bifall", by=world.board_chair, **decided)
    span = {"period_from": date(today.year, 1, 1), "period_to": date(today.year + 1, 12, 31)}
    draw_up = partial(draw_up_agreement, terms=agreements.terms(**span), by=world.officer)
    agreement = partial(Agreement.objects.latest, "pk")
    yield partial(draw_up, latest())
    yield partial(cancel_agreement, agreement(), reason="Fel part.", by=world.officer)
    draw_up(latest())
    yield partial(send_agreement, agreement(), revision=agreement().revision, by=world.officer)
    for place in [party.place for party in agreement().unsigned]:
        signed = {"signed_on": today, "signed_by": "Anna Ek", "upload": agreements.a_scan()}
        yield partial(record_signature, agreement(), place, by=world.officer, **signed)
    notice = Notice(2, today, "Kommunen lägger ner.", upload=agreements.a_scan())
    yield partial(terminate_agreement, agreement(), notice, by=world.officer)
    yield partial(withdraw_termination, agreement(), reason="Kommunen ångrade sig.", by=world.officer)


def changed() -> Acts:
    """A budget that is moved between years, from the draft to the director's decision, which takes back and commits."""
    world = build.a_world()
    director = changes.changes_are_asked_for(world)
    first = build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015, 2016))
    yield partial(begin_change, first, parts=["budget"], by=world.flen_chair)
    yield partial(renew_change, ChangeRequest.objects.get(), by=world.flen_chair)
    draft = Submission.objects.latest("pk")
    budget = changes.lines(("a", "Lön", {"2014": "500000", "2015": "810000"}))
    said = {**draft.answers, **changes.WHY, "mer": False, "budget": budget}
    save_answers(draft, said, draft.revision, world.flen_chair)
    draft.refresh_from_db()
    yield partial(submit_submission, draft, draft.revision, world.flen_chair)
    changes.at_decision(world, latest())
    decided = {"text": "Ändringen beviljas.", "decided_on": timezone.localdate()}
    yield partial(answer_assignment, build.waiting(latest()), "bifall", by=director, **decided)


CHAPTERS = (funds, payments, promises, in_agreement, changed)
