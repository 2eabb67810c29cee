"""Answers as they are read: on the check page, on a case and on paper."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from forms.budget_words import basis_words, source_words
from forms.domain.budget import BudgetTotals
from forms.domain.calculations import ROUNDINGS, rounded
from forms.domain.definition import Definition, Field, Section
from forms.domain.evaluate import Evaluation
from forms.domain.kinds import KINDS
from forms.domain.kinds.money import figures
from forms.domain.markup import to_html
from forms.domain.tables import Column, TableRow, TableValue
from forms.domain.typed import is_unparsed
from forms.wording import problem_text
from people.models import Body, Municipality, Party

# Before a party's key among the names, since a body may have the same.
EMPLOYER = "employer:"
NUMBERS = ("integer", "money", "decimal", "percent", "calculated")


@dataclass(frozen=True)
class ReadAnswer:
    """One answer in words. `template` shows it; which of the other members it uses depends on the kind."""

    key: str
    label: str
    template: str
    text: str = ""
    html: str = ""
    paragraphs: Sequence[str] = ()
    files: Sequence[Mapping[str, Any]] = ()
    columns: Sequence[Mapping[str, Any]] = ()
    rows: Sequence[Sequence[Mapping[str, Any]]] = ()
    sums: Sequence[Mapping[str, Any]] = ()
    totals: BudgetTotals | None = None
    budget_lines: Sequence[Mapping[str, Any]] = ()
    year_sums: Sequence[Mapping[str, Any]] = ()
    financing: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[str] = ()
    errors: Sequence[str] = ()
    # The section is called the same, so the label need not be said again.
    repeats: bool = False

    @property
    def paper_template(self) -> str:
        return self.template.replace("forms/read/", "forms/paper/")


@dataclass(frozen=True)
class ReadSection:
    key: str
    title: str
    answers: Sequence[ReadAnswer] = field(default_factory=list)


def read_sections(
    definition: Definition,
    evaluation: Evaluation,
    *,
    kinds: Collection[str] = (),
    sections: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> list[ReadSection]:
    """The visible sections with their visible answers; `kinds` and `sections` narrow it.

    One query, for the names of bodies, unless whoever reads many has them.
    """
    if names is None:
        names = names_of_bodies(definition, evaluation.answers)
    shown = [section for section in definition.sections if f"section:{section.key}" in evaluation.visible]
    read = [
        ReadSection(section.key, section.title, read_answers(section, evaluation, names, kinds=kinds))
        for section in shown
        if not sections or section.key in sections
    ]
    return [section for section in read if section.answers]


def read_answers(
    section: Section, evaluation: Evaluation, names: Mapping[str, str], *, kinds: Collection[str] = ()
) -> list[ReadAnswer]:
    return [
        read_answer(field, evaluation, names, repeats=field.label.casefold() == section.title.casefold())
        for field in section.fields
        if field.key in evaluation.visible and KINDS[field.kind].is_read and (not kinds or field.kind in kinds)
    ]


def read_answer(field: Field, evaluation: Evaluation, names: Mapping[str, str], *, repeats: bool = False) -> ReadAnswer:
    answer, value = evaluation.answers.get(field.key), evaluation.values.get(field.key)
    common: dict[str, Any] = {"key": field.key, "label": field.label, "repeats": repeats}
    if field.kind == "budget_table" and isinstance(value, BudgetTotals):
        return read_budget(field, value, evaluation, common, names)
    if field.kind == "row_table" and isinstance(value, TableValue):
        return read_table(field, value, answer, common)
    if field.kind == "files":
        return ReadAnswer(**common, template="forms/read/files.html", files=file_links(answer))
    text = KINDS[field.kind].format(value, field, names=names) if value is not None else unread_text(answer)
    if field.kind == "rich_text" and value is not None:
        return ReadAnswer(**common, template="forms/read/rich.html", html=mark_safe(to_html(value)))  # noqa: S308
    if field.kind in ("long_text", "rich_text"):
        return ReadAnswer(**common, template="forms/read/lines.html", paragraphs=paragraphs(text))
    return ReadAnswer(**common, template="forms/read/text.html", text=text)


def unread_text(answer: Any) -> str:
    return str(answer["unparsed"]) if is_unparsed(answer) else ""


def paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def file_links(answer: Any) -> list[dict[str, Any]]:
    entries = answer if isinstance(answer, list) else []
    return [{**entry, "url": reverse("forms:file", args=[entry["id"]])} for entry in entries]


def read_budget(
    field: Field, totals: BudgetTotals, evaluation: Evaluation, common: Mapping[str, Any], names: Mapping[str, str]
) -> ReadAnswer:
    """Lines with something in them; amounts in kronor, one column a year."""
    employers = {key.removeprefix(EMPLOYER): name for key, name in names.items() if key.startswith(EMPLOYER)}
    lines = [
        read_amounts(line.label, line.amounts, line.total, totals.years)
        | {"measure": line.measure, "basis": basis_words(line, employers)}
        for line in totals.lines
        if line.amounts or line.measure or line.basis or not line.key
    ]
    notices = [problem for problem in evaluation.problems if problem.path[:1] == (field.key,) and not problem.blocks]
    return ReadAnswer(
        **common,
        template="forms/read/budget.html",
        totals=totals if lines else None,
        budget_lines=lines,
        year_sums=[{"year": year, "text": figures(totals.year_totals[year])} for year in totals.years],
        financing=read_financing(totals),
        notices=[problem_text(problem) for problem in notices],
    )


def read_amounts(label: str, amounts: Mapping[int, Decimal], total: Decimal, years: Collection[int]) -> dict[str, Any]:
    cells = [{"year": year, "text": figures(amounts[year]) if year in amounts else ""} for year in years]
    return {"label": label, "amounts": cells, "total": figures(total)}


def read_financing(totals: BudgetTotals) -> list[dict[str, Any]]:
    """Who pays: the rows with amounts, what is applied for always."""
    rows = totals.financing.rows if totals.financing else ()
    return [
        read_amounts(source_words(row.source, row.name), row.amounts, row.total, totals.years)
        for row in rows
        if row.amounts or row.source == "applied"
    ]


def read_table(field: Field, value: TableValue, answer: Any, common: Mapping[str, Any]) -> ReadAnswer:
    stored = {row["id"]: row for row in answer or () if isinstance(row, dict)}
    sums = [
        {
            "text": figures(rounded(value.sums[column.key], ROUNDINGS["two_decimals"]))
            if column.key in value.sums
            else "",
            "label": _("Sum %(column)s") % {"column": column.label},
            "is_number": column.kind in NUMBERS,
        }
        for column in value.columns
    ]
    return ReadAnswer(
        **common,
        template="forms/read/rows.html",
        columns=[
            {"key": column.key, "label": column.label, "is_number": column.kind in NUMBERS} for column in value.columns
        ],
        rows=[read_row(row, value.columns, stored.get(row.id, {})) for row in value.rows],
        sums=sums if value.sums else (),
    )


def read_row(row: TableRow, columns: Sequence[Column], stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The row's own cells: one that is covered by a tall cell above is left out."""
    return [
        {
            "key": column.key,
            "text": cell_text(row, column, stored.get(column.key)),
            "label": column.label,
            "rowspan": row.spans.get(column.key, 1),
            "is_number": column.kind in NUMBERS,
            "is_date": column.kind in ("date", "period"),
        }
        for column in columns
        if row.spans.get(column.key, 1)
    ]


