"""What a statement's sums consist of: one row for each fund, group or case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Sum, Value
from django.utils import timezone

from cases.models import Case, Fund, LedgerEntry
from people.models import Body
from people.queries.mandates import Standing
from people.queries.successions import families

from .statement import GRANTED, Asked, Kind, YearSum, added, entries_of, in_all, of_group, summed

WAYS = ("fund", "group", "case")
# As many as are read on a page; the largest come first and the workbook has all.
MOST = 100


@dataclass(frozen=True)
class Part:
    """`key` is what the statement is asked for to see this one alone; empty where there is none to ask for.

    `followed` are the groups whose cases come with those of a group, as in its own statement.
    """

    name: str
    key: str
    sums: YearSum
    followed: tuple[str, ...] = ()


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
    def has_followed(self) -> bool:
        return any(part.followed for part in self.rows)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


def narrowed(asked: Asked) -> frozenset[str]:
    """The ways in which there is nothing left to divide."""
    if asked.case is not None:
        return frozenset(WAYS)
    return frozenset(way for way in WAYS if getattr(asked, way) is not None)


def parts_of(asked: Asked, by: str, found: Standing) -> Parts | None:
    """At most four queries, however many entries there are; None for what cannot be divided so."""
    if by not in WAYS or by in narrowed(asked):
        return None
    entries = entries_of(asked)
    if by == "fund":
        return _parts(by, summed(entries, "fund"), _funds())
    # Money is set aside in funds: neither for a group nor for a case.
    entries = entries.filter(kind__in=[*GRANTED, Kind.PAID]).exclude(case=None)
    if by == "group":
        return _by_group(entries)
    sums = summed(entries, "case")
    largest = sorted(sums, key=lambda pk: (-sums[pk].granted, pk))[:MOST]
    return _parts(by, sums, _cases(largest, found))


type Names = Mapping[int | None, tuple[str, str]]


def _parts(
    by: str, sums: Mapping[int | None, YearSum], names: Names, before: Mapping[int, frozenset[int]] | None = None
) -> Parts:
    told = {pk: each for pk, each in sums.items() if each.appropriated or each.granted or each.paid}
    rows = [Part(*names[pk], each, _followed(pk, names, before or {})) for pk, each in told.items() if pk in names]
    rows.sort(key=lambda part: (not part.key, -part.sums.granted, part.name))
    return Parts(by, tuple(rows[:MOST]), in_all(told.values()), len(told))


def _followed(pk: int | None, names: Names, before: Mapping[int, frozenset[int]]) -> tuple[str, ...]:
    return tuple(sorted(names[each][0] for each in before.get(pk, ()) if each in names)) if pk is not None else ()


def _by_group(entries: QuerySet[LedgerEntry]) -> Parts:
    """A row says what the group's own statement does: one that others have followed stands in theirs."""
    found = families(timezone.localdate())
    apart = {pk for root, before in found.items() for pk in (root, *before)}
    # What is paid to one of the groups of a joint case is that group's; all else counts in full for each.
    own = Q(payment__body=None) | Q(payment__body=F("case__case_groups__body"))
    sums = summed(entries.filter(own), "case__case_groups__body")
    sums = {pk: each for pk, each in sums.items() if pk not in apart} | _of_families(entries, found)
    return _parts("group", sums, _groups(found), found)


def _of_families(entries: QuerySet[LedgerEntry], found: Mapping[int, frozenset[int]]) -> dict[Any, YearSum]:
    """What each group that follows others has, a joint case of two of them once; one query."""
    each = [
        of_group(entries, {root, *before})
        .order_by()
        .annotate(part=Value(root, IntegerField()))
        .values_list("part", "kind", "fund")
        .annotate(total=Sum("amount"))
        for root, before in sorted(found.items())
    ]
    return added(each[0].union(*each[1:], all=True)) if each else {}


def _funds() -> dict[int | None, tuple[str, str]]:
    return {None: ("", ""), **{fund.pk: (fund.name, fund.key) for fund in Fund.objects.all()}}


def _groups(found: Mapping[int, frozenset[int]]) -> dict[int | None, tuple[str, str]]:
    """Those that have cases, and those that have none of their own but follow others that do."""
    named = Body.objects.filter(Q(case_groups__isnull=False) | Q(pk__in=found)).distinct()
    return {None: ("", ""), **{pk: (name, key) for pk, name, key in named.values_list("pk", "name", "key")}}


def _cases(pks: list[int], found: Standing) -> dict[int | None, tuple[str, str]]:
    """One that the reader may not see is named by nothing."""
    seen = {case.pk: case for case in Case.objects.visible_in(found).filter(pk__in=pks)}
    return {pk: (f"{seen[pk].number} {seen[pk].subject}", seen[pk].number) if pk in seen else ("", "") for pk in pks}
