"""Decisions that lack an agreement already: since the day that they were made."""

from django.db import migrations
from django.db.models import Exists, F, OuterRef


def enter(apps, schema_editor):
    agreements = apps.get_model("cases", "Agreement").objects.exclude(status="cancelled")
    lacking = apps.get_model("cases", "Decision").objects.filter(
        ~Exists(agreements.filter(decision=OuterRef("pk"))), needs_agreement=True
    )
    lacking.update(lacks_agreement_since=F("decided_on"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0060_day_without_agreement")]

    # The column goes with the migration before.
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=False)]
