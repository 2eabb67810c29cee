"""Cost lines by years; the years follow a period, the sums make themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.domain.budget import BudgetLine, BudgetTotals, add_up, total
from forms.domain.days import Period
from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import as_typed, is_unparsed, one_line
from people.domain import swedish

from .kind import (
    ANSWERED,
    KEY,
    ORDERED,
    ROW_ID,
    Asked,
    Cell,
    Kind,
    Known,
    Member,
    Post,
    Reading,
    a_flag,
    one_of,
    posted,
)
from .money import is_stored_amount, read_amount, stored
from .row_table import row_ids

MOST_YEARS = 30
MOST_LINES = 500
_TAKEN = ("rows", "unit", "read_in", "printed")  # names of the page's own, see formats.md
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")


@dataclass(frozen=True)
class PresetLine:
    key: str
    label: str


@dataclass(frozen=True)
class _Line:
    """A line as it was read: `answer` is stored, `amounts` are those that could be read."""

    id: str
    key: str
    label: str
    measure: str
    answers: Mapping[str, Any]
    amounts: Mapping[int, Decimal]
    problems: tuple[Problem, ...]

    @property
    def answer(self) -> dict[str, Any]:
        return {"id": self.id, "key": self.key, "label": self.label, "measure": self.measure, "amounts": self.answers}


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 200 and all(_is_line(line) for line in value)


def _is_line(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"key", "label"}:
        return False
    return isinstance(value["key"], str) and isinstance(value["label"], str) and bool(value["label"].strip())


def _are_years(value: Any) -> bool:
    if value is None:
        return True
    good = isinstance(value, list) and 0 < len(value) <= MOST_YEARS and all(_is_year(year) for year in value)
    return good and value == sorted(set(value))


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2199


class BudgetTable(Kind):
    name = "budget_table"
    members = {
        "lines": Member(
            [],
            _are_lines,
            load=lambda value: tuple(PresetLine(line["key"], line["label"]) for line in value),
            dump=lambda lines: [{"key": line.key, "label": line.label} for line in lines],
        ),
        "own_lines": a_flag(True),
        "period_field": Member("", lambda value: isinstance(value, str)),
        "years": Member(
            None,
            _are_years,
            load=lambda value: None if value is None else tuple(value),
            dump=lambda value: None if value is None else list(value),
        ),
        "measure": a_flag(True),
        "unit": one_of("kr", "tkr"),
    }
    operators = ANSWERED | ORDERED
    is_scalar = False

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        if not options["period_field"] and options["years"] is None:
            yield DefinitionProblem("no_years", where, {"at": at})
        if not options["lines"] and not options["own_lines"]:
            yield DefinitionProblem("no_lines", where, {"at": f"{at}.lines"})
        keys = [line["key"] for line in options["lines"]]
        for key in keys:
            if not KEY.fullmatch(key) or key in _TAKEN:
                yield DefinitionProblem("bad_key", where, {"at": f"{at}.lines", "key": key[:80]})
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield DefinitionProblem("duplicate_key", where, {"at": f"{at}.lines", "key": key[:80]})

    def depends_on(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        return (options["period_field"],) if options["period_field"] else ()

    def years(self, field: Asked, known: Known | None) -> tuple[int, ...]:
        """The years that count and are shown: the period's, else the definition's own."""
        if not field.options["period_field"]:
            return field.options["years"] or ()
        period = known.values.get(field.options["period_field"]) if known else None
        return period.years[:MOST_YEARS] if isinstance(period, Period) else ()

    def parse(self, raw: str, field: Asked) -> Reading:
        return self._unread(raw, (), field)

    def _unread(self, raw: str, years: tuple[int, ...], field: Asked) -> Reading:
        """The empty table to fill in, beside what was given in its place."""
        totals = self._totals((), {}, years, field)
        return Reading({"unparsed": raw}, totals, (Problem("not_a_budget"),)) if raw.strip() else Reading(None, totals)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        years = self.years(field, known)
        if not isinstance(answer, dict) or is_unparsed(answer):
            return self._unread("" if answer is None else as_typed(answer), years, field)
        unit: str = answer["unit"] if answer.get("unit") in ("kr", "tkr") else field.options["unit"]
        lines = self._lines(answer.get("lines"), years, unit, field)
        printed, printed_amounts, problems = _printed(answer.get("printed"), unit, years)
        totals = self._totals(lines, printed_amounts, years, field)
        problems = [problem for line in lines for problem in line.problems] + problems
        problems += [*self._amiss(lines, field, known), *_differences(totals)]
        kept: dict[str, Any] = {"unit": unit, "lines": [line.answer for line in lines]}
        if printed:
            kept["printed"] = printed
        empty = not lines and not printed and unit == field.options["unit"]
        return Reading(None if empty else kept, totals, tuple(problems))

    def _lines(self, given: Any, years: tuple[int, ...], unit: str, field: Asked) -> tuple[_Line, ...]:
        """Preset lines in the definition's order, then the applicant's own; empty ones left out."""
        entries = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
        presets = {line.key: line.label for line in field.options["lines"]}
        order = {key: place for place, key in enumerate(presets)}
        entries.sort(key=lambda entry: order.get(_key(entry), len(order)))
        entries = [entry for entry in entries if _has_content(entry, presets)]
        ids = row_ids([entry.get("id") for entry in entries])
        return tuple(_line(row_id, entry, presets, years, unit) for row_id, entry in zip(ids, entries, strict=True))

    def _totals(
        self, lines: tuple[_Line, ...], printed: Mapping[str, Decimal], years: tuple[int, ...], field: Asked
    ) -> BudgetTotals:
        counted = [
            BudgetLine(line.id, line.key, line.label, line.measure, amounts, total(amounts.values()))
            for line in lines
            for amounts in [{year: line.amounts[year] for year in years if year in line.amounts}]
        ]
        printed_years = {year: printed[str(year)] for year in years if str(year) in printed}
        return add_up(years, self._with_presets(counted, field), printed_years, printed.get("total"))

    def _with_presets(self, lines: list[BudgetLine], field: Asked) -> tuple[BudgetLine, ...]:
        """Every preset line is there to be filled in."""
        taken = {line.id for line in lines}
        shown: list[BudgetLine] = []
        for preset in field.options["lines"]:
            own = [line for line in lines if line.key == preset.key]
            free = preset.key if preset.key not in taken else f"{preset.key}-ny"
            shown += own or [BudgetLine(free, preset.key, preset.label, "", {}, Decimal(0))]
        return (*shown, *(line for line in lines if not line.key))

    def _amiss(self, lines: tuple[_Line, ...], field: Asked, known: Known | None) -> Iterator[Problem]:
        if len(lines) > MOST_LINES:
            yield Problem("too_many_rows", ("lines",), {"maximum": MOST_LINES, "rows": len(lines)})
        for line in lines:
            if not line.key and not field.options["own_lines"]:
                yield Problem("no_own_lines", ("lines", line.id, "label"), {"label": line.label})
            elif not line.label:
                yield Problem("line_without_label", ("lines", line.id, "label"))
        name = field.options["period_field"]
        period = known.values.get(name) if known and name else None
        if isinstance(period, Period) and len(period.years) > MOST_YEARS:
            yield Problem("too_many_years", (), {"maximum": MOST_YEARS})
        elif name and period is None and any(line.answers for line in lines):
            yield Problem("budget_without_period")

    def is_answered(self, reading: Reading) -> bool:
        answer = reading.answer
        return answer is not None and (is_unparsed(answer) or any(line["amounts"] for line in answer["lines"]))

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return swedish.kr(value.grand_total)

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value.grand_total, "money")

    def operand(self, value: Any, field: Asked) -> Any:
        return Decimal(value) if value is not None and is_stored_amount(value) else None

    def comparable(self, value: Any) -> Any:
        return value.grand_total if value.has_amounts else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        unit = posted(post, f"{name}.unit")
        unit = unit if unit in ("kr", "tkr") else field.options["unit"]
        read_in = posted(post, f"{name}.read_in")
        typed_in = read_in if read_in in ("kr", "tkr") else unit
        cells = _posted_years(post, name)
        lines = [
            {
                "id": row_id,
                "key": posted(post, f"{name}.{row_id}.key"),
                "label": posted(post, f"{name}.{row_id}.label"),
                "measure": posted(post, f"{name}.{row_id}.measure"),
                "amounts": {year: _amount(raw, typed_in)[0] for year, raw in cells.get(row_id, {}).items()},
            }
            for row_id in post.get(f"{name}.rows") or ()
        ]
        printed = {year: _amount(raw, typed_in)[0] for year, raw in cells.get("printed", {}).items()}
        answer: dict[str, Any] = {"unit": unit, "lines": lines, "printed": {"years": printed}}
        answer["printed"]["total"] = _amount(posted(post, f"{name}.printed.total"), typed_in)[0]
        return self.read(answer, field).answer

    def json_schema(self, field: Asked) -> dict[str, Any]:
        amount = {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$"}
        amounts = {"type": "object", "patternProperties": {"^[0-9]{4}$": amount}, "additionalProperties": False}
        text = {"type": "string"}
        line = {
            "type": "object",
            "properties": {
                "id": {"type": "string", "pattern": f"^{ROW_ID.pattern}$"},
                "key": {"enum": ["", *(line.key for line in field.options["lines"])]},
                "label": text,
                "measure": text,
                "amounts": amounts,
            },
            "required": ["id", "key", "label", "amounts"],
            "additionalProperties": False,
        }
        printed = {"type": "object", "properties": {"years": amounts, "total": amount}, "additionalProperties": False}
        return {
            "type": "object",
            "properties": {
                "unit": {"enum": ["kr", "tkr"]},
                "lines": {"type": "array", "items": line, "maxItems": MOST_LINES},
                "printed": printed,
            },
            "required": ["lines"],
            "additionalProperties": False,
        }


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return "" if value is None else one_line(as_typed(value))


def _key(entry: Mapping[str, Any]) -> str:
    return entry["key"] if isinstance(entry.get("key"), str) else ""


def _amounts(given: Any) -> dict[str, Any]:
    """What stands under years, in their order; empty ones and names that are no year left out."""
    if not isinstance(given, dict):
        return {}
    kept = {year: given[year] for year in given if isinstance(year, str) and _YEAR.fullmatch(year)}
    return {year: kept[year] for year in sorted(kept) if kept[year] is not None and as_typed(kept[year]).strip()}


def _has_content(entry: Mapping[str, Any], presets: Mapping[str, str]) -> bool:
    named = _key(entry) not in presets and _text(entry, "label")
    return bool(named or _text(entry, "measure") or _amounts(entry.get("amounts")))


def _amount(answer: Any, unit: str) -> tuple[Any, Decimal | None, Problem | None]:
    """As it is stored, as kronor, and what is wrong."""
    raw = as_typed(answer) if answer is not None else ""
    if not raw.strip():
        return None, None, None
    amount = read_amount(raw, unit)
    if not isinstance(amount, Decimal):
        return {"unparsed": raw}, None, Problem(amount.code)
    return stored(amount), amount, Problem("negative_amount") if amount < 0 else None


def _stored_amount(answer: Any, unit: str) -> tuple[Any, Decimal | None, Problem | None]:
    """Stored amounts are kronor; what could not be read was typed in the answer's unit."""
    return _amount(answer, unit if is_unparsed(answer) else "kr")


