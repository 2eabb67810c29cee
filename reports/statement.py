"""The statement of the money page as a workbook: its entries, and what they come to by year as formulas over them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Case
from cases.queries.statement import Asked, YearSum, by_year, entries_of, followed, in_all, lines, with_names
from people.domain.swedish import figures

from .columns import table
from .money import ENTRY_COLUMNS, MOST
from .selection import followed_words
from .sheets import Cell, Difference, Formula, Kind, Sheet, Sum, SumOf

# Where the sheet of entries has the year, and what is set aside, granted, outside the funds and paid.
YEAR, SIDES = 0, tuple(range(len(ENTRY_COLUMNS) - 4, len(ENTRY_COLUMNS)))
SET_ASIDE, GRANTED, OUTSIDE, PAID = 1, 2, 3, 4
UNPAID, LEFT = 5, 6


def statement_sheets(asked: Asked, cases: QuerySet[Case]) -> list[Sheet]:
    """The statement that the page shows; `cases` are those that the reader may see by number."""
    entries = entries_of(asked)
    found = list(with_names(entries)[: MOST + 1])
    is_cut, found = len(found) > MOST, found[:MOST]
    seen = frozenset(cases.filter(pk__in={entry.case_id for entry in found}).values_list("pk", flat=True))
    above = _heading(asked, is_cut=is_cut)
    plain = table(pgettext("sheet", "Statement"), ENTRY_COLUMNS, lines(found, seen))
    sheet = _below(plain, above)
    # Where entries are left out the year's sums are those of the page, and not of what is on the sheet.
    rows = None if is_cut or not found else (len(above) + 1, len(above) + len(found))
    return [sheet, _years(by_year(entries), above, rows)]


def _heading(asked: Asked, *, is_cut: bool) -> list[list[Cell]]:
    chosen = [asked.fund and asked.fund.name, asked.group and asked.group.name, asked.case and asked.case.number]
    words = ", ".join(each for each in [*chosen, _years_in_words(asked)] if each) or _("All funds, groups and years")
    day = f"{timezone.localdate():%Y-%m-%d}"
    rows = [
        [Cell(f"{pgettext('money', 'Statement')}: {words}", "note", strong=True)],
        *([Cell(said, "note")] for said in followed_words(followed(asked))),
        [Cell(_("In kronor, as it stood on %(day)s") % {"day": day}, "note")],
    ]
    if is_cut:
        cut = _("Only the first %(most)s entries stand here. Choose a fund, a group or a year to get them all.")
        rows.append([Cell(cut % {"most": figures(Decimal(MOST))}, "note")])
    return rows


def _years_in_words(asked: Asked) -> str:
    if asked.until is None:
        return str(asked.year or "")
    if asked.year is None:
        return _("to and including %(year)s") % {"year": asked.until}
    return str(asked.year) if asked.year == asked.until else f"{asked.year}–{asked.until}"


def _below(sheet: Sheet, above: Sequence[Sequence[Cell]]) -> Sheet:
    """The same with rows above its head; its sums follow."""
    by = len(above)

    def moved(cell: Cell) -> Cell:
        if not isinstance(cell.value, Sum):
            return cell
        first, last = ((row + by, column) for row, column in (cell.value.first, cell.value.last))
        return replace(cell, value=replace(cell.value, first=first, last=last))

    rows = [*above, *([moved(cell) for cell in row] for row in sheet.rows)]
    return replace(sheet, rows=rows, head=by, filtered_to=by + (sheet.filtered_to or 0))


def _years(years: Sequence[YearSum], above: Sequence[Sequence[Cell]], entries: tuple[int, int] | None) -> Sheet:
    head = len(above)
    titles = [
        pgettext("money", "Year"), _("Set aside"), pgettext("amount", "Granted"), _("Of which outside the funds"),
        pgettext("money", "Paid"), _("Granted, not paid"), _("Left of what was set aside"),
    ]  # fmt: skip
    money: Kind = "money"
    kinds: list[Kind] = ["number", *(money for _title in titles[1:])]
    rows: list[Sequence[Cell]] = [*above]
    rows.append([Cell(title, kind, strong=True) for title, kind in zip(titles, kinds, strict=True)])
    for each in years:
        rows.append([Cell(each.year, "number"), *_cells(each, len(rows), entries)])
    if years:
        rows.append(_total(in_all(years), head + 1, len(rows)))
    return Sheet(pgettext("sheet", "Year by year"), rows, head=head, filtered_to=head + len(years))


def _cells(each: YearSum, at: int, entries: tuple[int, int] | None) -> list[Cell]:
    sums = (each.appropriated, each.granted, each.outside, each.paid)
    added: list[Decimal | Formula] = [*sums]
    if entries is not None:
        added = [
            SumOf(0, adds=column, where=YEAR, rows=entries, like=(at, 0), value=value)
            for column, value in zip(SIDES, sums, strict=True)
        ]
    unpaid = Difference(((at, GRANTED),), ((at, PAID),), each.unpaid)
    left = Difference(((at, SET_ASIDE), (at, OUTSIDE)), ((at, GRANTED),), each.left)
    return [Cell(value, "money") for value in [*added, unpaid, left]]


def _total(total: YearSum, first: int, at: int) -> list[Cell]:
    values = (total.appropriated, total.granted, total.outside, total.paid, total.unpaid, total.left)
    sums = [Sum((first, column), (at - 1, column), value, shown_only=True) for column, value in enumerate(values, 1)]
    return [
        Cell(_("Total of the rows shown"), strong=True, ruled=True),
        *(Cell(each, "money", strong=True, ruled=True) for each in sums),
    ]
