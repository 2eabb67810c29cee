"""What an application says that its case is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.domain.route import RouteDefinition
from cases.models import Case
from forms.domain.evaluate import evaluate
from forms.models import SubmissionRevision

from .standing_of_case import keys_in

TITLE_LENGTH = 200
OBLIGATION_LENGTH = 300


@dataclass(frozen=True)
class Promised:
    """A row of the table of dated obligations."""

    row: str
    title: str
    due_on: date | None


@dataclass(frozen=True)
class Received:
    title: str
    groups: tuple[str, ...]
    period_from: date | None
    period_to: date | None
    applied_total: Decimal | None
    obligations: tuple[Promised, ...]


def read_application(route: RouteDefinition, revision: SubmissionRevision) -> Received:
    definition = revision.submission.version.parsed
    evaluation = evaluate(definition, revision.answers)
    answers, values = evaluation.answers, evaluation.values
    period = answers.get(route.reads.period)
    period = period if isinstance(period, dict) else {}
    return Received(
        title=_line(answers.get(route.reads.title), TITLE_LENGTH),
        groups=tuple(keys_in(answers.get(route.reads.groups))),
        period_from=_day(period.get("from")),
        period_to=_day(period.get("to")),
        applied_total=_total(values.get(route.reads.budget)),
        obligations=tuple(_promised(route, revision.submission.version.raised, answers)),
    )


def payee_in(case: Case) -> str:
    """Whom the application says that the money is paid to: its text under the key `mottagare`, "" without one."""
    answers = case.submission.sent_revisions.order_by("-number").values_list("answers", flat=True).first()
    return _line((answers or {}).get("mottagare"), TITLE_LENGTH)


def _line(answer: object, length: int) -> str:
    return " ".join(answer.split())[:length] if isinstance(answer, str) else ""


def _day(answer: object) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None


def _total(value: object) -> Decimal | None:
    """What a budget applies for in all, or a money field's amount."""
    total = getattr(value, "applied_total", value)
    return total if isinstance(total, Decimal) else None


def _promised(route: RouteDefinition, definition: Mapping[str, Any], answers: Mapping[str, Any]) -> list[Promised]:
    field = next(
        (
            field
            for section in definition["sections"]
            for field in section["fields"]
            if field["key"] == route.reads.obligations and field["kind"] == "row_table"
        ),
        None,
    )
    rows = answers.get(route.reads.obligations)
    if field is None or not isinstance(rows, list):
        return []
    what = _column(field["columns"], {"text", "long_text"})
    by_when = _column(field["columns"], {"date"})
    found = [
        Promised(str(row.get("id", ""))[:60], _line(row.get(what), OBLIGATION_LENGTH), _day(row.get(by_when)))
        for row in rows
    ]
    return [promised for promised in found if promised.title]


def _column(columns: list[Mapping[str, Any]], kinds: set[str]) -> str:
    return next((column["key"] for column in columns if column["kind"] in kinds), "")
