"""The database refuses to change or delete an entry of the log of who changed whose role."""

from django.db import migrations

from cases.guards import PEOPLE_EVENTS


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_meeting_kinds"),
        ("people", "0006_absences_terms_and_log"),
    ]

    operations = [PEOPLE_EVENTS.as_operation()]
