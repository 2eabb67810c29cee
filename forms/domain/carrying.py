"""Answers taken from one definition to another: from last year's application, an older version, another form."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .definition import Definition, Field
from .evaluate import evaluate
from .kinds import KINDS
from .kinds.kind import NOTHING, Asked, Reading
from .tables import Column
from .typed import as_typed, is_unparsed

WORDS = ("text", "long_text")
# As the documents say it: what was written is left as text to copy.
SOURCES: Mapping[Any, str] = {"applied": "Sökt", "own": "Egeninsats"}


@dataclass(frozen=True)
class Left:
    """What could not be carried: the question, what was answered as it reads, and why as a code.

    `why` is `no_question`, `other_kind`, `not_an_option`, `no_column`, `no_year`, `files` or `no_body`.
    `files` are the attached files that the text names.
    """

    label: str
    text: str
    why: str
    files: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        entry: dict[str, Any] = {"label": self.label, "text": self.text, "why": self.why}
        return entry | ({"files": [dict(file) for file in self.files]} if self.files else {})


@dataclass
class Carried:
    """`answers` are stored answers of the target; `left` is everything else that was answered."""

    answers: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Terms:
    """How answers are carried. `new_id` makes ids for rows, None keeps them; `bodies` are those that exist (None: any).

    `names` are the names of bodies by key, for what is left in words.
    """

    new_id: Callable[[], str] | None = None
    with_files: bool = True
    bodies: Collection[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def carry(source: Definition, answers: Mapping[str, Any], target: Definition, terms: Terms | None = None) -> Carried:
    """Every answer is either in the target's answers or in the list of what was left: none is lost."""
    terms = terms or Terms()
    carried = Carried()
    for asked in source.fields.values():
        answer = answers.get(asked.key)
        if answer is not None and KINDS[asked.kind].has_answer:
            _carry_field(asked, answer, twin(asked, target), carried, terms)
    _leave_years(source, target, carried)
    return carried


def carried_answer(asked: Field, answer: Any, to: Field, terms: Terms) -> Any:
    """One answer as an answer to another question, or None where nothing of it fits."""
    carried = Carried()
    _carry_field(asked, answer, to, carried, terms)
    return carried.answers.get(to.key)


def twin(asked: Field, target: Definition) -> Field | None:
    """The same question in the other definition: by its permanent id, else by its key."""
    same = next((one for one in target.fields.values() if one.id == asked.id), None)
    return same or target.fields.get(asked.key)


def fitted(asked: Asked, answer: Any, to: Asked) -> Reading:
    """The answer as an answer to another question; NOTHING where it does not fit without loss."""
    if asked.kind == to.kind:
        return KINDS[to.kind].read(answer, to)
    kind, from_kind = KINDS[to.kind], KINDS[asked.kind]
    if not (kind.is_scalar and from_kind.is_scalar) or is_unparsed(answer):
        return NOTHING
    value = from_kind.read(answer, asked).value
    if value is None:
        return NOTHING
    reading = kind.parse(from_kind.format(value, asked), to)
    return NOTHING if reading.value is None or reading.problems else reading


def said(asked: Asked, answer: Any, terms: Terms | None = None) -> str:
    """The answer as a person reads it."""
    if is_unparsed(answer):
        return str(answer["unparsed"])
    if asked.kind == "files":
        return "\n".join(str(entry.get("name", "")) for entry in answer if isinstance(entry, dict))
    if asked.kind == "budget_table":
        return budget_text(answer)
    reading = KINDS[asked.kind].read(answer, asked)
    if reading.value is None:
        return as_typed(answer)
    text = KINDS[asked.kind].format(reading.value, asked, names=(terms or Terms()).names)
    return without_empty_cells(text) if asked.kind == "row_table" else text


def without_empty_cells(text: str) -> str:
    return "\n".join(" | ".join(cell for cell in line.split(" | ") if cell.strip()) for line in text.split("\n"))


def budget_text(answer: Any) -> str:
    """A budget as lines of text: cost, measure, and each year's amount in kronor."""
    lines = answer.get("lines", ()) if isinstance(answer, dict) else ()
    return "\n".join(_line_text(line) for line in lines if isinstance(line, dict))


