"""What a workbook would change in a draft, cell by cell, for somebody to look at before it is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as of
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from forms.budget_words import source_words
from forms.domain.definition import Field
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import Known, Reading
from forms.domain.kinds.money import figures, read_amount
from forms.domain.merging import digest
from forms.domain.numbers import NotANumber, read_number
from forms.domain.problems import Problem
from forms.domain.typed import is_unparsed
from forms.queries.draft import Draft
from forms.wording import problem_text

from .finding import Located, about, locate, unit_of
from .making import plan_for
from .plan import CHOICES, META, BudgetSheet, TableSheet
from .reading import RawSheet
from .taking import Path, Place, Taken, take

MOST_SHOWN = 400


@dataclass(frozen=True)
class CellChange:
    """`address` is "" for what is taken away with its row."""

    address: str
    where: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    address: str
    text: str
    why: str = ""


@dataclass
class TableReview:
    field: Field
    section: str
    answer: Any
    changes: list[CellChange]
    same: int
    unread: list[Told] = of(default_factory=list)
    amiss: list[Told] = of(default_factory=list)
    extra: list[Told] = of(default_factory=list)
    sums: list[dict[str, Any]] = of(default_factory=list)
    changed_meanwhile: bool = False
    is_open: bool = True

    @property
    def shown(self) -> Sequence[CellChange]:
        return self.changes[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.changes) - MOST_SHOWN)

    @property
    def says_something(self) -> bool:
        """Otherwise it is as in the draft, and one line is enough."""
        wrong_sums = any(sum_["agrees"] is False for sum_ in self.sums)
        return bool(self.changes or self.unread or self.extra or wrong_sums)

    @property
    def can_be_taken(self) -> bool:
        return self.is_open and bool(self.changes)


@dataclass(frozen=True)
class Review:
    tables: list[TableReview]
    unclear: list[str]  # sheets that are no table of the form
    notes: list[str]

    @property
    def speaking(self) -> list[TableReview]:
        return [table for table in self.tables if table.says_something]

    @property
    def silent(self) -> list[TableReview]:
        return [table for table in self.tables if not table.says_something]

    @property
    def takes(self) -> bool:
        return any(table.can_be_taken for table in self.tables)

    def answers(self, chosen: Sequence[str]) -> dict[str, Any]:
        return {
            table.field.key: table.answer for table in self.tables if table.can_be_taken and table.field.key in chosen
        }


def review(draft: Draft, raw: list[RawSheet], seed: UUID) -> Review:
    plan = plan_for(draft)
    known = about(raw)
    tables: dict[str, TableReview] = {}
    unclear = []
    for sheet in raw:
        if sheet["title"] in (META, CHOICES, plan.sums_title) or not sheet["rows"]:
            continue
        located = locate(sheet, plan)
        if located is None or located.sheet.asked.key in tables:
            unclear.append(sheet["title"])
            continue
        tables[located.sheet.asked.key] = _table(draft, located, seed, known)
    ordered = [tables[key] for key in plan.sheets if key in tables]
    return Review(ordered, unclear, notes(draft, known))


def notes(draft: Draft, known: Mapping[str, str]) -> list[str]:
    """Where the book is not of this draft as it is now."""
    said = []
    if not known:
        said.append(_("The workbook's hidden sheet is gone, so the tables were found by their headings."))
        return said
    if known.get("submission") != str(draft.submission.uuid):
        said.append(_("The workbook was made from another application. Look closely at what it would change."))
    if known.get("sha256") and known["sha256"] != draft.submission.version.sha256:
        said.append(_("The workbook was made for another version of the form."))
    return said


def _table(draft: Draft, located: Located, seed: UUID, known: Mapping[str, str]) -> TableReview:
    asked, evaluation = located.sheet.asked, draft.evaluation
    stored = draft.answers.get(asked.key)
    taken = take(located, stored, seed)
    context = Known(evaluation.values)
    before, after = (KINDS[asked.kind].read(answer, asked, context) for answer in (stored, taken.answer))
    base = known.get(f"digest:{asked.key}", "") if known.get("submission") == str(draft.submission.uuid) else ""
    changed_meanwhile = bool(base) and base != digest(before.answer)
    if base and base == digest(after.answer):
        changes, same = list[CellChange](), len(taken.places)
    else:
        changes, same = differences(asked, before, after, taken)
    found = TableReview(
        field=asked,
        section=draft.definition.section_of[asked.key].title,
        answer=after.answer,
        changes=changes,
        same=same,
        changed_meanwhile=changed_meanwhile and bool(changes),
        is_open=located.sheet.is_open,
        extra=[Told(place.address, place.text) for place in taken.extra],
        sums=list(_sums(taken, after)),
    )
    _tell_problems(found, taken, after)
    return found


def _tell_problems(found: TableReview, taken: Taken, after: Reading) -> None:
    for place, kind in taken.lost:
        why = (
            _("The formula has no value. Open the workbook, let it calculate and save it.")
            if kind == "formula"
            else _("The cell shows an error.")
        )
        found.unread.append(Told(place.address, place.text, why))
    for problem in after.problems:
        at = taken.places.get(problem.path)
        if not problem.blocks or (at is None and problem.code == "required"):
            continue
        told = Told(at.address if at else "", at.text if at else "", problem_text(problem))
        (found.unread if at and _is_unread(after, problem) else found.amiss).append(told)


def _is_unread(after: Reading, problem: Problem) -> bool:
    return is_unparsed(_at(after.answer, problem.path))


def _at(answer: Any, path: Path) -> Any:
    """What stands at a problem's path in a stored answer; a list is looked up by the ids of its rows."""
    for step in path:
        if isinstance(answer, list):
            answer = next((entry for entry in answer if isinstance(entry, dict) and entry.get("id") == step), None)
        elif isinstance(answer, dict):
            answer = answer.get(step)
        else:
            return None
    return answer


