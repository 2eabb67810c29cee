"""The funds, and what the board has set aside in them."""

from datetime import date
from decimal import Decimal

from cases.actions.keep_fund import make_fund
from cases.actions.record_appropriation import record_appropriation
from cases.models import Case, Decision, Fund

from .telling import Teller, at, uuid_of

FUNDS = {"processtod": "Processtöd LSG", "aktivitetspeng": "Aktivitetspeng"}
BEFORE_THEM = date(2013, 1, 2)
# Those in which the documents' applications were granted money, after the year that the board's paper is about.
YEARS_BETWEEN = range(2015, 2019)


def load_funds() -> None:
    for key, name in FUNDS.items():
        if not Fund.objects.filter(key=key).exists():
            make_fund(key=key, name=name, is_activity=key == "aktivitetspeng", at=at(BEFORE_THEM, 9))


def set_aside_in_2013(tell: Teller) -> None:
    """S2's money for 2014, before any of it is granted; of the years between the documents say nothing."""
    then = _decision("processtod-2013")
    if then.appropriations.exists():
        return
    _record(tell, "processtod", 2014, 2_295_000, date(2013, 11, 29), then, "Tre tjänster, helår")
    _record(tell, "aktivitetspeng", 2014, 300_000, date(2013, 11, 29), None, "Anslaget före höjningen")
    _record(tell, "aktivitetspeng", 2014, 200_000, date(2013, 11, 29), then, "Höjning från 300 till 500 tkr")
    for year in YEARS_BETWEEN:
        _record(tell, "processtod", year, 2_295_000, date(2013, 12, 1), None, "Exempel för demonstration")


def set_aside_today(tell: Teller, today: date) -> None:
    """The same for this year, as soon as the board has decided."""
    now = _decision("today/board-paper")
    if now.appropriations.exists():
        return
    _record(tell, "processtod", today.year, 2_295_000, now.decided_on, now, "Tre tjänster, helår")
    # What was asked for in December is granted out of last year's.
    for year in (today.year - 1, today.year):
        _record(tell, "aktivitetspeng", year, 500_000, now.decided_on, None, "Exempel för demonstration")


def _decision(story: str) -> Decision:
    return Case.objects.get(submission__uuid=uuid_of(story)).decisions.get()


def _record(tell: Teller, fund: str, year: int, amount: int, on: date, decision: Decision | None, note: str) -> None:
    record_appropriation(
        Fund.objects.get(key=fund),
        year=year,
        amount=Decimal(amount),
        by=tell.users["forbundschef"],
        decision=decision,
        note=note,
        at=at(on, 15),
    )