def _line_text(line: Mapping[str, Any], years: Collection[str] | None = None) -> str:
    amounts = line.get("amounts") or {}
    parts = [f"{year}: {as_typed(amount)}" for year, amount in amounts.items() if years is None or year in years]
    named = ", ".join(part for part in (line.get("label"), line.get("measure") if years is None else "") if part)
    return f"{named}: {'; '.join(parts)}" if parts else named


def _carry_field(asked: Field, answer: Any, to: Field | None, carried: Carried, terms: Terms) -> None:
    if asked.kind == "files" and (to is None or to.kind != "files" or not terms.with_files):
        _leave_files(asked, answer, "files" if to and not terms.with_files else "no_question", carried)
    elif to is None:
        carried.left.append(Left(asked.label, said(asked, answer, terms), "no_question"))
    elif asked.kind == to.kind and asked.kind in TAKERS:
        TAKERS[asked.kind](asked, answer, to, carried, terms)
    else:
        _take_scalar(asked, answer, to, carried, terms)


def _leave_files(asked: Field, answer: Any, why: str, carried: Carried) -> None:
    entries = tuple(entry for entry in answer if isinstance(entry, dict)) if isinstance(answer, list) else ()
    if entries:
        carried.left.append(Left(asked.label, said(asked, answer), why, entries))


def _take_scalar(asked: Field, answer: Any, to: Field, carried: Carried, terms: Terms) -> None:
    reading = fitted(asked, answer, to)
    if reading.answer is None:
        carried.left.append(Left(asked.label, said(asked, answer, terms), "other_kind"))
    else:
        carried.answers[to.key] = reading.answer


def _take_choice(asked: Field, answer: Any, to: Field, carried: Carried, terms: Terms) -> None:
    """Options that are still there; the others are left by their labels."""
    labels = {option.key: option.label for option in asked.options["options"]}
    known = {option.key for option in to.options["options"]}
    chosen = [str(key) for key in answer] if isinstance(answer, list) else [as_typed(answer)]
    kept = [key for key in chosen if key in known][: None if to.options["multiple"] else 1]
    gone = [labels.get(key, key) for key in chosen if key not in kept]
    if kept:
        carried.answers[to.key] = kept if to.options["multiple"] else kept[0]
    if gone:
        carried.left.append(Left(asked.label, ", ".join(gone), "not_an_option"))


def _take_bodies(asked: Field, answer: Any, to: Field, carried: Carried, terms: Terms) -> None:
    """Bodies that exist today: a group that has merged is left by its name."""
    keys = [as_typed(key) for key in answer] if isinstance(answer, list) else [as_typed(answer)]
    same = asked.options["body_kind"] == to.options["body_kind"]
    good = [key for key in keys if same and (terms.bodies is None or key in terms.bodies)]
    kept = good[: None if to.options["multiple"] else 1]
    if kept:
        carried.answers[to.key] = kept
    if gone := [terms.names.get(key, key) for key in keys if key not in kept]:
        carried.left.append(Left(asked.label, ", ".join(gone), "no_body"))


def _take_rows(asked: Field, answer: Any, to: Field, carried: Carried, terms: Terms) -> None:
    rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
    if not rows:
        _take_scalar(asked, answer, to, carried, terms)
        return
    columns = [(column, column_twin(column, to)) for column in asked.options["columns"]]
    made = []
    for number, row in enumerate(rows, 1):
        new = {"id": terms.new_id() if terms.new_id else row.get("id")}
        for column, other in columns:
            if (cell := row.get(column.key)) is None:
                continue
            reading = fitted_cell(column, cell, other)
            if other is None or reading.answer is None:
                label = f"{asked.label}, {number}, {column.label}"
                carried.left.append(Left(label, said(column, cell), "other_kind" if other else "no_column"))
            else:
                new[other.key] = reading.answer
        made.append(new)
    if (reading := KINDS["row_table"].read(made, to)).answer is not None:
        carried.answers[to.key] = reading.answer


