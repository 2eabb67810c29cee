"""Steps that many of the stories share."""

from datetime import date, timedelta

from cases.models import Case
from cms.demo.proposing import propose
from cms.demo.telling import Teller, at

HALVES = (("våren", "01-01", "06-30"), ("hösten", "07-01", "12-31"))
Half = tuple[str, str, str]


def chair_of(group: str) -> str:
    """The account of the group's chair."""
    return f"ordforande.{group.removeprefix('lsg-')}"


def groups_answer(
    tell: Teller, case: Case, groups: list[str], on: date, outcome: str = "tillstyrker", text: str = ""
) -> None:
    for group in groups:
        tell.answer(case, group, outcome, by=chair_of(group), at=at(on), text=text)


def to_the_board(tell: Teller, case: Case, complete: date, opinion: date, proposal: date) -> None:
    """Checked, supported and proposed: what is left is the board's decision."""
    tell.answer(case, "kansliet", "komplett", by="handlaggare", at=at(complete))
    tell.answer(case, "beredningsgruppen", "tillstyrker", by="beredningsgruppen", at=at(opinion))
    propose(tell, case, proposal)


def days_before(today: date, *days: int) -> list[date]:
    return [today - timedelta(days=number) for number in days]


def latest_half(today: date) -> Half:
    """The latest half-year that is over: its name, first and last day."""
    return _written(today.year, 0) if today.month > 6 else _written(today.year - 1, 1)


def next_half(today: date) -> Half:
    return _written(today.year + 1, 0) if today.month > 6 else _written(today.year, 1)


def _written(year: int, half: int) -> Half:
    name, first, last = HALVES[half]
    return f"{name} {year}", f"{year}-{first}", f"{year}-{last}"