def differences(asked: Field, before: Reading, after: Reading, taken: Taken) -> tuple[list[CellChange], int]:
    old, new = dict(parts(asked, before.answer)), dict(parts(asked, after.answer))
    changes, same = [], 0
    for path in dict.fromkeys((*new, *old)):
        where, was = old.get(path, ("", ""))
        where, becomes = new.get(path, (where, ""))
        if was == becomes:
            same += 1
        else:
            place = taken.places.get(path)
            changes.append(CellChange(place.address if place else "", where, was, becomes))
    if not changes and before.answer != after.answer and [path[:1] for path in old] != [path[:1] for path in new]:
        changes.append(CellChange("", _("The rows stand in another order."), "", ""))
    return changes, same


def parts(asked: Field, answer: Any) -> Iterator[tuple[Path, tuple[str, str]]]:
    """The cells of a stored answer: where each stands and what it says."""
    if asked.kind == "row_table":
        for number, row in enumerate(answer if isinstance(answer, list) else (), 1):
            for column in asked.options["columns"]:
                if column.key in row:
                    where = _("Row %(number)s, %(column)s") % {"number": number, "column": column.label}
                    yield (row["id"], column.key), (where, said(row[column.key], column))
        return
    given = answer if isinstance(answer, dict) and "lines" in answer else {}
    unit = given.get("unit", "kr")
    for line in given.get("lines", ()):
        yield from _parts_of_line(line, unit)
    for row in given.get("financing", ()):
        yield from _parts_of_payer(row, unit)
    printed = given.get("printed") or {}
    for year, amount in (printed.get("years") or {}).items():
        yield ("printed", "years", year), (_("Your paper's sum %(year)s") % {"year": year}, _money(amount, unit))
    if printed.get("total") is not None:
        yield ("printed", "total"), (_("Your paper's total"), _money(printed["total"], unit))


def _parts_of_line(line: Mapping[str, Any], unit: str) -> Iterator[tuple[Path, tuple[str, str]]]:
    path = ("lines", line["id"])
    if not line["key"] and line["label"]:
        yield (*path, "label"), (_("Own line"), line["label"])
    if line["measure"]:
        yield (*path, "measure"), (_("%(line)s, measure") % {"line": line["label"]}, line["measure"])
    for year, amount in line["amounts"].items():
        yield (*path, "amounts", year), (f"{line['label']} {year}", _money(amount, unit))


def _parts_of_payer(row: Mapping[str, Any], unit: str) -> Iterator[tuple[Path, tuple[str, str]]]:
    path, called = ("financing", row["id"]), source_words(row["source"], row["name"])
    if row["name"]:
        yield (*path, "name"), (_("Other financier"), row["name"])
    for year, amount in row["amounts"].items():
        yield (*path, "amounts", year), (f"{called} {year}", _money(amount, unit))


def _money(amount: Any, unit: str) -> str:
    if is_unparsed(amount):
        return str(amount["unparsed"])
    return f"{figures(Decimal(amount), unit)}\u00a0{unit}"


def said(answer: Any, asked: Any) -> str:
    kind = KINDS[asked.kind]
    value = kind.read(answer, asked).value
    return (
        str(answer["unparsed"])
        if is_unparsed(answer)
        else kind.typed(answer, asked)
        if value is None
        else kind.format(value, asked)
    )


def _sums(taken: Taken, after: Reading) -> Iterator[dict[str, Any]]:
    """The book's own sums beside the true ones."""
    located, value = taken.located, after.value
    for place, key in taken.sums:
        sheet = located.sheet
        if isinstance(sheet, TableSheet):
            true = value.sums.get(key) if value else Decimal(0)
            given, shown = _as_number(place, "kr", money=False), figures(true or Decimal(0))
        elif isinstance(sheet, BudgetSheet):
            true = value.grand_total if key == "sum" else value.year_totals.get(int(key))
            column = next(number for number, name in located.columns.items() if name == key)
            unit = unit_of(located, column)
            given, shown = _as_number(place, unit, money=True), f"{figures(true or Decimal(0), unit)}\u00a0{unit}"
        if true is not None:
            # A program that has not calculated says neither yes nor no.
            told = place.text.startswith("=")
            text = _("not calculated") if told else place.text.replace(".", ",")
            agrees = None if told else given == true
            yield {"address": place.address, "given": text, "true": shown, "agrees": agrees}


def _as_number(place: Place, unit: str, *, money: bool) -> Decimal | None:
    text = place.text.replace(".", ",")
    number = read_amount(text, unit) if money else read_number(text)
    return None if isinstance(number, NotANumber) else number
