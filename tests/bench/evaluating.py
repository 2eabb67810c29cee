"""The evaluator on its own: a real application, many fields with many rules, a long table."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms.domain.definition import Definition, parse_definition
from forms.domain.evaluate import evaluate
from forms.models import Submission

from .measuring import Figure, milliseconds


def figures() -> Iterator[Figure]:
    largest = max(
        Submission.objects.filter(case__serial__lt=1000).select_related("version"),
        key=lambda each: len(str(each.answers)),
    )
    definition = largest.version.parsed
    yield Figure("evaluate: the largest real document", milliseconds(lambda: evaluate(definition, largest.answers)))
    yield from _grown("evaluate: {} fields, {} rules", (250, 100), (500, 200), _fields_and_rules)
    yield from _grown("evaluate: a table of {} rows", (500,), (1000,), _table)


def _grown(words: str, half: tuple[int, ...], whole: tuple[int, ...], make: Any) -> Iterator[Figure]:
    before = 0.0
    for size in (half, whole):
        definition, answers = make(*size)
        assert not evaluate(definition, answers).blocking
        taken = milliseconds(lambda definition=definition, answers=answers: evaluate(definition, answers))
        yield Figure(words.format(*size), taken, times=round(taken / before, 2) if before else None)
        before = taken


def _fields_and_rules(fields: int, rules: int) -> tuple[Definition, dict[str, Any]]:
    """Each rule asks two earlier fields; every tenth field is worked out from the one before."""
    made = []
    for number in range(fields):
        field = {"id": _id(f"field {number}"), "key": f"f{number}", "kind": "integer", "label": f"Fråga {number}"}
        if number % 10 == 9:
            calculation = {"plus": [{"field": f"f{number - 1}"}, {"number": "1"}]}
            field |= {"kind": "calculated", "calculation": calculation, "shows": "number"}
        elif number >= fields - rules - fields // 10:
            asked = [
                {"field": f"f{number % 7}", "op": "at_least", "value": 0},
                {"field": f"f{number // 20 * 10}", "op": "answered"},
            ]
            field["visible_when"] = {"all": asked}
        made.append(field)
    return _definition(made), {field["key"]: 7 for field in made if field["kind"] == "integer"}


def _table(rows: int) -> tuple[Definition, dict[str, Any]]:
    columns = [
        {"id": _id("vad"), "key": "vad", "label": "Vad", "kind": "text"},
        {"id": _id("antal"), "key": "antal", "label": "Antal", "kind": "integer", "sum": True},
        {"id": _id("belopp"), "key": "belopp", "label": "Belopp", "kind": "money", "sum": True},
        {"id": _id("dag"), "key": "dag", "label": "Dag", "kind": "date"},
    ]
    field = {
        "id": _id("tabell"),
        "key": "tabell",
        "kind": "row_table",
        "label": "Tabell",
        "columns": columns,
        "maximum": rows,
    }
    row = {"vad": "Aktivitet", "antal": 3, "belopp": "1547.50", "dag": "2014-07-01"}
    return _definition([field]), {"tabell": [{"id": _id(f"row {number}"), **row} for number in range(rows)]}


def _definition(fields: list[dict[str, Any]]) -> Definition:
    section = {"id": _id("section"), "key": "del_ett", "title": "Del", "fields": fields}
    return parse_definition({"schema": 1, "kind": "form", "key": "stor", "title": "Stor", "sections": [section]})


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"bench {name}"))
