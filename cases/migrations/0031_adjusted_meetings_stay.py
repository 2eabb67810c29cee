"""The database refuses to change what is adjusted, and the entries beside it."""

from django.db import migrations

from cases.guards import CORRECTIONS, MEETING_EVENTS
from cases.meeting_locks import MEETING_LOCKS


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_meetings")]

    operations = [guard.as_operation() for guard in (CORRECTIONS, MEETING_EVENTS, *MEETING_LOCKS)]
