"""The database refuses to change or delete an event of the trail, or a published route."""

from django.db import migrations

from cases.guards import CASE_EVENTS, ROUTE_VERSIONS


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_where_a_stage_began_and_how_mail_went")]

    operations = [ROUTE_VERSIONS.as_operation(), CASE_EVENTS.as_operation()]
