"""Put what is known already into a draft: the period, a title, and for a report what the period held."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction

from cases.domain.counting import listed, whose
from cases.domain.following_up import Span
from cases.models import ActionItem
from cases.queries.report_material import Material, material
from forms.actions.save_answers import save_answers
from forms.models import Submission
from people.domain.swedish import day
from people.models import Body, User

TITLE_LENGTH = 200
# Which tables a report is filled into, and the columns of each that are known (docs/formats.md).
TABLES: Mapping[str, frozenset[str]] = {
    "administrativt": frozenset({"aktivitet"}),
    "planerat": frozenset({"aktivitet", "lsg"}),
    "uppdrag": frozenset({"uppdrag", "lsg"}),
    "insatser": frozenset({"insats", "lsg", "medel", "arende"}),
    "beslut": frozenset({"beslut", "lsg", "dag"}),
    "uppfoljning": frozenset({"vad", "lsg", "lage"}),
}


@transaction.atomic
def foresee(submission: Submission, bodies: Sequence[Body], span: Span, *, by: User) -> Submission:
    """Under the keys of docs/formats.md, where the form asks for them as the kind that is named there."""
    known = _about(submission, bodies, span)
    if tells_of_a_period(submission):
        known |= _tables(submission, material(bodies, span, by))
    return _kept(submission, known, by)


@transaction.atomic
def tell_of_period(submission: Submission, bodies: Sequence[Body], span: Span, *, by: User) -> Submission:
    """What the period held, in a draft that has its title and period already; nothing for what is no report."""
    if not tells_of_a_period(submission):
        return submission
    return _kept(submission, _tables(submission, material(bodies, span, by)), by)


def _kept(submission: Submission, known: Mapping[str, Any], by: User) -> Submission:
    if not known:
        return submission
    return save_answers(submission, {**submission.answers, **known}, submission.revision, by)


def tells_of_a_period(submission: Submission) -> bool:
    """A report: it has a period, and a table for what was done or for projects."""
    fields = {field.key: field.kind for field in submission.version.parsed.fields.values()}
    return fields.get("period") == "period" and any(
        fields.get(key) == "row_table" for key in ("administrativt", "uppdrag", "insatser")
    )


def _about(submission: Submission, bodies: Sequence[Body], span: Span) -> dict[str, Any]:
    names = ", ".join(body.name for body in bodies)
    title = f"{submission.version.form.title} {names}, {_period(span)}"
    asked = {field.key: field.kind for field in submission.version.parsed.fields.values()}
    known = {
        "rubrik": ("text", title[:TITLE_LENGTH]),
        "period": ("period", {"from": span.starts.isoformat(), "to": span.ends.isoformat()}),
    }
    return {key: value for key, (kind, value) in known.items() if asked.get(key) == kind}


def _tables(submission: Submission, found: Material) -> dict[str, list[dict[str, str]]]:
    """The rows of each table that the form has, with the columns that it has; a table that would be empty is left."""
    rows = {
        "administrativt": [{"aktivitet": text} for text in administration(found)],
        "planerat": [{"aktivitet": text, "lsg": found.names(bodies)} for text, bodies in found.activities],
        "uppdrag": [{"uppdrag": task.what, "lsg": task.body.name} for task in found.assignments],
        "insatser": [
            {
                "insats": project.title,
                "lsg": found.names(project.bodies),
                "medel": "" if project.granted is None else f"{project.granted:f}",
                "arende": project.number,
            }
            for project in found.projects
        ],
        "beslut": [
            {"beslut": item.decision, "lsg": item.meeting.body.name, "dag": item.meeting.on.isoformat()}
            for item in found.decisions
        ],
        "uppfoljning": [
            {"vad": task.what, "lsg": task.body.name, "lage": _standing(task, found.span)} for task in found.tasks
        ],
    }
    fields = {field.key: field for field in submission.version.parsed.fields.values()}
    return {
        key: [_row(row, fields[key].options["columns"]) for row in made]
        for key, made in rows.items()
        if made and key in fields and fields[key].kind == "row_table"
    }


def administration(found: Material) -> list[str]:
    """What S1 tells first: planning days, chairs, and how many meetings there were."""
    groups = [group.name for group in found.groups]
    told = []
    if planned := found.with_kind("planning_day"):
        told.append(f"{whose(groups, [group.name for group in planned])} har genomfört en planeringsdag.")
    decided = [group for group in found.groups if any(term.body in found.whose(group) for term in found.terms)]
    if decided:
        years = sorted({term.year for term in found.terms})
        those = whose(groups, [group.name for group in decided])
        ahead = " och en turordning för ordförandeskapet framöver" if len(years) > 1 else ""
        told.append(f"{those} har fattat beslut om en ordförande för {years[0]}{ahead}.")
    return [*told, found.sentence]


def _standing(task: ActionItem, span: Span) -> str:
    if task.done_on is not None and task.done_on <= span.ends:
        return f"Klart {day(task.done_on)}"
    return f"Ska vara klart {day(task.due_on)}" if task.due_on else "Pågår"


def _row(row: Mapping[str, str], columns: Sequence[Any]) -> dict[str, str]:
    """Only the columns that the form has, none longer than it takes."""
    lengths = {column.key: column.options.get("max_length") for column in columns}
    kept = {key: value[: lengths[key] or None] for key, value in row.items() if value and key in lengths}
    return {"id": uuid4().hex, **kept}


def _period(span: Span) -> str:
    """As a title says it in Swedish, since the text is Swedish whoever writes it."""
    year = span.starts.year
    if (span.starts.day, span.ends.year) == (1, year):
        halves = {(1, 6): f"första halvåret {year}", (7, 12): f"andra halvåret {year}", (1, 12): str(year)}
        if (span.starts.month, span.ends.month) in halves:
            return halves[span.starts.month, span.ends.month]
    return listed([day(span.starts), day(span.ends)], "till")
