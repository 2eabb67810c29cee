"""The database refuses to change what somebody was asked to sign, and what is settled."""

from django.db import migrations

from cases.agreement_locks import FIRST_LOCKS


class Migration(migrations.Migration):
    dependencies = [("cases", "0046_agreements")]

    operations = [lock.as_operation() for lock in FIRST_LOCKS]
