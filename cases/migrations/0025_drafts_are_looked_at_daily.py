"""Drafts that were never sent in are looked at every night; without a rule nothing happens to them."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

NAME = "old drafts"


def schedule(apps, schema_editor):
    night = timezone.localtime().replace(hour=3, minute=0, second=0, microsecond=0) + timedelta(days=1)
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cases.tasks.dispose_drafts_daily",
            "schedule_type": "D",
            "repeats": -1,
            "next_run": night,
        },
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_webhooks"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(schedule, unschedule)]
