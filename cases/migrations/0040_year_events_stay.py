"""The database refuses to change or delete what was written of a group's year."""

from django.db import migrations

from cases.guards import YEAR_EVENTS


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_what_a_year_asks")]

    operations = [YEAR_EVENTS.as_operation()]
