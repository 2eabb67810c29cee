"""Answers that suit any form: what a careful person would fill in, section by section, as conditions open them.

answers = whole_answers(definition, slag="forlangning")
"""

from collections.abc import Mapping
from typing import Any

from forms.domain.definition import Definition, Field
from forms.domain.evaluate import evaluate
from forms.domain.kinds.budget_table import PresetLine

PERIOD = {"from": "2026-01-01", "to": "2027-12-31"}
SCALARS: dict[str, Any] = {
    "text": "Processtöd i Flen",
    "long_text": "Vi behöver stöd för att samverka bättre.",
    "rich_text": "**Vi** behöver stöd.",
    "integer": 12,
    "decimal": "2",
    "money": "10000",
    "percent": "50",
    "year": 2026,
    "date": "2026-03-14",
    "period": PERIOD,
    "email": "namn@example.org",
    "phone": "0155-12 34 56",
    "web_address": "https://www.example.org",
    "organisation_number": "212000-2940",
    "municipality": ["0482"],
    "consent": True,
}


def whole_answers(definition: Definition, **given: Any) -> dict[str, Any]:
    """With something for every field that shows, the `given` answers first; other answers open what they open."""
    answers = dict(given)
    for _round in range(10):
        visible = evaluate(definition, answers).visible
        missing = [field for key, field in definition.fields.items() if key in visible and key not in answers]
        found = {field.key: answer for field in missing if (answer := answer_to(field)) is not None}
        if not found:
            return answers
        answers |= found
    raise AssertionError("there is no end to what opens")


def answer_to(field: Field) -> Any:
    match field.kind:
        case "information" | "calculated" | "files":
            return None
        case "row_table":
            return _rows(field.options)
        case "budget_table":
            return _budget(field.options)
        case "person":
            return None
        case "body":
            return ["lsg-flen"] if field.options["body_kind"] == "local_group" else ["beredningsgruppen"]
    return _scalar(field.kind, field.options)


def _scalar(kind: str, options: Mapping[str, Any]) -> Any:
    if kind == "yes_no":
        return True
    if kind == "choice":
        first = options["options"][0].key
        return [first] if options["multiple"] else first
    return SCALARS[kind]


def _rows(options: Mapping[str, Any]) -> list[dict[str, Any]]:
    filled = [column for column in options["columns"] if column.kind != "calculated"]
    return [
        {"id": f"rad{number}"} | {column.key: _scalar(column.kind, column.options) for column in filled}
        for number in range(1, max(options["minimum"], 1) + 1)
    ]


def _budget(options: Mapping[str, Any]) -> dict[str, Any]:
    own = PresetLine("", "Egen rad")
    first = next(iter(options["lines"]), own)
    amounts = {"2026": "600000", "2027": "300000"}
    line = {"id": first.key or "egen", "key": first.key, "label": first.label, "measure": "", "amounts": amounts}
    paid = [
        {"id": "sokt", "source": "applied", "name": "", "amounts": {"2026": "500000", "2027": "300000"}},
        {"id": "eget", "source": "own", "name": "", "amounts": {"2026": "100000"}},
    ]
    return {"unit": "kr", "lines": [line]} | ({"financing": paid} if options["financing"] else {})
