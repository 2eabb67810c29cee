"""Cost lines by years; the years follow a period, the sums make themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from forms.domain.budget import BudgetLine, BudgetTotals, Financing, add_up, total
from forms.domain.days import Period
from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import as_typed, is_unparsed
from people.domain import swedish

from .budget_amounts import YEAR, by_year, stored_amount, text_of, typed_amount
from .budget_financing import disagreements, financing_schema, posted_financing, read_financing
from .budget_payroll import Basis, basis_schema, posted_basis, read_basis
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
from .money import is_stored_amount
from .rows_read import row_ids

MOST_YEARS = 30
MOST_LINES = 500
_TAKEN = ("rows", "unit", "read_in", "printed")  # names of the page's own, see formats.md


@dataclass(frozen=True)
class PresetLine:
    """A `salary` line may be worked out of a monthly salary and its payroll overhead."""

    key: str
    label: str
    salary: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "label": self.label} | ({"salary": True} if self.salary else {})


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
    basis: Basis = field(default_factory=Basis)

    @property
    def has_content(self) -> bool:
        return bool((not self.key and self.label) or self.measure or self.answers or self.basis.answer)

    def called(self, row_id: str) -> "_Line":
        problems = tuple(problem.under("lines", row_id) for problem in self.problems)
        return replace(self, id=row_id, problems=problems)

    def counted(self, years: tuple[int, ...]) -> BudgetLine:
        """With the years that count."""
        amounts = {year: self.amounts[year] for year in years if year in self.amounts}
        basis = {year: self.basis.years[year] for year in years if year in self.basis.years}
        employer = self.basis.employer if basis else ""
        line_total = total(amounts.values())
        return BudgetLine(self.id, self.key, self.label, self.measure, amounts, line_total, basis, employer)

    @property
    def answer(self) -> dict[str, Any]:
        named = {"id": self.id, "key": self.key, "label": self.label, "measure": self.measure}
        return named | {"amounts": self.answers} | dict(self.basis.answer)


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 200 and all(_is_line(line) for line in value)


def _is_line(value: Any) -> bool:
    if not isinstance(value, dict) or not {"key", "label"} <= set(value) <= {"key", "label", "salary"}:
        return False
    if not isinstance(value.get("salary", False), bool):
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
            load=lambda value: tuple(PresetLine(**line) for line in value),
            dump=lambda lines: [line.as_json() for line in lines],
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
        "financing": a_flag(False),
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
        financing = read_financing(None, years, "kr").financing if field.options["financing"] else None
        totals = self._totals((), {}, years, field, financing)
        return Reading({"unparsed": raw}, totals, (Problem("not_a_budget"),)) if raw.strip() else Reading(None, totals)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        years = self.years(field, known)
        if not isinstance(answer, dict) or is_unparsed(answer):
            return self._unread("" if answer is None else as_typed(answer), years, field)
        unit: str = answer["unit"] if answer.get("unit") in ("kr", "tkr") else field.options["unit"]
        lines = self._lines(answer.get("lines"), years, unit, field)
        printed, printed_amounts, problems = _printed(answer.get("printed"), unit, years)
        financed = read_financing(answer.get("financing"), years, unit) if field.options["financing"] else None
        totals = self._totals(lines, printed_amounts, years, field, financed.financing if financed else None)
        problems = [problem for line in lines for problem in line.problems] + problems
        problems += [*self._amiss(lines, field, known), *_differences(totals), *_other_amounts(totals)]
        problems += [*(financed.problems if financed else ()), *disagreements(totals)]
        kept: dict[str, Any] = {"unit": unit, "lines": [line.answer for line in lines]}
        kept |= {"printed": printed} if printed else {}
        kept |= {"financing": list(financed.answer)} if financed and financed.answer else {}
        empty = set(kept) == {"unit", "lines"} and not lines and unit == field.options["unit"]
        return Reading(None if empty else kept, totals, tuple(problems))

    def _lines(self, given: Any, years: tuple[int, ...], unit: str, field: Asked) -> tuple[_Line, ...]:
        """Preset lines in the definition's order, then the applicant's own; empty ones left out."""
        entries = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
        presets = {line.key: line for line in field.options["lines"]}
        order = {key: place for place, key in enumerate(presets)}
        entries.sort(key=lambda entry: order.get(_key(entry), len(order)))
        read = [_line(entry, presets.get(_key(entry)), years, unit) for entry in entries]
        filled = [(entry, line) for entry, line in zip(entries, read, strict=True) if line.has_content]
        ids = row_ids([entry.get("id") for entry, _ in filled])
        return tuple(line.called(row_id) for row_id, (_, line) in zip(ids, filled, strict=True))

    def _totals(
        self,
        lines: tuple[_Line, ...],
        printed: Mapping[str, Decimal],
        years: tuple[int, ...],
        field: Asked,
        financing: Financing | None,
    ) -> BudgetTotals:
        counted = [line.counted(years) for line in lines]
        printed_years = {year: printed[str(year)] for year in years if str(year) in printed}
        shown = self._with_presets(counted, field)
        return add_up(years, shown, printed_years, printed.get("total"), financing)

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
        return swedish.kr(value.applied_total)

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value.applied_total, "money")

    def operand(self, value: Any, field: Asked) -> Any:
        return Decimal(value) if value is not None and is_stored_amount(value) else None

    def comparable(self, value: Any) -> Any:
        return value.applied_total if value.has_applied else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        unit = posted(post, f"{name}.unit")
        unit = unit if unit in ("kr", "tkr") else field.options["unit"]
        read_in = posted(post, f"{name}.read_in")
        typed_in = read_in if read_in in ("kr", "tkr") else unit
        cells = _posted_years(post, name)
        basis = posted_basis(post, name)
        lines = [
            {
                "id": row_id,
                "key": posted(post, f"{name}.{row_id}.key"),
                "label": posted(post, f"{name}.{row_id}.label"),
                "measure": posted(post, f"{name}.{row_id}.measure"),
                "amounts": {year: typed_amount(raw, typed_in)[0] for year, raw in cells.get(row_id, {}).items()},
            }
            | basis.get(row_id, {})
            for row_id in post.get(f"{name}.rows") or ()
        ]
        printed = {year: typed_amount(raw, typed_in)[0] for year, raw in cells.get("printed", {}).items()}
        answer: dict[str, Any] = {"unit": unit, "lines": lines, "printed": {"years": printed}}
        answer["printed"]["total"] = typed_amount(posted(post, f"{name}.printed.total"), typed_in)[0]
        answer["financing"] = posted_financing(post, name, cells, typed_in)
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
            }
            | (basis_schema() if any(line.salary for line in field.options["lines"]) else {}),
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
            }
            | ({"financing": financing_schema(amounts)} if field.options["financing"] else {}),
            "required": ["lines"],
            "additionalProperties": False,
        }


def _key(entry: Mapping[str, Any]) -> str:
    return entry["key"] if isinstance(entry.get("key"), str) else ""


def _line(entry: Mapping[str, Any], preset: PresetLine | None, years: tuple[int, ...], unit: str) -> _Line:
    read = {year: stored_amount(value, unit) for year, value in by_year(entry.get("amounts")).items()}
    basis = read_basis(entry) if preset and preset.salary else Basis()
    problems = [
        problem.under("amounts", year) for year, (_, _, problem) in read.items() if problem and int(year) in years
    ]
    return _Line(
        id="",
        key=preset.key if preset else "",
        label=preset.label if preset else text_of(entry, "label"),
        measure=text_of(entry, "measure"),
        answers={year: answer for year, (answer, _, _) in read.items()},
        amounts={int(year): amount for year, (_, amount, _) in read.items() if amount is not None},
        problems=(*problems, *(problem for problem in basis.problems if int(problem.path[1]) in years)),
        basis=basis,
    )


def _printed(given: Any, unit: str, years: tuple[int, ...]) -> tuple[dict[str, Any], dict[str, Decimal], list[Problem]]:
    """The sums of the applicant's own paper: as stored, as kronor by year and "total", and what is wrong."""
    if not isinstance(given, dict):
        return {}, {}, []
    read = {year: stored_amount(value, unit) for year, value in by_year(given.get("years")).items()}
    paths = {str(year): ("printed", "years", str(year)) for year in years} | {"total": ("printed", "total")}
    read["total"] = stored_amount(given.get("total"), unit)
    kept: dict[str, Any] = {}
    if years_kept := {year: answer for year, (answer, _, _) in read.items() if year != "total"}:
        kept["years"] = years_kept
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


def _other_amounts(totals: BudgetTotals) -> Iterator[Problem]:
    """Notices where an amount is another than its own basis gives: the applicant decides, and the reader sees."""
    for line in totals.lines:
        for year, basis in line.basis.items():
            amount = line.amounts.get(year)
            if amount is not None and amount != basis.total:
                path = ("lines", line.id, "amounts", str(year))
                params = {"label": line.label, "year": year, "amount": amount, "total": basis.total}
                yield Problem("basis_differs", path, params, blocks=False)


def _posted_years(post: Post, name: str) -> dict[str, dict[str, str]]:
    """What was typed under a year, by row id (and "printed")."""
    found: dict[str, dict[str, str]] = {}
    for posted_name in post:
        if posted_name.startswith(f"{name}."):
            row_id, _, year = posted_name[len(name) + 1 :].rpartition(".")
            if YEAR.fullmatch(year):
                found.setdefault(row_id, {})[year] = posted(post, posted_name)
    return found
