"""All boxes of a section, and where on the page a problem stands."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from forms.domain.calculations import dump as as_json
from forms.domain.definition import Definition, Field
from forms.domain.problems import Problem
from forms.sentences import calculation_sentence
from forms.wording import problem_text

from .asking import Asking
from .box import Box
from .budget_grid import budget_box
from .row_grid import row_table_box
from .scalar import body_box, calculated_box, files_box, information_box, municipality_box, person_box, scalar_box


def boxes(asking: Asking) -> list[Box]:
    return [box_of(field, asking) for field in asking.section.fields]


def box_of(field: Field, asking: Asking) -> Box:
    visible = field.key in asking.evaluation.visible
    # What is hidden is asked for by nobody, but its words must be right at once when an answer shows it.
    common: dict[str, Any] = {
        "help": field.help,
        "required": field.key in asking.evaluation.required or (field.required and not visible),
        "visible": visible,
        "errors": [*asking.refused.get(field.key, ()), *asking.errors(field.key)],
        "notices": [*asking.said.get(field.key, ()), *asking.notices(field.key)],
        "url": asking.url,
    }
    answer = asking.answers.get(field.key)
    match field.kind:
        case "row_table":
            return row_table_box(field, asking, **common)
        case "budget_table":
            return budget_box(field, asking, **common)
        case "files":
            return files_box(field, answer, **common)
        case "municipality":
            return municipality_box(field, answer, asking, **common)
        case "person":
            return person_box(field, answer, asking, **common)
        case "body":
            return body_box(field, answer, asking, **common)
        case "calculated":
            said = calculation_sentence(as_json(field.options["calculation"]), labelled(asking.definition))
            common["hint"] = _("Worked out: {calculation}.").format(calculation=said)
            return calculated_box(field, asking.evaluation.values.get(field.key), field.key, **common)
        case "information":
            return information_box(field, **common)
    return scalar_box(field, answer, field.key, **common)


def labelled(definition: Definition) -> dict[str, Mapping[str, Any]]:
    """What a sentence needs to know of the fields."""
    return {
        key: {
            "label": field.label,
            "columns": [{"key": column.key, "label": column.label} for column in field.options.get("columns", ())],
        }
        for key, field in definition.fields.items()
    }


def problem_links(asking: Asking) -> list[dict[str, str]]:
    """The page's problems for its summary, each with a link to the input."""
    own = {field.key: field for field in asking.section.fields}
    found = [
        {
            "href": f"#{target(own[problem.path[0]], problem)}",
            "text": said_of(own[problem.path[0]], problem, asking.answers),
        }
        for problem in asking.problems(deep=True)
        if problem.blocks and problem.path and problem.path[0] in own
    ]
    refused = [
        {"href": f"#falt-{key}", "text": f"{own[key].label}: {text}"}
        for key, texts in asking.refused.items()
        for text in texts
    ]
    return refused + found


def target(field: Field, problem: Problem) -> str:
    """The id to link to: the input, or the whole of a question that has several."""
    whole = len(problem.path) == 1 and field.kind in ("row_table", "budget_table", "files")
    return f"falt-{field.key}" if whole else input_id(problem)


def said_of(field: Field, problem: Problem, answers: Mapping[str, Any]) -> str:
    """The problem with the name of its question, and of its row and column in a table."""
    text = problem_text(problem)
    if field.label in text:
        return text
    return f"{field.label}{place_of(field, problem, answers.get(field.key))}: {text}"


def place_of(field: Field, problem: Problem, answer: Any) -> str:
    match problem.path:
        case (_key, "financing", *_row, last):
            return ", " + (_("financing %(year)s") % {"year": last} if last.isdigit() else _("financing"))
        case (_key, "lines", _row, "basis", year, _part):
            return ", " + _("salary %(year)s") % {"year": year}
        case (_key, "lines", row, *_part, last) if isinstance(answer, dict):
            labels = {line["id"]: line["label"] for line in answer.get("lines", ())}
            year = f" {last}" if last.isdigit() else ""
            return f", {labels[row]}{year}" if labels.get(row) else year
        case (_key, "printed", *_years, last):
            return ", " + (_("sum of %(year)s") % {"year": last} if last.isdigit() else _("sum in all"))
        case (_key, row, column) if isinstance(answer, list):
            ids = [entry.get("id") for entry in answer if isinstance(entry, dict)]
            heads = {head.key: head.label for head in field.options.get("columns", ())}
            number = ids.index(row) + 1 if row in ids else "?"
            return ", " + _("row %(number)s, %(column)s") % {"number": number, "column": heads.get(column, column)}
    return ""


def input_id(problem: Problem) -> str:
    """The id of the input that the problem is about."""
    match problem.path:
        case (key, "lines", row, "amounts", year):
            name = f"{key}.{row}.{year}"
        case (key, "lines", row, "basis", year, part):
            name = f"{key}.{row}.basis.{year}.{part}"
        case (key, "financing", "years", year):
            name = f"{key}.financing.applied.{year}"
        case (key, "financing", row, "amounts", year):
            name = f"{key}.financing.{row}.{year}"
        case (key, "lines", row, part):
            name = f"{key}.{row}.{part}"
        case (key, "printed", *_, last):
            name = f"{key}.printed.{last}"
        case path:
            name = ".".join(path)
    return f"id_{name.replace('.', '-')}"