def column_twin(column: Column, to: Field) -> Column | None:
    columns: tuple[Column, ...] = to.options["columns"]
    same = next((one for one in columns if one.id == column.id), None)
    return same or next((one for one in columns if one.key == column.key), None)


def fitted_cell(column: Column, cell: Any, other: Column | None) -> Reading:
    if other is None:
        return NOTHING
    reading = fitted(column, cell, other)
    # An option that is gone is left rather than kept as one that cannot be chosen.
    gone = other.kind == "choice" and any(problem.code == "not_an_option" for problem in reading.problems)
    return NOTHING if gone and not is_unparsed(cell) else reading


def _take_budget(asked: Field, answer: Any, to: Field, carried: Carried, terms: Terms) -> None:
    """A preset line that is gone stays as a line of one's own; amounts stay under their years."""
    if not isinstance(answer, dict) or not isinstance(answer.get("lines"), list):
        _take_scalar(asked, answer, to, carried, terms)
        return
    presets = {line.key for line in to.options["lines"]}
    lines = []
    for line in answer["lines"]:
        key = line.get("key") if line.get("key") in presets else ""
        if not key and not to.options["own_lines"]:
            carried.left.append(Left(asked.label, _line_text(line), "other_kind"))
            continue
        lines.append({**line, "key": key} | ({"id": terms.new_id()} if terms.new_id else {}))
    carried.answers[to.key] = {**answer, "lines": lines}
    _leave_what_is_not_asked(asked, answer, to, carried)


def _leave_what_is_not_asked(asked: Field, answer: Mapping[str, Any], to: Field, carried: Carried) -> None:
    """Who pays, and how salaries were worked out, where the other budget asks for neither."""
    if answer.get("financing") and not to.options["financing"]:
        del carried.answers[to.key]["financing"]
        rows = [{**row, "label": row.get("name") or SOURCES.get(row.get("source"), "")} for row in answer["financing"]]
        carried.left.append(Left(asked.label, "\n".join(map(_line_text, rows)), "other_kind"))
    salaries = {line.key for line in to.options["lines"] if line.salary}
    for line in carried.answers[to.key]["lines"]:
        if line.get("basis") and line["key"] not in salaries:
            carried.left.append(
                Left(f"{asked.label}, {line.get('label', '')}", _basis_text(line["basis"]), "other_kind")
            )


def _basis_text(basis: Mapping[str, Any]) -> str:
    """`2014: 40000 × 1 × 12, PO 48.33 %`."""
    said = {
        year: " × ".join(as_typed(parts[part]) for part in ("monthly", "posts", "months") if part in parts)
        + (f", PO {as_typed(parts['rate'])} %" if "rate" in parts else "")
        for year, parts in basis.items()
    }
    return "; ".join(f"{year}: {text}" for year, text in said.items())


TAKERS: Mapping[str, Callable[[Field, Any, Field, Carried, Terms], None]] = {
    "choice": _take_choice,
    "body": _take_bodies,
    "row_table": _take_rows,
    "budget_table": _take_budget,
}


def _leave_years(source: Definition, target: Definition, carried: Carried) -> None:
    """Amounts of years that the new form's budget never shows, where its years follow no period."""
    for to in target.fields_of_kind("budget_table"):
        answer, years = carried.answers.get(to.key), to.options["years"]
        if isinstance(answer, dict) and years and not to.options["period_field"]:
            shown = {str(year) for year in years}
            carried.left += _other_years(to, answer, shown)


def _other_years(to: Field, answer: Mapping[str, Any], shown: Collection[str]) -> Iterator[Left]:
    for line in answer.get("lines", ()):
        others = {year for year in line.get("amounts") or {} if year not in shown}
        if others:
            yield Left(to.label, _line_text(line, others), "no_year")


def new_questions(source: Definition, target: Definition, answers: Mapping[str, Any]) -> list[Field]:
    """Questions of the target that the source did not have and that these answers would be asked."""
    met = {to.id for asked in source.fields.values() if (to := twin(asked, target)) is not None}
    visible = evaluate(target, answers).visible
    return [
        one for one in target.fields.values() if one.id not in met and one.key in visible and KINDS[one.kind].has_answer
    ]
