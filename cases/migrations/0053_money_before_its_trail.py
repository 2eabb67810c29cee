"""The trail of what was there before: each fund with its entries, and each limit, as the first event of its own."""

from django.db import migrations
from django.utils import timezone

from cases.money_trail import OF_FUND, entries_of, seal


def enter(apps, schema_editor):
    found = {name: apps.get_model("cases", name) for name in ("Fund", "AmountLimit", "LedgerEntry", "MoneyEvent")}
    now = timezone.now()
    for fund in found["Fund"].objects.order_by("pk"):
        rows = found["LedgerEntry"].objects.filter(fund=fund, kind__in=OF_FUND).order_by("pk")
        said = {"name": fund.name, "is_held": fund.is_held, "is_activity": fund.is_activity}
        event = found["MoneyEvent"](fund=fund, data=said | {"entries": entries_of(rows)})
        _seal(event, fund, f"fund:{fund.key}", now)
    for limit in found["AmountLimit"].objects.order_by("pk"):
        said = {"name": limit.name, "amount": f"{limit.amount:.2f}", "note": limit.note}
        _seal(found["MoneyEvent"](limit=limit, data=said), limit, f"limit:{limit.key}", now)


def _seal(event, subject, name, now):
    event.seq, event.kind, event.at = 1, "stood", now
    event.sha256 = seal(name, event)
    event.save()
    subject.event_count, subject.event_head = 1, event.sha256
    subject.save(update_fields=["event_count", "event_head"])


def forget(apps, schema_editor):
    for name in ("Fund", "AmountLimit"):
        apps.get_model("cases", name).objects.update(event_count=0, event_head="")
    apps.get_model("cases", "MoneyEvent").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0052_trail_of_money")]

    operations = [migrations.RunPython(enter, forget, elidable=False)]
