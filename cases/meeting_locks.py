"""What the database itself keeps as it was adjusted: a meeting, its points, who was there, who was recused."""

from dataclasses import dataclass
from typing import Any

from django.db.migrations import RunPython

FUNCTION = """
CREATE OR REPLACE FUNCTION samverka_refuse_adjusted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about bigint; locked boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN about := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
  ELSE about := (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
  SELECT status = 'adjusted' INTO locked FROM cases_meeting WHERE id = about;
  IF TG_OP <> 'INSERT' AND TG_ARGV[1] = 'alone' THEN
    locked := locked OR (to_jsonb(OLD) ->> 'adjusted_at') IS NOT NULL; END IF;
  IF locked THEN
    RAISE EXCEPTION '% is adjusted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""


@dataclass(frozen=True)
class AdjustedLock:
    """A table whose rows stand as they are once the meeting in `column` is adjusted.

    `alone`: a row may be adjusted before its meeting is, and is locked from then on.
    """

    table: str
    column: str = "meeting_id"
    alone: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.table}_adjusted_{act}" for act in self._acts)

    @property
    def _acts(self) -> tuple[str, ...]:
        return ("update", "delete") if self.column == "id" else ("insert", "update", "delete")

    def install(self, connection: Any) -> None:
        self.remove(connection)
        for act, name in zip(self._acts, self.names, strict=True):
            on = f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {self.table}"
            if connection.vendor == "postgresql":
                _execute(connection, FUNCTION)
                arguments = f"'{self.column}', '{'alone' if self.alone else ''}'"
                _execute(connection, f"{on} FOR EACH ROW EXECUTE FUNCTION samverka_refuse_adjusted({arguments})")
            else:
                refusal = f"BEGIN SELECT RAISE(ABORT, '{self.table} is adjusted'); END"
                _execute(connection, f"{on} WHEN {self._when(act)} {refusal}")

    def remove(self, connection: Any) -> None:
        on = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        if on:
            _execute(connection, "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for name in self.names:
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on}")

    def is_installed(self, connection: Any) -> bool:
        catalogue = "pg_trigger WHERE tgname" if connection.vendor == "postgresql" else "sqlite_master WHERE name"
        marks = ", ".join(["%s"] * len(self.names))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {catalogue} IN ({marks})", self.names)  # noqa: S608 constants
            return bool(cursor.fetchone()[0] == len(self.names))

    def as_operation(self) -> RunPython:
        return RunPython(
            lambda _apps, editor: self.install(editor.connection),
            lambda _apps, editor: self.remove(editor.connection),
            elidable=False,
        )

    def _when(self, act: str) -> str:
        row = "NEW" if act == "insert" else "OLD"
        if self.column == "id":
            return f"{row}.status = 'adjusted'"
        locked = f"(SELECT status FROM cases_meeting WHERE id = {row}.{self.column}) = 'adjusted'"  # noqa: S608
        return f"{locked} OR OLD.adjusted_at IS NOT NULL" if self.alone and act != "insert" else locked


MEETING_LOCKS = (
    AdjustedLock("cases_meeting", "id"),
    AdjustedLock("cases_agendaitem", alone=True),
    AdjustedLock("cases_attendance"),
    AdjustedLock("cases_pointrecusal"),
    AdjustedLock("cases_adjuster"),
)
# Came later, with a migration of its own.
POINT_FILES = AdjustedLock("cases_pointfile")


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
