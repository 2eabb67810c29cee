"""The database refuses to change or delete an event of a fund or an amount limit."""

from django.db import migrations

from cases.guards import MONEY_EVENTS


class Migration(migrations.Migration):
    dependencies = [("cases", "0053_money_before_its_trail")]

    operations = [MONEY_EVENTS.as_operation()]
