"""Rows that the database itself refuses to change, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
        on = ""
        if connection.vendor == "postgresql":
            on = f" ON {self.table}"
            # Checks that were put off to the end of the transaction would be in the way of changing triggers.
            _execute(connection, "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
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


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
