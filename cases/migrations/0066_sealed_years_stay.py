"""No two events of a group's year have one number, and the database refuses to change or delete them again."""

from django.db import migrations, models

from cases.guards import YEAR_EVENTS


class Migration(migrations.Migration):
    dependencies = [("cases", "0065_seal_what_years_have")]

    operations = [
        migrations.AddConstraint(
            "yearevent", models.UniqueConstraint(fields=("body", "seq"), name="cases_year_event_once")
        ),
        YEAR_EVENTS.as_operation(),
    ]
