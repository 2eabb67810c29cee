"""A request for a change beside what held when it came: the period, the budget line by line, the process leader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import pgettext

from cases.domain.following_up import Span
from cases.models import Amendment, Case, ChangeRequest
from cases.queries.changes import (
    Asked,
    Line,
    asked_in,
    budget_before,
    granted_now,
    lines_kept,
    lines_of,
    revision_sent,
)
from people.models import User

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Cell:
    label: str
    before: Decimal
    after: Decimal

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def summed(label: str, cells: Iterable[Cell]) -> Cell:
    found = list(cells)
    return Cell(label, sum((each.before for each in found), NOTHING), sum((each.after for each in found), NOTHING))


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> Cell:
        return summed(pgettext("sum", "Total"), self.cells)


@dataclass(frozen=True)
class ChangePage:
    """What is asked for beside what held when it came; `sums` are the budget's, where that is to be changed."""

    request: ChangeRequest
    amendment: Amendment | None
    asked: Asked
    period_before: Span | None
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    sums: Row | None
    person: str
    # The first case was amended after the request came: it cannot be granted as it stands.
    is_stale: bool

    @property
    def ends_on(self) -> date | None:
        return self.asked.wanted.ends_on


def change_page(case: Case) -> ChangePage:
    """What the case asks to change; 404 for a case that changes nothing."""
    told = ("amends__route_version", "amends__submission__version", "submission__version")
    rows = ChangeRequest.objects.select_related(*told)
    request = rows.filter(case=case).first()
    if request is None:
        raise Http404
    first = request.amends
    amendment = Amendment.objects.filter(request=request).select_related("person").first()
    asked = asked_in(request.submission, revision_sent(request.submission).answers)
    number = amendment.number if amendment else first.amendments.count() + 1
    now = granted_now(first)
    period = now.period
    if amendment is not None and amendment.period_to_before is not None and period is not None:
        period = Span(period.starts, amendment.period_to_before)
    lines = budget_before(first, number) if asked.wanted.years is not None else ()
    years = tuple(sorted({year for line in (*lines, *asked.lines) for year in line.amounts}))
    budget = _rows(lines, asked.lines, years)
    return ChangePage(
        request=request,
        amendment=amendment,
        asked=asked,
        period_before=period,
        years=years if budget else (),
        rows=budget,
        sums=_sums(budget, years),
        person=_name(asked),
        is_stale=amendment is None and case.status != Case.Status.ENDED and request.based_on != number - 1,
    )


@dataclass(frozen=True)
class InForce:
    """The budget that holds since it was changed, line by line beside the one that was applied for."""

    # Those that changed the budget, the latest first.
    amendments: tuple[Amendment, ...]
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    sums: Row | None


def budget_in_force(case: Case, applied: Any) -> InForce | None:
    """`applied` is the summed budget that was sent in. None where no change of the budget holds; one query."""
    changed = Amendment.objects.filter(case=case, budget__isnull=False).select_related("request__case__route_version")
    amendments = tuple(changed.order_by("-number"))
    if not amendments:
        return None
    before, after = lines_of(applied), lines_kept(amendments[0].budget or ())
    years = tuple(sorted({year for line in (*before, *after) for year in line.amounts}))
    rows = _rows(before, after, years)
    return InForce(amendments, years, rows, _sums(rows, years))


def _rows(before: Sequence[Line], after: Sequence[Line], years: Sequence[int]) -> tuple[Row, ...]:
    """Each line once, those that go last; lines that cost nothing on either side are left out."""
    old = {line.id: line for line in before}
    new = {line.id: line for line in after}
    order = [*new, *(key for key in old if key not in new)]
    rows = [Row((new.get(key) or old[key]).label, _cells(old.get(key), new.get(key), years)) for key in order]
    return tuple(row for row in rows if any(cell.before or cell.after for cell in row.cells))


def _cells(old: Line | None, new: Line | None, years: Sequence[int]) -> tuple[Cell, ...]:
    def of(line: Line | None) -> Mapping[int, Decimal]:
        return line.amounts if line else {}

    return tuple(Cell(str(year), of(old).get(year, NOTHING), of(new).get(year, NOTHING)) for year in years)


def _sums(rows: Sequence[Row], years: Sequence[int]) -> Row | None:
    if not rows:
        return None
    columns = [[row.cells[place] for row in rows] for place in range(len(years))]
    return Row("", tuple(summed(str(year), column) for year, column in zip(years, columns, strict=True)))


def _name(asked: Asked) -> str:
    if asked.person is not None:
        return User.objects.filter(pk=asked.person).values_list("name", flat=True).first() or ""
    return asked.name
