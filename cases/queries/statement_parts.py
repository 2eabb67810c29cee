"""What a statement's sums consist of: one row for each fund, group or case."""

from dataclasses import dataclass

from django.db.models import F, Q

from cases.models import Case, Fund
from people.models import Body
from people.queries.mandates import Standing

from .statement import GRANTED, Asked, Kind, YearSum, entries_of, in_all, summed

WAYS = ("fund", "group", "case")
# As many as are read on a page; the largest come first and the workbook has all.
MOST = 100


@dataclass(frozen=True)
class Part:
    """`key` is what the statement is asked for to see this one alone; empty where there is none to ask for."""

    name: str
    key: str
    sums: YearSum


@dataclass(frozen=True)
class Parts:
    by: str
    rows: tuple[Part, ...]
    total: YearSum
    # How many there are in all.
    count: int

    @property
    def has_set_aside(self) -> bool:
        return bool(self.total.appropriated)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


def narrowed(asked: Asked) -> frozenset[str]:
    """The ways in which there is nothing left to divide."""
    if asked.case is not None:
        return frozenset(WAYS)
    return frozenset(way for way in WAYS if getattr(asked, way) is not None)


def parts_of(asked: Asked, by: str, found: Standing) -> Parts | None:
    """Two or three queries, however many entries there are; None for what cannot be divided so."""
    if by not in WAYS or by in narrowed(asked):
        return None
    entries = entries_of(asked)
    if by == "fund":
        return _parts(by, summed(entries, "fund"), _funds())
    # Money is set aside in funds: neither for a group nor for a case.
    entries = entries.filter(kind__in=[*GRANTED, Kind.PAID]).exclude(case=None)
    if by == "group":
        # What is paid to one of the groups of a joint case is that group's; all else counts in full for each.
        own = Q(payment__body=None) | Q(payment__body=F("case__case_groups__body"))
        return _parts(by, summed(entries.filter(own), "case__case_groups__body"), _groups())
    sums = summed(entries, "case")
    largest = sorted(sums, key=lambda pk: (-sums[pk].granted, pk))[:MOST]
    return _parts(by, sums, _cases(largest, found))


def _parts(by: str, sums: dict[int | None, YearSum], names: dict[int | None, tuple[str, str]]) -> Parts:
    told = {pk: each for pk, each in sums.items() if each.appropriated or each.granted or each.paid}
    rows = [Part(*names[pk], each) for pk, each in told.items() if pk in names]
    rows.sort(key=lambda part: (not part.key, -part.sums.granted, part.name))
    return Parts(by, tuple(rows[:MOST]), in_all(told.values()), len(told))


def _funds() -> dict[int | None, tuple[str, str]]:
    return {None: ("", ""), **{fund.pk: (fund.name, fund.key) for fund in Fund.objects.all()}}


def _groups() -> dict[int | None, tuple[str, str]]:
    named = Body.objects.filter(case_groups__isnull=False).distinct()
    return {None: ("", ""), **{pk: (name, key) for pk, name, key in named.values_list("pk", "name", "key")}}


def _cases(pks: list[int], found: Standing) -> dict[int | None, tuple[str, str]]:
    """One that the reader may not see is named by nothing."""
    seen = {case.pk: case for case in Case.objects.visible_in(found).filter(pk__in=pks)}
    return {pk: (f"{seen[pk].number} {seen[pk].subject}", seen[pk].number) if pk in seen else ("", "") for pk in pks}
