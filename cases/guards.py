"""The rows of the house that the database itself refuses to change: frozen versions, the trail and the log of roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as default_connection
from django.db import transaction

from forms.triggers import FORM_VERSIONS, VERSION_COLUMNS, Guard

from .agreement_locks import AGREEMENT_LOCKS
from .meeting_locks import MEETING_LOCKS, POINT_FILES

ROUTE_VERSIONS = Guard("cases_routeversion", ("route_id", *VERSION_COLUMNS))
CASE_EVENTS = Guard("cases_caseevent")
CORRECTIONS = Guard("cases_correction")
MEETING_EVENTS = Guard("cases_meetingevent")
LEDGER = Guard("cases_ledgerentry")
YEAR_EVENTS = Guard("cases_yearevent")
MONEY_EVENTS = Guard("cases_moneyevent")
# The log of who changed whose role: a mandate decides who may decide, so it stands as firmly as the trail.
PEOPLE_EVENTS = Guard("people_peopleevent")
GUARDS = (
    FORM_VERSIONS,
    ROUTE_VERSIONS,
    CASE_EVENTS,
    LEDGER,
    CORRECTIONS,
    MEETING_EVENTS,
    PEOPLE_EVENTS,
    YEAR_EVENTS,
    MONEY_EVENTS,
    *MEETING_LOCKS,
    POINT_FILES,
    *AGREEMENT_LOCKS,
)


def missing_guards(connection: Any = default_connection) -> list[str]:
    """The tables that stand unguarded, such as after a table was rebuilt behind our back."""
    return [guard.table for guard in GUARDS if not guard.is_installed(connection)]


def remove_guards(connection: Any = default_connection) -> None:
    for guard in GUARDS:
        guard.remove(connection)


def install_guards(connection: Any = default_connection) -> None:
    for guard in GUARDS:
        guard.install(connection)


@contextmanager
def lifted(connection: Any = default_connection) -> Iterator[None]:
    """Without the guards, for emptying a site that is no real one; they are back when it is done, or all is undone.

    Events and versions refuse `.delete()` in Python too: `QuerySet(CaseEvent).delete()` goes around it.
    """
    with transaction.atomic(using=connection.alias):
        remove_guards(connection)
        yield
        install_guards(connection)
