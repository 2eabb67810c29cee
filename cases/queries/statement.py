"""A statement: the entries of the ledger for a fund, a group, a case and a year, with what they come to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from cases.models import Case, CaseGroup, Fund, FundYear, LedgerEntry, PaymentRequest
from people.models import Body
from people.queries.successions import names_of_followed, with_predecessors

NOTHING = Decimal(0)
Kind = LedgerEntry.Kind
GRANTED = (Kind.COMMITTED, Kind.RELEASED)
OUTSIDE = "outside"
# A group with more cases than this has some of them on every stretch of the ledger.
MANY = 2000


@dataclass(frozen=True)
class Asked:
    """What was chosen; what is None leaves nothing out."""

    fund: Fund | None = None
    group: Body | None = None
    case: Case | None = None
    year: int | None = None
    # The last of several years; `year` is then the first.
    until: int | None = None

    @property
    def years(self) -> dict[str, int]:
        """What rows with a year are filtered by."""
        if self.until is None:
            return {} if self.year is None else {"year": self.year}
        return {"year__lte": self.until} | ({} if self.year is None else {"year__gte": self.year})


@dataclass(frozen=True)
class YearSum:
    year: int | None
    appropriated: Decimal
    granted: Decimal
    paid: Decimal
    # Of what is granted, that which no fund pays: it takes nothing of what was set aside.
    outside: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        return self.appropriated - (self.granted - self.outside)

    @property
    def unpaid(self) -> Decimal:
        return self.granted - self.paid


def entries_of(asked: Asked) -> QuerySet[LedgerEntry]:
    """Oldest first. A joint case counts in full for each of its groups, because no decision divides it.

    With a group comes what those had that it has followed.
    """
    entries: QuerySet[LedgerEntry] = LedgerEntry.objects.all()
    if asked.fund is not None:
        entries = entries.filter(fund=asked.fund)
    if asked.group is not None:
        entries = of_group(entries, with_predecessors(asked.group.pk, timezone.localdate()))
    if asked.case is not None:
        entries = entries.filter(case=asked.case)
    return entries.filter(**asked.years).order_by("year", "on", "pk")


def entries_to_list(asked: Asked, years: Sequence[YearSum]) -> QuerySet[LedgerEntry]:
    """As `entries_of`. Of a group with many cases each entry is asked about in the order of the list, which soon has a
    page; looked up by their cases, all would be read and put in order first. `years` are those of `sums_of`: a group
    may have nothing in the ledger's first.
    """
    if asked.group is None or not years:
        return entries_of(asked)
    bodies = with_predecessors(asked.group.pk, timezone.localdate())
    links = CaseGroup.objects.filter(body__in=bodies)
    if links.values("pk")[: MANY + 1].count() <= MANY:
        return entries_of(asked)
    entries = _but_to_others(entries_of(replace(asked, group=None)), bodies)
    return entries.filter(Exists(links.filter(case=OuterRef("case"))), year__gte=years[0].year)


def of_group(entries: QuerySet[LedgerEntry], bodies: Collection[int]) -> QuerySet[LedgerEntry]:
    """Those of the cases of a group; `bodies` are itself and those that it has followed."""
    return _but_to_others(entries, bodies).filter(case__in=CaseGroup.objects.filter(body__in=bodies).values("case"))


def _but_to_others(entries: QuerySet[LedgerEntry], bodies: Collection[int]) -> QuerySet[LedgerEntry]:
    """What is paid to another of a joint case's groups is that one's."""
    to_others = PaymentRequest.objects.exclude(body=None).exclude(body__in=bodies).values("pk")
    return entries.filter(Q(payment=None) | ~Q(payment__in=to_others))


def followed(asked: Asked) -> tuple[str, ...]:
    """The groups whose entries come with those of the chosen one."""
    return names_of_followed(asked.group.pk, timezone.localdate()) if asked.group else ()


def with_names(entries: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
    """With all that a row shows."""
    return entries.select_related("fund", "case", "decision__body", "payment__body", "by").prefetch_related(
        "case__groups"
    )


def sums_of(asked: Asked) -> list[YearSum]:
    """What `by_year` says of the entries; of whole funds the balances say it, so that the entries are not read."""
    if asked.group is not None or asked.case is not None:
        return by_year(entries_of(asked))
    rows = FundYear.objects.all() if asked.fund is None else FundYear.objects.filter(fund=asked.fund)
    rows = rows.filter(**asked.years)
    found: dict[int, YearSum] = {}
    outside = by_year(entries_of(asked).filter(fund=None)) if asked.fund is None else []
    for each in [*outside, *(YearSum(row.year, row.appropriated, row.committed, row.paid) for row in rows)]:
        assert each.year is not None
        before = found.get(each.year, YearSum(each.year, NOTHING, NOTHING, NOTHING))
        found[each.year] = replace(in_all([before, each]), year=each.year)
    return [each for _year, each in sorted(found.items())]


def by_year(entries: QuerySet[LedgerEntry]) -> list[YearSum]:
    """One query."""
    return [replace(sums, year=year) for year, sums in sorted(summed(entries, "year").items())]


def summed(entries: QuerySet[LedgerEntry], by: str) -> dict[Any, YearSum]:
    """What the entries come to for each value of a column; one query."""
    # `fund` apart from what it is summed by: the two may be the same.
    rows = entries.order_by().values_list(by, "kind", "fund_id" if by == "fund" else "fund")
    return added(rows.annotate(total=Sum("amount")))


def added(rows: Iterable[tuple[Any, str, int | None, Decimal]]) -> dict[Any, YearSum]:
    """The sums of each key, of rows (key, kind of entry, fund, kronor)."""
    sums: dict[Any, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for key, kind, fund, total in rows:
        sums[key][kind] += total
        if fund is None and kind in GRANTED:
            sums[key][OUTSIDE] += total
    return {
        key: YearSum(
            None,
            found[Kind.APPROPRIATED] + found[Kind.MOVED],
            sum((found[kind] for kind in GRANTED), NOTHING),
            found[Kind.PAID],
            found[OUTSIDE],
        )
        for key, found in sums.items()
    }


def in_all(years: Iterable[YearSum]) -> YearSum:
    found = list(years)
    return YearSum(
        None,
        sum((each.appropriated for each in found), NOTHING),
        sum((each.granted for each in found), NOTHING),
        sum((each.paid for each in found), NOTHING),
        sum((each.outside for each in found), NOTHING),
    )


@dataclass(frozen=True)
class Line:
    """An entry as somebody may read it: `case` is None for who may not see it."""

    entry: LedgerEntry
    case: Case | None
    groups: str


def lines(entries: Iterable[LedgerEntry], seen: frozenset[int]) -> list[Line]:
    return [_line(entry, seen) for entry in entries]


def _line(entry: LedgerEntry, seen: frozenset[int]) -> Line:
    body = entry.payment.body if entry.payment else None
    groups = [body] if body else list(entry.case.groups.all()) if entry.case else []
    return Line(entry, entry.case if entry.case_id in seen else None, ", ".join(group.name for group in groups))
