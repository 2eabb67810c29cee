"""How a salary line was worked out, year by year: kept with the line, whatever amount was written in the end."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from forms.domain.numbers import LARGEST, NotANumber, decimal_places, plain, read_number
from forms.domain.payroll import SalaryBasis
from forms.domain.problems import Problem
from forms.domain.typed import as_typed, bare

from .budget_amounts import by_year, typed_amount
from .kind import Post, posted

PARTS = ("monthly", "posts", "months", "rate")
# The most that each may be; a year has twelve months.
MOST = {"posts": Decimal(100), "months": Decimal(12), "rate": Decimal(200)}
_EMPLOYER = re.compile(r"[-a-zA-Z0-9_]{1,50}")
_NAME = re.compile(r"(?P<row>[^.]+)\.basis\.(?P<year>[0-9]{4})\.(?P<part>monthly|posts|months|rate)")


@dataclass(frozen=True)
class Basis:
    """As it is stored, what could be worked out of it by year, and what is wrong."""

    answer: Mapping[str, Any] = field(default_factory=dict)
    years: Mapping[int, SalaryBasis] = field(default_factory=dict)
    employer: str = ""
    problems: Sequence[Problem] = ()


def read_basis(entry: Mapping[str, Any]) -> Basis:
    """Of a stored line; a year of which only the rate is known is no basis."""
    employer = entry.get("employer")
    employer = employer if isinstance(employer, str) and _EMPLOYER.fullmatch(employer) else ""
    given = entry.get("basis")
    years = {year: _read_year(parts) for year, parts in by_year(given).items() if isinstance(parts, dict)}
    years = {year: read for year, read in years.items() if read.keys() - {"rate", "posts"}}
    if not years:
        return Basis()
    answer: dict[str, Any] = {"employer": employer} if employer else {}
    answer["basis"] = {year: {part: stored for part, (stored, _, _) in read.items()} for year, read in years.items()}
    worked_out = {int(year): basis for year, read in years.items() if (basis := _whole(read))}
    problems = [problem for year, read in years.items() for problem in _problems(year, read)]
    large = [year for year, basis in worked_out.items() if basis.total >= LARGEST]
    problems += [Problem("number_too_large", ("basis", str(year), "monthly")) for year in large]
    kept = {year: basis for year, basis in worked_out.items() if year not in large}
    return Basis(answer, kept, employer, tuple(problems))


type _Part = tuple[Any, Decimal | None, Problem | None]


def _read_year(parts: Mapping[str, Any]) -> dict[str, _Part]:
    read = {part: _read_part(part, parts.get(part)) for part in PARTS}
    return {part: found for part, found in read.items() if found[0] is not None}


def _read_part(part: str, answer: Any) -> _Part:
    if part == "monthly":
        return typed_amount(answer, "kr")
    raw = as_typed(answer) if answer is not None else ""
    if not raw.strip():
        return None, None, None
    text = bare(raw)
    share = re.fullmatch(r"(.*?) ?(?:%|procent)", text)
    number = read_number(share[1] if share else text)
    if isinstance(number, NotANumber):
        return {"unparsed": raw}, None, Problem("not_decimal" if number.code == "not_number" else number.code)
    # Half time may be written 50 %.
    number = number / 100 if share and part == "posts" else number
    if decimal_places(number) > 2:
        return {"unparsed": raw}, None, Problem("too_many_places", (), {"maximum": 2})
    return plain(number), number, _out_of_bounds(part, number)


def _out_of_bounds(part: str, number: Decimal) -> Problem | None:
    if number < 0:
        return Problem("too_small", (), {"minimum": "0"})
    return Problem("too_large", (), {"maximum": plain(MOST[part])}) if number > MOST[part] else None


def _problems(year: str, read: Mapping[str, _Part]) -> Iterator[Problem]:
    for part, (_stored, _number, problem) in read.items():
        if problem:
            yield problem.under("basis", year, part)


def _whole(read: Mapping[str, _Part]) -> SalaryBasis | None:
    """Where all parts are there and none is wrong; posts are one where nothing is said."""
    if any(problem for _stored, _number, problem in read.values()):
        return None
    numbers = {"posts": Decimal(1)} | {part: number for part, (_, number, _) in read.items() if number is not None}
    return SalaryBasis(**numbers) if set(numbers) == set(PARTS) else None


def posted_basis(post: Post, name: str) -> dict[str, dict[str, Any]]:
    """What was typed to work salaries out, by row id: members of a stored line."""
    found: dict[str, dict[str, Any]] = {}
    for posted_name in post:
        match = _NAME.fullmatch(posted_name.removeprefix(f"{name}.")) if posted_name.startswith(f"{name}.") else None
        if match:
            line = found.setdefault(match["row"], {"basis": {}})
            line["basis"].setdefault(match["year"], {})[match["part"]] = posted(post, posted_name)
    for row_id, line in found.items():
        line["employer"] = posted(post, f"{name}.{row_id}.employer")
    return found


def basis_schema() -> dict[str, Any]:
    """JSON Schema of the members that a salary line has besides."""
    number = {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,2})?$"}
    parts = {"monthly": {"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$"}}
    year = {
        "type": "object",
        "properties": parts | dict.fromkeys(PARTS[1:], number),
        "additionalProperties": False,
    }
    years = {"type": "object", "patternProperties": {"^[0-9]{4}$": year}, "additionalProperties": False}
    return {"employer": {"type": "string", "pattern": f"^{_EMPLOYER.pattern}$"}, "basis": years}
