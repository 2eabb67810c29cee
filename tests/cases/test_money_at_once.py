"""Decisions, moves, requests, payments and call-offs by several people at once, in any order: every balance is the sum
of its entries at every moment, none goes below zero, and every trail says what happened."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
from django.db import connection
from django.db.models import F, Q

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.release_grant import release_grant
from cases.actions.reopen_case import reopen_case
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.take_back_payment import take_back_payment
from cases.errors import CaseError
from cases.models import CallOff, Case, Fund, GrantedAmount, PaymentRequest
from cases.queries.ledger_faults import ledger_faults
from cases.queries.trail import check_trail
from cases.queries.trail_of_funds import check_money_trail
from tests.builders.cases import a_world, case_at_board, granted_case, waiting
from tests.builders.money import a_fund

from .test_ledger_at_once import differing

YEARS, ACTS, PEOPLE = (2014, 2015), 8, 3
ON = date(2014, 6, 12)


class Somebody:
    """Does one thing after another, possible or not."""

    def __init__(self, world, fund, cases, seed):
        self.world, self.fund, self.cases, self.chance = world, fund, cases, random.Random(seed)  # noqa: S311
        self.verbs = (
            self.decide, self.decide_anew, self.move, self.move, self.set_aside, self.ask, self.ask, self.settle,
            self.settle, self.pay, self.pay, self.take_back, self.call, self.call_back, self.release,
        )  # fmt: skip

    def work(self):
        answers = []
        for _ in range(ACTS):
            verb = self.chance.choice(self.verbs)
            try:
                answers.append(verb())
            except CaseError as error:
                answers.append(error.code)
        connection.close()
        return answers

    @property
    def case(self):
        return self.chance.choice(self.cases)

    @property
    def year(self):
        return self.chance.choice(YEARS)

    def kronor(self, most):
        return Decimal(self.chance.randint(1, most) * 1000)

    def decide(self):
        turn = waiting(self.case) if self.case.assignments.filter(state="waiting").exists() else None
        if turn is None:
            return "nothing"
        granted = {year: self.kronor(900) for year in YEARS}
        by, fund = self.world.board_chair, self.fund
        answer_assignment(turn, "bifall", by=by, text="Ja.", decided_on=ON, granted=granted, fund=fund)
        return "decided"

    def decide_anew(self):
        reopen_case(self.case, by=self.world.officer, stage="styrelsen", reason="Fel belopp.")
        return "reopened"

    def move(self):
        first, second = self.chance.sample(YEARS, 2)
        given = {"from_year": first, "to_year": second, "amount": self.kronor(400)}
        named = self.chance.choice(["Styrelsen § 7", f"{self.case.number} § 7"])
        move_between_years(self.fund, reference=named, reason="Senare start", by=self.world.officer, **given)
        return "moved"

    def set_aside(self):
        amount = self.kronor(300) * self.chance.choice([1, -1])
        record_appropriation(self.fund, year=self.year, amount=amount, by=self.world.officer)
        return "set aside"

    def ask(self):
        lines = [("Lön", self.kronor(300))]
        ask_for_payment(self.case, year=self.year, lines=lines, by=self.world.flen_chair)
        return "asked"

    def request(self, *states):
        return PaymentRequest.objects.filter(state__in=states).order_by("?").first()

    def settle(self):
        payment = self.request("asked", "approved")
        if payment is None:
            return "nothing"
        if self.chance.random() < 0.3:
            refuse_payment(payment, reason="Kvitto saknas.", by=self.world.officer)
            return "refused"
        approve_payment(payment, by=self.world.officer)
        return "approved"

    def pay(self):
        payment = self.request("approved", "paid")
        if payment is None:
            return "nothing"
        record_paid(payment, paid_on=ON, by=self.world.officer)
        return "paid"

    def take_back(self):
        payment = self.request("asked")
        if payment is None:
            return "nothing"
        take_back_payment(payment, by=self.world.flen_chair)
        return "taken back"

    def call(self):
        given = {"year": self.year, "quantity": Decimal(8), "unit": "hours", "amount": self.kronor(200)}
        call_off(self.case, body=self.world.flen, by=self.world.flen_chair, **given)
        return "called off"

    def call_back(self):
        made = CallOff.objects.filter(taken_back_at=None).order_by("?").first()
        if made is None:
            return "nothing"
        take_back_call_off(made, by=self.world.flen_chair)
        return "taken back"

    def release(self):
        release_grant(self.case, year=self.year, reason="Insatsen blev kortare.", by=self.world.officer)
        return "released"


def overdrawn():
    """Grants of which more is claimed than there is, or more paid than claimed, at one moment."""
    wrong = Q(claimed__gt=F("amount") - F("released")) | Q(paid__gt=F("claimed")) | Q(released__lt=0) | Q(paid__lt=0)
    return list(GrantedAmount.objects.filter(wrong).values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_several_do_with_the_money_at_once_every_balance_holds_at_every_moment(seed):
    world, fund, done = a_world(), a_fund(*YEARS, amount=2_000_000), Event()
    cases = [granted_case(world, "lsg-flen", fund=fund), *(case_at_board(world, "lsg-flen") for _ in range(2))]
    people = [Somebody(world, fund, cases, f"{seed}-{number}") for number in range(PEOPLE)]

    def watch():
        found, looked = [], 0
        while not done.is_set() or not looked:
            found += [*differing(), *overdrawn()]
            looked += 1
        connection.close()
        return found

    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        watching = pool.submit(watch)
        try:
            answers = [code for each in pool.map(Somebody.work, people) for code in each]
        finally:
            done.set()

    assert watching.result() == []
    assert {"moved", "asked"} & set(answers)
    assert [*differing(), *overdrawn(), *ledger_faults()] == []
    assert check_money_trail(Fund.objects.get()) == []
    for case in Case.objects.all():
        assert check_trail(case) == []
