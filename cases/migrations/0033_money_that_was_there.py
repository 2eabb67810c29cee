"""What was set aside and granted before there was a ledger, as its first entries; and the balances that they make."""

from collections import defaultdict
from decimal import Decimal

from django.db import migrations
from django.utils import timezone


def enter(apps, schema_editor):
    """A fund that has granted more than it had is not held to what is set aside, so that nothing is lost."""
    found = {name: apps.get_model("cases", name) for name in ("Fund", "FundYear", "Appropriation", "LedgerEntry")}
    sums = defaultdict(lambda: {"appropriated": Decimal(0), "committed": Decimal(0)})
    now = timezone.now()
    entries = [*_set_aside(found["Appropriation"], found["LedgerEntry"], now)]
    entries += _granted(apps.get_model("cases", "GrantedAmount"), found["Appropriation"], found["LedgerEntry"])
    for entry in entries:
        if entry.fund_id:
            sums[entry.fund_id, entry.year][entry.kind] += entry.amount
    found["LedgerEntry"].objects.bulk_create(entries, batch_size=500)
    over = {fund for (fund, _year), each in sums.items() if each["committed"] > each["appropriated"]}
    found["Fund"].objects.filter(pk__in=over).update(is_held=False)
    found["Fund"].objects.filter(key="aktivitetspeng").update(is_activity=True)
    found["FundYear"].objects.bulk_create(
        found["FundYear"](fund_id=fund, year=year, is_held=fund not in over, **each)
        for (fund, year), each in sorted(sums.items())
    )


def _set_aside(Appropriation, LedgerEntry, now):
    for row in Appropriation.objects.select_related("decision").order_by("pk"):
        decision = row.decision
        yield LedgerEntry(
            fund_id=row.fund_id,
            year=row.year,
            kind="appropriated",
            amount=row.amount,
            on=decision.decided_on if decision else timezone.localdate(now),
            case_id=decision.case_id if decision else None,
            decision=decision,
            appropriation=row,
            note=row.note,
            by_id=decision.recorded_by_id if decision else None,
            at=decision.recorded_at if decision else now,
        )


def _granted(GrantedAmount, Appropriation, LedgerEntry):
    """Of decisions that count; what a decision set aside in a fund, or a later one replaced, takes nothing."""
    setting_aside = set(Appropriation.objects.exclude(decision=None).values_list("decision", flat=True))
    entries = []
    for row in GrantedAmount.objects.filter(amount__gt=0).select_related("decision").order_by("pk"):
        decision = row.decision
        if decision.replaced_by_id or (decision.fund_id is None and decision.pk in setting_aside):
            row.released = row.amount
            row.save(update_fields=["released"])
            continue
        entries.append(
            LedgerEntry(
                fund_id=decision.fund_id,
                year=row.year,
                kind="committed",
                amount=row.amount,
                on=decision.decided_on,
                case_id=decision.case_id,
                decision=decision,
                by_id=decision.recorded_by_id,
                at=decision.recorded_at,
            )
        )
    return entries


def forget(apps, schema_editor):
    for name in ("LedgerEntry", "FundYear"):
        apps.get_model("cases", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_ledger")]

    operations = [migrations.RunPython(enter, forget, elidable=False)]
