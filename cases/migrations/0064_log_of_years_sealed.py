"""Each event of a group's year is sealed with the one before it, as in a case. The guard is up again after the seals."""

import django.db.models.deletion
from django.db import migrations, models

from cases.guards import YEAR_EVENTS


def lower(apps, schema_editor):
    YEAR_EVENTS.remove(schema_editor.connection)


def put_up(apps, schema_editor):
    YEAR_EVENTS.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("cases", "0063_webhooks_of_money"), ("people", "0001_initial")]

    operations = [
        migrations.RunPython(lower, put_up, elidable=False),
        migrations.AddField(
            "yearevent",
            "seq",
            models.PositiveIntegerField(default=0, verbose_name="number"),
            preserve_default=False,
        ),
        migrations.AddField("yearevent", "previous", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("yearevent", "sha256", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.CreateModel(
            name="YearTrail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_count", models.PositiveIntegerField(default=0, editable=False)),
                ("event_head", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"
                    ),
                ),
            ],
            options={"verbose_name": "log of a group's years", "verbose_name_plural": "logs of groups' years"},
        ),
    ]