def _line(
    row_id: str, entry: Mapping[str, Any], presets: Mapping[str, str], years: tuple[int, ...], unit: str
) -> _Line:
    key = _key(entry) if _key(entry) in presets else ""
    read = {year: _stored_amount(value, unit) for year, value in _amounts(entry.get("amounts")).items()}
    return _Line(
        id=row_id,
        key=key,
        label=presets[key] if key else _text(entry, "label"),
        measure=_text(entry, "measure"),
        answers={year: answer for year, (answer, _, _) in read.items()},
        amounts={int(year): amount for year, (_, amount, _) in read.items() if amount is not None},
        problems=tuple(
            problem.under("lines", row_id, "amounts", year)
            for year, (_, _, problem) in read.items()
            if problem and int(year) in years
        ),
    )


def _printed(given: Any, unit: str, years: tuple[int, ...]) -> tuple[dict[str, Any], dict[str, Decimal], list[Problem]]:
    """The sums of the applicant's own paper: as stored, as kronor by year and "total", and what is wrong."""
    if not isinstance(given, dict):
        return {}, {}, []
    read = {year: _stored_amount(value, unit) for year, value in _amounts(given.get("years")).items()}
    paths = {str(year): ("printed", "years", str(year)) for year in years} | {"total": ("printed", "total")}
    read["total"] = _stored_amount(given.get("total"), unit)
    kept: dict[str, Any] = {}
    if by_year := {year: answer for year, (answer, _, _) in read.items() if year != "total"}:
        kept["years"] = by_year
    if read["total"][0] is not None:
        kept["total"] = read["total"][0]
    amounts = {name: amount for name, (_, amount, _) in read.items() if amount is not None}
    problems = [problem.under(*paths[name]) for name, (_, _, problem) in read.items() if problem and name in paths]
    return kept, amounts, problems


def _differences(totals: BudgetTotals) -> Iterator[Problem]:
    """Notices where the applicant's paper sums otherwise; the true sum stands."""
    for year, printed in totals.printed_years.items():
        yield from _difference(("printed", "years", str(year)), totals.year_totals[year], printed, year)
    if totals.printed_total is not None and totals.years:
        yield from _difference(("printed", "total"), totals.grand_total, totals.printed_total, None)


def _difference(path: tuple[str, ...], true: Decimal, printed: Decimal, year: int | None) -> Iterator[Problem]:
    if printed != true:
        params = {"year": year, "true": true, "printed": printed, "difference": true - printed}
        yield Problem("printed_sum_differs", path, params, blocks=False)


def _posted_years(post: Post, name: str) -> dict[str, dict[str, str]]:
    """What was typed under a year, by row id (and "printed")."""
    found: dict[str, dict[str, str]] = {}
    for posted_name in post:
        if posted_name.startswith(f"{name}."):
            row_id, _, year = posted_name[len(name) + 1 :].rpartition(".")
            if _YEAR.fullmatch(year):
                found.setdefault(row_id, {})[year] = posted(post, posted_name)
    return found
