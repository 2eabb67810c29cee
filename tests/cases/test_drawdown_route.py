"""The ready drawdown of the activity fund: approving it takes the money out of the fund and pays it, in one act."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.import_route import import_route
from cases.actions.record_appropriation import record_appropriation
from cases.errors import CaseError
from cases.gallery import ready_route
from cases.models import Case, Fund, FundYear, LedgerEntry, PaymentRequest
from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.gallery import ready_form
from forms.models import FormVersion
from people.models import BodyKind, Mandate, Role, User
from tests.builders.answering import whole_answers
from tests.builders.people import body, seat
from tests.builders.trail import faults

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


class Place:
    """A group, an office and 30 000 kronor in the activity fund this year."""

    def __init__(self) -> None:
        self.group, office = body("lsg-flen"), body("kansliet", BodyKind.OFFICE)
        self.chair, self.writer = seat(self.group, Role.CHAIR), seat(self.group, Role.PROCESS_LEADER)
        self.officer, self.director = seat(office, Role.CASE_OFFICER), seat(office, Role.DIRECTOR)
        self.fund = Fund.objects.create(key="aktivitetspeng", name="Aktivitetspeng", is_activity=True, is_held=True)
        record_appropriation(self.fund, year=TODAY().year, amount=Decimal(30_000), by=self.officer)
        import_form(ready_form("aktivitetspeng").definition, self.officer)
        import_route(ready_route("aktivitetspeng").definition, by=self.officer)

    def asked(self, amount: int, *, by: User | None = None) -> Case:
        """A request that the group stands behind and the office has found room for."""
        by = by or self.writer
        draft = start_submission(FormVersion.objects.get(), by, [self.group])
        costs = [{"id": "1", "vad": "Lokal", "antal": "1", "pris": str(amount)}]
        answers = {**draft.answers, "kostnader": costs, "belopp": str(amount), "mottagare": "Flens kommun"}
        draft.answers = whole_answers(draft.version.parsed, **answers)
        draft.save()
        submit_submission(draft, draft.revision, by)
        case = Case.objects.get(submission=draft)
        answer_assignment(case.assignments.get(stage="lsg"), "star_bakom", by=self.chair)
        answer_assignment(case.assignments.get(stage="kansliet"), "ryms", by=self.officer)
        return Case.objects.get(pk=case.pk)

    def pay(self, case: Case, amount: int, *, fund: Fund | None = None) -> Case:
        answer_assignment(
            case.assignments.get(stage="utbetalning", state="waiting"),
            "betalt",
            by=self.officer,
            text="Uttaget beviljas.",
            decided_on=TODAY(),
            granted={TODAY().year: Decimal(amount)},
            fund=fund,
        )
        return Case.objects.get(pk=case.pk)

    @property
    def year(self) -> FundYear:
        return FundYear.objects.get(fund=self.fund, year=TODAY().year)


@pytest.fixture
def place() -> Place:
    return Place()


def test_approving_a_drawdown_takes_it_out_of_the_fund_and_pays_it(place):
    case = place.pay(place.asked(20_000), 20_000, fund=place.fund)

    payment = case.payments.get()
    assert (case.end, case.granted_total) == ("utbetald", Decimal(20_000))
    assert (payment.state, payment.is_drawdown, payment.amount) == (PaymentRequest.State.PAID, True, Decimal(20_000))
    assert (payment.asked_by, payment.paid_by, payment.payee) == (place.writer, place.officer, "Flens kommun")
    assert (place.year.committed, place.year.paid, place.year.left) == (
        Decimal(20_000),
        Decimal(20_000),
        Decimal(10_000),
    )
    kinds = list(case.events.order_by("seq").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind.startswith("payment")] == [
        "payment_asked",
        "payment_approved",
        "payment_paid",
    ]
    assert faults(case) == []


def test_a_second_drawdown_that_the_fund_has_not_room_for_is_refused_whole(place):
    place.pay(place.asked(20_000), 20_000, fund=place.fund)
    second = place.asked(15_000)

    with pytest.raises(CaseError) as refused:
        place.pay(second, 15_000, fund=place.fund)

    assert refused.value.code == "fund_exceeded"
    second.refresh_from_db()
    assert (second.status, second.stage, second.payments.count()) == ("waiting", "utbetalning", 0)
    assert LedgerEntry.objects.filter(case=second).count() == 0
    assert place.year.left == Decimal(10_000)


def test_whoever_sent_the_request_in_does_not_pay_it(place):
    Mandate.objects.create(user=place.officer, body=place.group, role=Role.PROCESS_LEADER)
    case = place.asked(5_000, by=place.officer)

    with pytest.raises(CaseError) as refused:
        place.pay(case, 5_000, fund=place.fund)

    assert (refused.value.code, case.payments.count()) == ("not_your_own", 0)


def test_a_drawdown_is_paid_out_of_a_fund(place):
    case = place.asked(5_000)

    with pytest.raises(CaseError) as refused:
        place.pay(case, 5_000)

    assert (refused.value.code, refused.value.field) == ("fund_missing", "fund")


def test_a_larger_sum_goes_by_the_director_and_is_paid_all_the_same(place):
    case = place.asked(28_000)
    assert case.stage == "forbundschefen"
    answer_assignment(case.assignments.get(stage="forbundschefen"), "godkanner", by=place.director)

    place.pay(case, 28_000, fund=place.fund)

    assert place.year.paid == Decimal(28_000)


def test_the_officer_finds_the_activity_fund_and_the_sum_filled_in(place, client):
    case = place.asked(12_000)
    client.force_login(place.officer)

    form = client.get(f"/arenden/{case.number}/svara/").context["form"]

    assert form["fund"].value() == place.fund.pk
    assert form[f"amount_{TODAY().year}"].value() == "12\N{NO-BREAK SPACE}000"


def test_a_drawdown_that_is_paid_owes_its_receipts_and_no_reports_on_a_period(place, client):
    case = place.asked(20_000)
    Case.objects.filter(pk=case.pk).update(period_from=TODAY(), period_to=TODAY())
    case = place.pay(case, 20_000, fund=place.fund)

    (owed,) = case.obligations.all()
    assert (owed.kind, owed.form, owed.due_on) == ("other", "", TODAY() + timedelta(days=31))
    assert owed.title == "Redovisa uttaget: kvitton och hur det gick"
    assert faults(case) == []

    client.force_login(place.writer)
    page = client.get(f"/arenden/{case.number}/ekonomi/").content.decode()
    assert f"/arenden/{case.number}/utfall/" not in page  # the request has no budget lines to report on
    assert client.get(f"/arenden/{case.number}/utfall/{TODAY().year}/").status_code == 409
