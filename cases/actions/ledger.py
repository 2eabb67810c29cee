"""How acts change balances: the entry that says why and the balance itself, together and under a lock.

Every verb beside this file that moves money calls it inside its own transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from cases.errors import CaseError
from cases.models import Decision, Fund, FundYear, GrantedAmount, LedgerEntry
from people.domain.swedish import kr
from people.models import User

NOTHING = Decimal(0)
Kind = LedgerEntry.Kind
# Which side of the balance an entry changes.
SIDES = {
    Kind.APPROPRIATED: "appropriated",
    Kind.MOVED: "appropriated",
    Kind.COMMITTED: "committed",
    Kind.RELEASED: "committed",
    Kind.PAID: "paid",
}
type Key = tuple[int, int]


def write(entries: Sequence[LedgerEntry], *, field: str = "amount") -> list[LedgerEntry]:
    """Save the entries and the balances that they make; all or nothing.

    Raises CaseError (422, at `field`) where a fund has not so much left: of two at once the second meets it.
    """
    rows = locked_years({(entry.fund_id, entry.year) for entry in entries if entry.fund_id is not None})
    before = {key: row.left for key, row in rows.items()}
    for entry in entries:
        if entry.fund_id is not None:
            row, side = rows[entry.fund_id, entry.year], SIDES[Kind(entry.kind)]
            setattr(row, side, getattr(row, side) + entry.amount)
    for key, row in sorted(rows.items()):
        _check(row, before[key], entries, field)
    FundYear.objects.bulk_update(rows.values(), ["appropriated", "committed", "paid"])
    return LedgerEntry.objects.bulk_create(entries)


def locked_years(keys: Iterable[Key]) -> dict[Key, FundYear]:
    """The balances of these (fund id, year), nobody else's until the transaction ends; always in one order."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    which = Q()
    for fund, year in wanted:
        which |= Q(fund=fund, year=year)
    # Looked for without a lock: what is locked is locked at once and in order, or two could wait for each other.
    there = set(FundYear.objects.filter(which).values_list("fund", "year"))
    if missing := [key for key in wanted if key not in there]:
        _begin(missing)
    rows = FundYear.objects.select_for_update(of=("self",)).filter(which).select_related("fund")
    return {(row.fund_id, row.year): row for row in rows.order_by("fund", "year")}


def _begin(missing: Sequence[Key]) -> None:
    """An empty balance for each; somebody else may be doing the same."""
    funds = Fund.objects.select_for_update(no_key=True).filter(pk__in={fund for fund, _year in missing})
    # Locked, so that a year that begins while the fund is changed is held as the fund is then.
    held = dict(funds.order_by("pk").values_list("pk", "is_held"))
    FundYear.objects.bulk_create(
        [FundYear(fund_id=fund, year=year, is_held=held[fund]) for fund, year in missing], ignore_conflicts=True
    )


def _check(row: FundYear, left: Decimal, entries: Sequence[LedgerEntry], field: str) -> None:
    """The rules of the database, in words."""
    here = [entry for entry in entries if (entry.fund_id, entry.year) == (row.fund_id, row.year)]
    granting = any(entry.kind == Kind.COMMITTED for entry in here)
    said = {"fund": row.fund.name, "year": row.year, "left": kr(max(left, NOTHING))}
    if row.is_held and row.committed > row.appropriated:
        released = -sum((entry.amount for entry in here if entry.kind == Kind.RELEASED), NOTHING)
        said["left"] = kr(max(left + released, NOTHING))
        raise CaseError(_short(row, here, granting=granting), field=field, **said)
    if row.appropriated < 0:
        raise CaseError(_short(row, here, granting=False), field=field, **said)
    if row.paid > row.committed:
        raise CaseError("paid_of_the_fund", field=field, **said)


def _short(row: FundYear, here: Sequence[LedgerEntry], *, granting: bool) -> str:
    """Why it is too little: nothing was ever set aside for the year, or what was is granted."""
    changed = sum((entry.amount for entry in here if SIDES[Kind(entry.kind)] == "appropriated"), NOTHING)
    if row.appropriated == changed:
        return "fund_has_nothing"
    return "fund_exceeded" if granting else "fund_is_granted"


def commit(
    decision: Decision, granted: Sequence[GrantedAmount], *, replaced: Sequence[Decision], by: User, at: datetime
) -> None:
    """Take what the decision grants out of its fund, in place of what the decisions that it replaces granted.

    What was claimed and paid of theirs counts as claimed and paid of the new one. Raises CaseError (422).
    """
    grants = {row.year: row for row in granted}
    old = list(GrantedAmount.objects.filter(decision__in=replaced).select_related("decision"))
    for row in old:
        _carry(row, grants.get(row.year), decision)
    entries = [_of_grant(row, Kind.RELEASED, -_out(row), by=by, at=at) for row in old if _out(row)]
    for row in old:
        row.claimed, row.paid, row.released = NOTHING, NOTHING, row.amount
        row.save(update_fields=["claimed", "paid", "released"])
    entries += [
        _of_grant(row, Kind.COMMITTED, row.amount, by=by, at=at) for _, row in sorted(grants.items()) if row.amount
    ]
    if old:
        GrantedAmount.objects.bulk_update(granted, ["claimed", "paid"])
    write(entries, field="granted")


def _carry(old: GrantedAmount, new: GrantedAmount | None, decision: Decision) -> None:
    if old.paid and old.decision.fund_id != decision.fund_id:
        raise CaseError("paid_of_another_fund", field="fund", year=old.year, paid=kr(old.paid))
    if old.claimed and (new is None or new.amount < old.claimed):
        raise CaseError("granted_below_claimed", field="granted", year=old.year, claimed=kr(old.claimed))
    if new is not None:
        new.claimed, new.paid = new.claimed + old.claimed, new.paid + old.paid


def _out(row: GrantedAmount) -> Decimal:
    """What still lies outside the fund for the year."""
    return row.amount - row.released


def release(row: GrantedAmount, amount: Decimal, *, by: User, at: datetime) -> None:
    """Give so much of the year's grant back to the fund."""
    row.released += amount
    row.save(update_fields=["released"])
    write([_of_grant(row, Kind.RELEASED, -amount, by=by, at=at)])


def set_aside_by(decision: Decision, *, by: User, at: datetime) -> None:
    """What a decision sets aside in a fund is no grant: what was noted as granted outside every fund goes back."""
    rows = [row for row in decision.granted.select_related("decision__case") if _out(row)]
    if decision.fund_id is not None or not rows or any(row.claimed for row in rows):
        return
    for row in rows:
        release(row, _out(row), by=by, at=at)


def _of_grant(row: GrantedAmount, kind: str, amount: Decimal, *, by: User, at: datetime) -> LedgerEntry:
    decision = row.decision
    return LedgerEntry(
        fund_id=decision.fund_id,
        year=row.year,
        kind=kind,
        amount=amount,
        on=decision.decided_on if kind == Kind.COMMITTED else timezone.localdate(at),
        case_id=decision.case_id,
        decision=decision,
        by=by,
        at=at,
    )