def cell_text(row: TableRow, column: Column, answer: Any) -> str:
    value = row.cells.get(column.key)
    return unread_text(answer) if value is None else KINDS[column.kind].format(value, column)


def names_of_bodies(definition: Definition, answers: Mapping[str, Any]) -> dict[str, str]:
    """Names by key, of bodies, municipalities and employers; a query for each that is asked for."""
    keys = named_in(definition, answers, "body")
    codes = named_in(definition, answers, "municipality")
    employers = {key for value in answers.values() if isinstance(value, dict) for key in employers_in(value)}
    names = dict(Body.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    if employers:
        parties = Party.objects.filter(key__in=employers).values_list("key", "name")
        names |= {f"{EMPLOYER}{key}": name for key, name in parties}
    return names | (dict(Municipality.objects.filter(code__in=codes).values_list("code", "name")) if codes else {})


def every_name() -> dict[str, str]:
    """What `names_of_bodies` may be asked for, for who reads many answers at once; three queries over small tables."""
    names = dict(Body.objects.values_list("key", "name")) | dict(Municipality.objects.values_list("code", "name"))
    return names | {f"{EMPLOYER}{key}": name for key, name in Party.objects.values_list("key", "name")}


def employers_in(answer: Mapping[str, Any]) -> Iterator[str]:
    lines = answer.get("lines")
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, dict) and isinstance(line.get("employer"), str):
            yield line["employer"]


def named_in(definition: Definition, answers: Mapping[str, Any], kind: str) -> set[str]:
    given = [answers.get(field.key) for field in definition.fields_of_kind(kind)]
    return {key for answer in given if isinstance(answer, list) for key in answer if isinstance(key, str)}
