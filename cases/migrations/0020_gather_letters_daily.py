"""Letters that somebody wants together go out every morning, after the reminders."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

NAME = "gathered letters"


def schedule(apps, schema_editor):
    morning = timezone.localtime().replace(hour=6, minute=30, second=0, microsecond=0) + timedelta(days=1)
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cases.tasks.gather_daily",
            "schedule_type": "D",
            "repeats": -1,
            "next_run": morning,
        },
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_letters_from_templates"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(schedule, unschedule)]
