"""A budget table as it is filled in: a grid of amounts in kr or tkr, with its sums."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from forms.domain.budget import BudgetLine, BudgetTotals
from forms.domain.definition import Field
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import Known
from forms.domain.kinds.money import figures
from forms.domain.typed import is_unparsed

from .asking import Asking
from .box import Box, Sum
from .financing_grid import FinancingBox, financing_box
from .salary import SalaryBox, heads, salary_box

MONEY = KINDS["money"]
HARD_SPACE = "\u00a0"


@dataclass(kw_only=True)
class LineBox:
    """One line: a preset one has a label, one's own an input for it."""

    id: str
    key: str
    label: str
    name: str
    anchor: str
    cells: list[Box]
    sum: Sum
    label_box: Box
    measure_box: Box | None

    @property
    def title(self) -> str:
        return self.label or _("own line")


@dataclass(kw_only=True)
class BudgetBox(Box):
    unit: str = "kr"
    years: tuple[int, ...] = ()
    lines: list[LineBox] = field(default_factory=list)
    printed: list[Box] = field(default_factory=list)
    year_sums: list[Sum] = field(default_factory=list)
    grand_sum: Sum | None = None
    # Amounts of years that are not shown, which the page sends along so that they are kept.
    kept: list[Box] = field(default_factory=list)
    has_measure: bool = True
    has_own_lines: bool = True
    financing: FinancingBox | None = None
    salaries: list[SalaryBox] = field(default_factory=list)
    period_url: str = ""
    said: str = ""
    is_group: ClassVar[bool] = True
    is_table: ClassVar[bool] = True

    @property
    def units(self) -> list[dict[str, str]]:
        return [{"key": "kr", "label": "kr"}, {"key": "tkr", "label": "tkr"}]

    @property
    def salary_heads(self) -> list[str]:
        return heads()

    @property
    def unit_words(self) -> str:
        return _("amounts in thousands of kronor") if self.unit == "tkr" else _("amounts in kronor")

    @property
    def no_years(self) -> str:
        return _("The budget's years follow the period. When you have filled it in, the table is here.")

    @property
    def paste_help(self) -> str:
        return _(
            "One cost in each row, with an amount for each year after it. "
            "A row that begins with Sum is taken as the sum of your own paper."
        )


def budget_box(asked: Field, asking: Asking, **common: Any) -> BudgetBox:
    answer = asking.answers.get(asked.key)
    answer = answer if isinstance(answer, dict) and "lines" in answer else {}
    known = Known(asking.evaluation.values)
    totals: BudgetTotals = KINDS["budget_table"].read(answer or None, asked, known).value
    grid = Grid(asked, asking, answer, totals)
    return BudgetBox(
        **common,
        kind=asked.kind,
        name=asked.key,
        label=asked.label,
        unit=grid.unit,
        years=totals.years,
        lines=grid.lines(),
        printed=grid.printed(),
        year_sums=grid.year_sums(),
        grand_sum=grid.sum("totalt", grid.shown(totals.grand_total), _("In all")),
        kept=grid.kept(),
        has_measure=asked.options["measure"],
        has_own_lines=asked.options["own_lines"],
        period_url=asking.period_url,
        said=grid.said(),
        financing=financing_box(grid, totals.financing) if totals.financing else None,
        salaries=grid.salaries(),
    )


