"""What was written in the logs of groups' years before they were sealed is sealed in the order that it was written."""

from django.db import migrations

from cases.year_trail import seal


def seal_all(apps, schema_editor):
    events, trails = apps.get_model("cases", "YearEvent"), apps.get_model("cases", "YearTrail")
    ends = {}
    for event in events.objects.order_by("pk").iterator(chunk_size=500):
        end = ends.setdefault(event.body_id, trails(body_id=event.body_id, event_count=0, event_head=""))
        event.seq, event.previous = end.event_count + 1, end.event_head
        event.sha256 = seal(event)
        event.save(update_fields=["seq", "previous", "sha256"])
        end.event_count, end.event_head = event.seq, event.sha256
    trails.objects.bulk_create(ends.values())


def forget(apps, schema_editor):
    apps.get_model("cases", "YearTrail").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0064_log_of_years_sealed")]

    operations = [migrations.RunPython(seal_all, forget, elidable=False)]
