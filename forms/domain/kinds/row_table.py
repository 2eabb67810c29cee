"""A table whose rows the applicant adds, with columns of scalar kinds."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from forms.domain import shapes
from forms.domain.conditions import build, comparisons, dump
from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.rules import are_validations, check_conditions, dump_validations, load_validations
from forms.domain.tables import Column

from .kind import (
    ANSWERED,
    KEY,
    NOTHING,
    ORDERED,
    REQUIRED,
    ROW_ID,
    Asked,
    Cell,
    Kind,
    Known,
    Member,
    Post,
    Reading,
    a_flag,
    a_text,
    a_whole,
    one_of,
    unread,
)
from .rows_read import RowsRead, last_problems

SUMMED = ("integer", "money", "decimal", "calculated")
COLUMN_MEMBERS: dict[str, Member] = {
    "id": Member(REQUIRED, lambda value: isinstance(value, str) and 0 < len(value) <= 100),
    "key": Member(REQUIRED, lambda value: isinstance(value, str)),
    "label": Member(REQUIRED, lambda value: isinstance(value, str) and 0 < len(value.strip()) <= 500),
    "kind": Member(REQUIRED, lambda value: isinstance(value, str)),
    "help": a_text(),
    "required": a_flag(False),
    "spans": a_flag(False),
    "sum": a_flag(False),
    # Their shapes are told by `check_conditions`.
    "visible_when": Member(None, lambda value: True, load=build, dump=dump),
    "required_when": Member(None, lambda value: True, load=build, dump=dump),
    "validations": Member([], are_validations, load=load_validations, dump=dump_validations),
}


class RowTable(Kind):
    name = "row_table"
    operators = ANSWERED | ORDERED
    is_scalar = False

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = {name: kind for name, kind in kinds.items() if kind.is_scalar}

    @cached_property
    def members(self) -> Mapping[str, Member]:  # type: ignore[override]
        return {
            "columns": Member(
                [],
                lambda value: isinstance(value, list) and len(value) <= 50,
                load=lambda value: tuple(self._column(raw) for raw in value),
                dump=lambda columns: [self._dumped(column) for column in columns],
            ),
            "minimum": a_whole(0, least=0, most=2000),
            "maximum": a_whole(200, least=1, most=2000),
            "preset": one_of("", "activity_plan", "schedule", "goals"),
        }

    def _column(self, raw: Mapping[str, Any]) -> Column:
        kind = self.kinds[raw["kind"]]
        return Column(**shapes.load(raw, COLUMN_MEMBERS), options=shapes.load(raw, kind.members))

    def _dumped(self, column: Column) -> dict[str, Any]:
        values = {name: getattr(column, name) for name in COLUMN_MEMBERS}
        members = self.kinds[column.kind].members
        return shapes.dump(values, COLUMN_MEMBERS) | shapes.dump(column.options, members)

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        if not options["columns"]:
            yield DefinitionProblem("no_columns", where, {"at": f"{at}.columns"})
        if options["minimum"] > options["maximum"]:
            yield DefinitionProblem("minimum_over_maximum", where, {"at": at})
        keys: set[str] = set()
        for index, raw in enumerate(options["columns"]):
            yield from self._check_column(raw, where, f"{at}.columns[{index}]")
            key = raw.get("key") if isinstance(raw, dict) else None
            if isinstance(key, str):
                if key in keys:
                    yield DefinitionProblem("duplicate_key", shapes.identity(raw) or where, {"at": at, "key": key})
                keys.add(key)

    def _check_column(self, raw: Any, where: str, at: str) -> Iterator[DefinitionProblem]:
        where = shapes.identity(raw) or where
        if not isinstance(raw, dict):
            yield DefinitionProblem("not_an_object", where, {"at": at})
            return
        kind = self.kinds.get(raw["kind"]) if isinstance(raw.get("kind"), str) else None
        if kind is None:
            yield DefinitionProblem("not_a_column_kind", where, {"at": f"{at}.kind", "kind": str(raw.get("kind"))[:80]})
            return
        yield from shapes.check_members(raw, COLUMN_MEMBERS | dict(kind.members), where, at)
        if isinstance(key := raw.get("key"), str) and (not KEY.fullmatch(key) or key in ("id", "rows")):
            yield DefinitionProblem("bad_key", where, {"at": f"{at}.key", "key": key[:80]})
        if raw.get("sum") is True and kind.name not in SUMMED:
            yield DefinitionProblem("sum_of_no_number", where, {"at": at})
        if not kind.has_answer and (raw.get("spans") is True or raw.get("required") is True):
            yield DefinitionProblem("nothing_to_fill_in", where, {"at": at})
        if not kind.has_answer and raw.get("required_when") is not None:
            yield DefinitionProblem("nothing_to_fill_in", where, {"at": at})
        yield from check_conditions(raw, where, at, in_row=True)
        if shapes.fits_all(raw, kind.members):
            yield from kind.check(shapes.with_defaults(raw, kind.members), where, at)

    def parse(self, raw: str, field: Asked) -> Reading:
        return unread(raw, "not_a_table")

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if not isinstance(answer, list) or not all(isinstance(entry, dict) for entry in answer):
            return super().read(answer, field)
        readings = [self._row(entry, field) for entry in answer]
        table = RowsRead(self.kinds, field.options["columns"], known)
        for entry, row in zip(answer, readings, strict=True):
            table.take(entry.get("id"), row)
        if not table.rows:
            return self._with_too_few(NOTHING, field, 0)
        rows = table.by_id()
        stored = [
            {"id": row_id} | {key: cell.answer for key, cell in row.items() if cell.answer is not None}
            for row_id, row in rows.items()
        ]
        reading = Reading(stored, table.value(), tuple(self._problems(rows, field, table.hidden)))
        return self._with_too_few(reading, field, len(rows))

    def told_last(self, reading: Reading, field: Asked, known: Known) -> Iterator[Problem]:
        return last_problems(self.kinds, reading, known)

    def unasked(self, field: Asked, known: Known) -> frozenset[str]:
        table = RowsRead(self.kinds, field.options["columns"], known)
        return table.hidden_in(self._row({}, field))

    def depends_on(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        columns: tuple[Column, ...] = options["columns"]
        shown_by = (comparison.field for column in columns for comparison in comparisons(column.visible_when))
        worked_out_of = (key for column in columns for key in self.kinds[column.kind].depends_on(column.options))
        return tuple(dict.fromkeys((*worked_out_of, *shown_by)))

    def _row(self, entry: Mapping[str, Any], field: Asked) -> dict[str, Reading]:
        """What was typed; what is worked out comes when the rows above are known."""
        return {
            column.key: self.kinds[column.kind].read(entry.get(column.key), column)
            if self.kinds[column.kind].has_answer
            else NOTHING
            for column in field.options["columns"]
        }

    def _problems(
        self, rows: Mapping[str, Mapping[str, Reading]], field: Asked, hidden: Sequence[frozenset[str]]
    ) -> Iterator[Problem]:
        if len(rows) > field.options["maximum"]:
            yield Problem("too_many_rows", (), {"maximum": field.options["maximum"], "rows": len(rows)})
        above: set[str] = set()
        for (row_id, row), unasked in zip(rows.items(), hidden, strict=True):
            for column in field.options["columns"]:
                cell = row[column.key]
                yield from (problem.under(row_id, column.key) for problem in cell.problems)
                if cell.answer is not None:
                    above.add(column.key)
                elif column.required and column.key not in unasked and not (column.spans and column.key in above):
                    yield Problem("required", (row_id, column.key), {"label": column.label})

    def _with_too_few(self, reading: Reading, field: Asked, rows: int) -> Reading:
        least = field.options["minimum"]
        if rows >= least:
            return reading
        problem = Problem("too_few_rows", (), {"minimum": least, "rows": rows})
        return Reading(reading.answer, reading.value, (*reading.problems, problem))

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        """The rows as lines, cells parted by a bar."""
        return "\n".join(
            " | ".join(self.cell_text(column, row.cells[column.key]) for column in value.columns) for row in value.rows
        )

    def cell_text(self, column: Column, value: Any) -> str:
        return "" if value is None else self.kinds[column.kind].format(value, column)

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(len(value.rows), "integer")

    def operand(self, value: Any, field: Asked) -> Any:
        money = self.kinds["money"].members["minimum"]
        fits = value is not None and money.fits(value) and any(column.sum for column in field.options["columns"])
        return Decimal(value) if fits else None

    def comparable(self, value: Any) -> Any:
        return value.total

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        rows = []
        for row_id in post.get(f"{name}.rows") or ():
            row: dict[str, Any] = {"id": row_id}
            for column in field.options["columns"]:
                row[column.key] = self.kinds[column.kind].from_post(post, f"{name}.{row_id}.{column.key}", column)
            rows.append(row)
        return self.read(rows, field).answer

    def json_schema(self, field: Asked) -> dict[str, Any]:
        columns = [column for column in field.options["columns"] if self.kinds[column.kind].has_answer]
        cells = {
            column.key: {"title": column.label} | self.kinds[column.kind].json_schema(column) for column in columns
        }
        needed = [column.key for column in columns if column.required and not column.spans and not column.visible_when]
        row = {
            "type": "object",
            "properties": {"id": {"type": "string", "pattern": f"^{ROW_ID.pattern}$"}} | cells,
            "required": ["id", *needed],
            "additionalProperties": False,
        }
        least = field.options["minimum"]
        bounds = {"minItems": least} if least else {}
        return {"type": "array", "items": row, "maxItems": field.options["maximum"]} | bounds