@dataclass(frozen=True)
class Grid:
    asked: Field
    asking: Asking
    answer: Mapping[str, Any]
    totals: BudgetTotals

    @property
    def unit(self) -> str:
        return str(self.answer.get("unit") or self.asked.options["unit"])

    def shown(self, amount: Any) -> str:
        return figures(amount, self.unit)

    def sum(self, name: str, text: str, label: str = "") -> Sum:
        return Sum(id=f"summa-{self.asked.key}-{name}", text=text, label=label)

    def lines(self) -> list[LineBox]:
        stored = {line["id"]: line for line in self.answer.get("lines", ())}
        found = {line.id: line for line in self.totals.lines}
        wanted = self.asking.rows.get(self.asked.key) or ()
        empty = [BudgetLine(row, "", "", "", {}, 0) for row in wanted if row not in found]  # type: ignore[arg-type]
        return [self.line(line, stored.get(line.id, {})) for line in (*found.values(), *empty)]

    def salaries(self) -> list[SalaryBox]:
        """One for each line that the editor marked so."""
        marked = {line.key for line in self.asked.options["lines"] if line.salary}
        stored = {line["id"]: line for line in self.answer.get("lines", ())}
        lines = [line for line in self.totals.lines if line.key in marked]
        return [salary_box(self.asked, line, stored.get(line.id, {}), self.asking) for line in lines]

    def line(self, line: BudgetLine, stored: Mapping[str, Any]) -> LineBox:
        name = f"{self.asked.key}.{line.id}"
        title = line.label or _("own line")
        amounts = stored.get("amounts") or {}
        return LineBox(
            id=line.id,
            key=line.key,
            label=line.label,
            name=name,
            anchor=f"rad-{self.asked.key}-{line.id}",
            cells=[self.amount(f"{name}.{year}", amounts, year, line.id, _("amount")) for year in self.totals.years],
            sum=self.sum(line.id, self.shown(line.total) if line.amounts else "", title),
            label_box=self.text(f"{name}.label", _("Cost"), line.label, line.id, "label"),
            measure_box=self.text(f"{name}.measure", _("How it is counted"), line.measure, line.id, "measure")
            if self.asked.options["measure"]
            else None,
        )

    def text(self, name: str, label: str, text: str, row: str, column: str) -> Box:
        errors = self.asking.errors(self.asked.key, "lines", row, column)
        return self.box(name, label, text, errors, column, row, focus=column == "label" and self.asking.focus == row)

    def amount(self, name: str, amounts: Mapping[str, Any], year: int, row: str, _label: str) -> Box:
        errors = self.asking.errors(self.asked.key, "lines", row, "amounts", str(year))
        return self.box(name, str(year), self.typed(amounts.get(str(year))), errors, str(year), row)

    def box(
        self, name: str, label: str, text: str, errors: list[str], column: str, row: str, *, focus: bool = False
    ) -> Box:
        return Box(
            kind="money",
            name=name,
            label=label,
            text=text,
            errors=errors,
            is_cell=True,
            column=column,
            paste=f"paste:{self.asked.key}:{row}:{column}",
            focus=focus,
        )

    def typed(self, answer: Any) -> str:
        return MONEY.typed(answer, AMOUNT, unit=self.unit)

    def printed(self) -> list[Box]:
        """A box for each year and one for the total, the true sum's difference beside it in words."""
        given = self.answer.get("printed") or {}
        years = given.get("years") or {}
        boxes = [self.printed_box(str(year), str(year), years.get(str(year)), "years") for year in self.totals.years]
        return [*boxes, self.printed_box("total", _("In all"), given.get("total"))]

    def printed_box(self, last: str, label: str, answer: Any, *under: str) -> Box:
        path = (self.asked.key, "printed", *under, last)
        box = self.box(
            f"{self.asked.key}.printed.{last}",
            label,
            self.typed(answer),
            self.asking.errors(*path),
            last,
            "printed",
        )
        box.notices = self.asking.notices(*path)
        return box

    def year_sums(self) -> list[Sum]:
        return [self.sum(str(year), self.shown(self.totals.year_totals[year]), str(year)) for year in self.totals.years]

    def kept(self) -> list[Box]:
        shown = {str(year) for year in self.totals.years}
        hidden = [
            (f"{self.asked.key}.{line['id']}.{year}", amount)
            for line in self.answer.get("lines", ())
            for year, amount in (line.get("amounts") or {}).items()
            if year not in shown
        ]
        printed = (self.answer.get("printed") or {}).get("years") or {}
        hidden += [
            (f"{self.asked.key}.printed.{year}", amount) for year, amount in printed.items() if year not in shown
        ]
        hidden += [
            (f"{self.asked.key}.financing.{row['id']}.{year}", amount)
            for row in self.answer.get("financing") or ()
            for year, amount in row["amounts"].items()
            if year not in shown
        ]
        if not shown:
            hidden += self.without_years()
        return [Box(kind="money", name=name, label="", text=self.typed(amount)) for name, amount in hidden]

    def without_years(self) -> list[tuple[str, Any]]:
        """What the grid would have posted, where there is none to show."""
        name = self.asked.key
        total = (self.answer.get("printed") or {}).get("total")
        found: list[tuple[str, Any]] = [(f"{name}.printed.total", total)] if total is not None else []
        for line in self.answer.get("lines", ()):
            found.append((f"{name}.rows", {"unparsed": line["id"]}))
            found += [(f"{name}.{line['id']}.{part}", {"unparsed": line.get(part) or ""}) for part in PARTS]
            found.append((f"{name}.{line['id']}.employer", {"unparsed": line.get("employer") or ""}))
            for year, parts in (line.get("basis") or {}).items():
                found += [(f"{name}.{line['id']}.basis.{year}.{part}", kept) for part, kept in as_posted(parts)]
        for row in self.answer.get("financing") or ():
            found.append((f"{name}.financing.rows", {"unparsed": row["id"]}))
            found.append((f"{name}.financing.{row['id']}.name", {"unparsed": row["name"]}))
        return found

    def said(self) -> str:
        """The total for those who hear the page; it follows as one types."""
        return _("The budget is %(total)s in all.") % {"total": figures(self.totals.grand_total) + HARD_SPACE + "kr"}


PARTS = ("key", "label", "measure")


def as_posted(parts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What a salary was worked out of, as text whatever the budget's unit."""
    return [(part, kept if is_unparsed(kept) else {"unparsed": str(kept)}) for part, kept in parts.items()]


@dataclass(frozen=True)
class Amount:
    """An amount in the grid, for the kind that reads and writes it."""

    key: str = "amount"
    kind: str = "money"
    label: str = ""
    required: bool = False
    options: Mapping[str, Any] = field(default_factory=lambda: {"minimum": None, "maximum": None})


AMOUNT = Amount()
