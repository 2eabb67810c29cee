"""Rows that the database itself refuses to change, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection as default_connection
from django.db import transaction
from django.db.migrations import RunPython

FUNCTION = """
CREATE OR REPLACE FUNCTION samverka_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


@dataclass(frozen=True)
class Guard:
    """A table whose rows are never deleted and whose columns (all, or these) are never updated."""

    table: str
    columns: tuple[str, ...] = ()

    def install(self, connection: Any) -> None:
        self.remove(connection)
        of = f"OF {', '.join(self.columns)} " if self.columns else ""
        if connection.vendor == "postgresql":
            _execute(connection, FUNCTION)
            body = "FOR EACH ROW EXECUTE FUNCTION samverka_refuse_change()"
        else:
            body = f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        _execute(connection, f"CREATE TRIGGER {self.table}_keeps BEFORE UPDATE {of}ON {self.table} {body}")
        _execute(connection, f"CREATE TRIGGER {self.table}_stays BEFORE DELETE ON {self.table} {body}")

    def remove(self, connection: Any) -> None:
        on = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        for name in self.names:
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on}")

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.table}_keeps", f"{self.table}_stays"

    def is_installed(self, connection: Any) -> bool:
        catalogue = "pg_trigger WHERE tgname" if connection.vendor == "postgresql" else "sqlite_master WHERE name"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {catalogue} IN (%s, %s)", self.names)  # noqa: S608 one of two constants
            return bool(cursor.fetchone()[0] == 2)

    def as_operation(self) -> RunPython:
        """The migration that puts the guard up, and takes it down in reverse."""
        return RunPython(self._migrate(self.install), self._migrate(self.remove), elidable=False)

    @staticmethod
    def _migrate(act: Callable[[Any], None]) -> Callable[[Any, Any], None]:
        return lambda _apps, schema_editor: act(schema_editor.connection)


VERSION_COLUMNS = ("number", "schema", "definition", "sha256", "published_at")
FORM_VERSIONS = Guard("forms_formversion", ("form_id", *VERSION_COLUMNS))
ROUTE_VERSIONS = Guard("cases_routeversion", ("route_id", *VERSION_COLUMNS))
CASE_EVENTS = Guard("cases_caseevent")
GUARDS = (FORM_VERSIONS, ROUTE_VERSIONS, CASE_EVENTS)


@contextmanager
def lifted(guards: Sequence[Guard] = GUARDS, connection: Any = default_connection) -> Iterator[None]:
    """Without the guards, for emptying a whole database that is no real one; they are back when it is done."""
    with transaction.atomic(using=connection.alias):
        for guard in guards:
            guard.remove(connection)
        yield
        for guard in guards:
            guard.install(connection)


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
