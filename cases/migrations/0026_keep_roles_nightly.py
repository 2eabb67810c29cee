"""Every night, just after midnight: what the new day brings for roles."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

NAME = "roles of the day"


def schedule(apps, schema_editor):
    night = timezone.localtime().replace(hour=0, minute=10, second=0, microsecond=0) + timedelta(days=1)
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cases.tasks.keep_roles_nightly",
            "schedule_type": "D",
            "repeats": -1,
            "next_run": night,
        },
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_drafts_are_looked_at_daily"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(schedule, unschedule)]
