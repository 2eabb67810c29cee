"""The database refuses to change or delete an entry of the ledger."""

from django.db import migrations

from cases.guards import LEDGER


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_money_that_was_there")]

    operations = [LEDGER.as_operation()]
