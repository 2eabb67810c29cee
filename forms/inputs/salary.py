"""A salary line worked out beside the budget: monthly salary, posts, months and payroll overhead (PO) for each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms.budget_words import percent, worked_out
from forms.domain.budget import BudgetLine
from forms.domain.definition import Field
from forms.domain.kinds.budget_payroll import PARTS, posted_basis, read_basis
from forms.domain.kinds.decimal import with_comma
from forms.domain.kinds.money import stored
from forms.domain.numbers import NotANumber, read_number
from forms.domain.typed import is_unparsed
from people.queries.payroll import payroll_rates

from .asking import Asking
from .box import Box, Choice, ChoiceBox, Sum

type Typed = dict[str, list[str]]


@dataclass(kw_only=True)
class SalaryYear:
    year: int
    cells: list[Box]
    said: Sum


@dataclass(kw_only=True)
class SalaryBox:
    """`kept` are the years that are not shown, which the page sends along."""

    row: str
    label: str
    anchor: str
    employer: ChoiceBox
    years: list[SalaryYear]
    kept: list[Box]
    is_open: bool


def heads() -> list[str]:
    return [_("Monthly salary, kr"), _("Full-time posts"), _("Months"), _("Payroll overhead (PO), %")]


def salary_box(asked: Field, line: BudgetLine, stored_line: Mapping[str, Any], asking: Asking) -> SalaryBox:
    name = f"{asked.key}.{line.id}"
    given = stored_line.get("basis") or {}
    employer = str(stored_line.get("employer") or "")
    years = _years(asked, asking)
    errors = asking.problems(asked.key, "lines", line.id, "basis", deep=True)
    return SalaryBox(
        row=line.id,
        label=line.label,
        anchor=f"po-{asked.key}-{line.id}",
        employer=_employer(f"{name}.employer", employer, asking),
        years=[_year(asked, line, year, given.get(str(year)) or {}, employer, asking) for year in years],
        kept=[
            Box(kind="decimal", name=f"{name}.basis.{year}.{part}", label="", text=_typed(answer))
            for year, parts in given.items()
            if int(year) not in years
            for part, answer in parts.items()
        ],
        is_open=bool(errors) or asking.focus == f"po-{line.id}",
    )


def _years(asked: Field, asking: Asking) -> tuple[int, ...]:
    value = asking.evaluation.values.get(asked.key)
    return value.years if value is not None else ()


def _employer(name: str, chosen: str, asking: Asking) -> ChoiceBox:
    options = [(party.key, party.name) for party in asking.employers]
    options += [(chosen, chosen)] if chosen and chosen not in dict(options) else []
    base = f"id_{name.replace('.', '-')}"
    return ChoiceBox(
        kind="choice",
        name=name,
        label=_("Employer"),
        is_select=True,
        choices=[
            Choice(key=key, label=label, id=f"{base}-{place}", chosen=key == chosen)
            for place, (key, label) in enumerate(options)
        ],
    )


def _year(
    asked: Field, line: BudgetLine, year: int, given: Mapping[str, Any], employer: str, asking: Asking
) -> SalaryYear:
    name = f"{asked.key}.{line.id}.basis.{year}"
    rate = asking.rates.rate(employer, year)
    # What most would write stands there from the start; a year without a salary is no basis and is not kept.
    usual = {"posts": "1"} | ({"rate": percent(rate)} if rate is not None else {})
    cells = [
        Box(
            kind="money" if part == "monthly" else "decimal",
            name=f"{name}.{part}",
            label=label,
            text=_typed(given.get(part)) or ("" if given else usual.get(part, "")),
            is_cell=True,
            errors=asking.errors(asked.key, "lines", line.id, "basis", str(year), part),
        )
        for part, label in zip(PARTS, heads(), strict=True)
    ]
    basis = line.basis.get(year)
    text = worked_out(basis) if basis else _("Fill in salary, months and PO, and the sum stands here.")
    return SalaryYear(year=year, cells=cells, said=Sum(id=f"po-{asked.key}-{line.id}-{year}", text=text))


def _typed(answer: Any) -> str:
    """As it was typed, or with a decimal comma."""
    if is_unparsed(answer):
        return str(answer["unparsed"])
    if not isinstance(answer, str):
        return ""
    number = read_number(answer)
    return answer if isinstance(number, NotANumber) else with_comma(number)


def fetch_rates(key: str, typed: Typed, row: str) -> str:
    """Write the register's rate for the employer in every year of the line; gives what to go to."""
    rates = payroll_rates()
    employer = typed.get(f"{key}.{row}.employer", [""])[-1]
    for year in _posted_years(key, typed, row):
        rate = rates.rate(employer, int(year))
        if rate is not None:
            typed[f"{key}.{row}.basis.{year}.rate"] = [percent(rate)]
    return f"po-{row}"


def take_sums(key: str, typed: Typed, row: str) -> str:
    """Write what was worked out as the line's amounts; other years keep theirs."""
    for year, basis in read_basis(posted_basis(typed, key).get(row, {})).years.items():
        typed[f"{key}.{row}.{year}"] = [f"{stored(basis.total).replace('.', ',')} kr"]
    return f"po-{row}"


def _posted_years(key: str, typed: Typed, row: str) -> Sequence[str]:
    return sorted(posted_basis(typed, key).get(row, {}).get("basis", {}))


ACTS = {"rates": fetch_rates, "take": take_sums}
