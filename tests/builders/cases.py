"""A published form and route, the bodies that they name, and applications sent in: each in one line.

world = a_world()
case = an_application(world, "lsg-flen", "lsg-strangnas")
support(case, "lsg-flen", by=world.flen_chair)
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.publish_route import publish_definition
from cases.compile_ways import kinds_of
from cases.decompile import decompile
from cases.models import Assignment, Case, Fund, Route, RouteVersion
from forms.models import Form, FormVersion, Submission, SubmissionRevision
from forms.signals import answers_submitted
from people.models import Body, BodyKind, Role, User
from tests.builders.people import body, person, seat


def identity(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def field(key: str, kind: str, label: str = "", **members: Any) -> dict[str, Any]:
    return {"id": identity(f"field {key}"), "key": key, "kind": kind, "label": label or key.capitalize(), **members}


def section(key: str, *fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": identity(f"section {key}"), "key": key, "title": key.capitalize(), "fields": list(fields)}


OBLIGATIONS = field(
    "atagande",
    "row_table",
    "Åtaganden",
    columns=[
        {"id": identity("vad"), "key": "vad", "label": "Vad", "kind": "text"},
        {"id": identity("senast"), "key": "senast", "label": "Senast", "kind": "date"},
    ],
)
# The smallest picture that there is.
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
BUDGET = field(
    "budget",
    "budget_table",
    "Budget",
    lines=[{"key": "lon", "label": "Lön"}, {"key": "resor", "label": "Resor"}],
    period_field="period",
)


def form_json(key: str = "ansokan") -> dict[str, Any]:
    return {
        "schema": 1,
        "kind": "form",
        "key": key,
        "title": "Ansökan",
        "sections": [
            section(
                "om",
                field("rubrik", "text", required=True),
                field("sokande", "body", "Sökande", multiple=True, applicants=True),
                field("period", "period"),
            ),
            section("budget", BUDGET),
            section("ataganden", OBLIGATIONS),
        ],
    }


def outcome(key: str, kind: str, to: str | list[dict[str, Any]] = "", **members: Any) -> dict[str, Any]:
    found = {"id": "", "key": key, "kind": kind, "label": key.capitalize(), **members}
    return {**found, **({"to": to} if to else {})}


def stage(key: str, actor: dict[str, Any], role: str, *outcomes: dict[str, Any], **members: Any) -> dict[str, Any]:
    named = [{**found, "id": identity(f"{key} {found['key']}")} for found in outcomes]
    return {
        "id": identity(f"stage {key}"),
        "key": key,
        "title": key.capitalize(),
        "actor": actor,
        "role": role,
        "outcomes": named,
        **members,
    }


def end(key: str, kind: str) -> dict[str, Any]:
    return {"id": identity(f"end {key}"), "key": key, "title": key.capitalize(), "kind": kind}


def route_json(key: str = "ansokan", opens_with: str = "ansokan") -> dict[str, Any]:
    """Each group, then the preparatory group, then the board; every kind of outcome somewhere."""
    return {
        "schema": 2,
        "kind": "route",
        "key": key,
        "title": "Ansökan",
        "opens_with": opens_with,
        "reads": {
            "title": "rubrik",
            "groups": "sokande",
            "period": "period",
            "budget": "budget",
            "obligations": "atagande",
        },
        "stages": [
            stage(
                "lsg",
                {"kind": "applicants"},
                "chair",
                outcome("tillstyrker", "support", "beredning"),
                outcome("avstyrker", "oppose", "avstyrkt", needs_reason=True),
                outcome("komplettering", "request_supplement", needs_reason=True, lapses="stage"),
                one_refusal_settles=True,
                deadline={"days": 14},
                remind_days_before=[3],
            ),
            stage(
                "beredning",
                {"kind": "body", "body": "beredningsgruppen"},
                "member",
                outcome("tillstyrker", "support", "styrelsen"),
                outcome("avstyrker", "oppose", "styrelsen", needs_reason=True),
                outcome("komplettering", "request_supplement", needs_reason=True),
                deadline={"days": 10, "unit": "working"},
            ),
            stage(
                "styrelsen",
                {"kind": "body", "body": "styrelsen"},
                "chair",
                outcome("bifall", "approve", "beviljad", grants=True),
                outcome("delvis", "approve_in_part", "beviljad", grants=True, needs_reason=True),
                outcome("avslag", "reject", "avslagen", needs_reason=True),
                outcome("aterremiss", "remit", "beredning", needs_reason=True),
                outcome("bordlaggning", "defer"),
            ),
        ],
        "ends": [
            end("beviljad", "granted"),
            end("avslagen", "rejected"),
            end("avstyrkt", "closed"),
            end("aterkallad", "withdrawn"),
        ],
    }


def published_form(definition: dict[str, Any] | None = None) -> FormVersion:
    definition = definition or form_json()
    form, _ = Form.objects.get_or_create(key=definition["key"], defaults={"title": definition["title"]})
    number = form.versions.count() + 1
    return FormVersion.objects.create(
        form=form, number=number, schema=1, definition=definition, sha256=_sha256(definition)
    )


def published_route(definition: dict[str, Any] | None = None) -> RouteVersion:
    """The form that it opens with must be published."""
    definition = definition or route_json()
    form = Form.objects.get(key=definition["opens_with"])
    reads = {f"{name}_field": key for name, key in definition.get("reads", {}).items()}
    defaults = {"title": definition["title"], "form": form, "stages": decompile(definition, kinds_of(form)), **reads}
    route, _ = Route.objects.get_or_create(key=definition["key"], defaults=defaults)
    return publish_definition(route, definition, by=None)


@dataclass(frozen=True)
class World:
    """Two groups, the association's bodies, and somebody in each role."""

    flen: Body
    strangnas: Body
    preparatory_group: Body
    board: Body
    office: Body
    writer: User  # process leader of both groups
    flen_chair: User
    strangnas_chair: User
    preparer: User
    board_chair: User
    officer: User
    stranger: User
    form: FormVersion
    route: RouteVersion


def a_world(route: dict[str, Any] | None = None, form: dict[str, Any] | None = None) -> World:
    flen = body("lsg-flen", name="LSG Flen")
    strangnas = body("lsg-strangnas", name="LSG Strängnäs")
    preparatory_group = body("beredningsgruppen", BodyKind.PREPARATORY_GROUP, "Beredningsgruppen")
    board = body("styrelsen", BodyKind.BOARD, "Styrelsen")
    office = body("kansliet", BodyKind.OFFICE, "Kansliet")
    seat(flen, Role.PROCESS_LEADER, name="Processledare")
    return World(
        flen=flen,
        strangnas=strangnas,
        preparatory_group=preparatory_group,
        board=board,
        office=office,
        writer=seat(strangnas, Role.PROCESS_LEADER, name="Processledare"),
        flen_chair=seat(flen, name="Ordförande LSG Flen"),
        strangnas_chair=seat(strangnas, name="Ordförande LSG Strängnäs"),
        preparer=seat(preparatory_group, Role.MEMBER, name="Ledamot beredningsgruppen"),
        board_chair=seat(board, name="Ordförande styrelsen"),
        officer=seat(office, Role.CASE_OFFICER, name="Handläggare"),
        stranger=person("En Främling"),
        form=published_form(form),
        route=published_route(route),
    )


def application_answers(*groups: str, **more: Any) -> dict[str, Any]:
    """2014: 600 000 + 10 000, 2015: 712 000 + 10 000."""
    return {
        "rubrik": "Processtöd i Flen",
        "sokande": list(groups),
        "period": {"from": "2014-07-01", "to": "2015-12-31"},
        "budget": {
            "unit": "kr",
            "lines": [
                {"id": "a", "key": "lon", "label": "Lön", "amounts": {"2014": "600000", "2015": "712000"}},
                {"id": "b", "key": "resor", "label": "Resor", "amounts": {"2014": "10000", "2015": "10000"}},
            ],
        },
        "atagande": [{"id": "row-1", "vad": "Reviderad aktivitetsplan", "senast": "2014-08-31"}],
        **more,
    }


def a_submission(world: World, *groups: str, by: User | None = None, **answers: Any) -> Submission:
    groups = groups or ("lsg-flen",)
    writer = by or world.writer
    submission = Submission.objects.create(
        version=world.form,
        title="Processtöd i Flen",
        answers=application_answers(*groups, **answers),
        created_by=writer,
        saved_by=writer,
    )
    submission.bodies.set(Body.objects.filter(key__in=groups))
    return submission


@transaction.atomic
def send_in(submission: Submission, *, by: User | None = None, at: datetime | None = None) -> Case:
    """As the submit action does: a sent revision, then the signal."""
    sent(submission, by=by, at=at)
    return Case.objects.get(submission=submission)


@transaction.atomic
def sent(submission: Submission, *, by: User | None = None, at: datetime | None = None) -> None:
    """The same of what opens no case, such as the form of a stage."""
    by = by or submission.created_by
    at = at or timezone.now()
    submission.state, submission.open_sections, submission.submitted_at = Submission.State.SUBMITTED, [], at
    submission.revision += 1
    submission.save()
    revision = SubmissionRevision.objects.create(
        submission=submission,
        number=submission.sent_revisions.count() + 1,
        answers=submission.answers,
        sha256=_sha256(submission.answers),
        sent_by=by,
        sent_at=at,
    )
    answers_submitted.send(Submission, submission=submission, revision=revision, by=by)


def an_application(world: World, *groups: str, at: datetime | None = None, **answers: Any) -> Case:
    """A case at its first stage."""
    return send_in(a_submission(world, *groups, **answers), at=at)


def waiting(case: Case, body_key: str = "") -> Assignment:
    """Whose turn it is: the only one, or that of the body."""
    turns = case.assignments.filter(state=Assignment.State.WAITING)
    return turns.get(body__key=body_key) if body_key else turns.get()


def support(case: Case, body_key: str, *, by: User, at: datetime | None = None) -> Case:
    answer_assignment(waiting(case, body_key), "tillstyrker", by=by, at=at)
    case.refresh_from_db()
    return case


def case_at_board(world: World, *groups: str, at: datetime | None = None) -> Case:
    """A case that waits for the board's decision."""
    case = an_application(world, *groups, at=at)
    chairs = {"lsg-flen": world.flen_chair, "lsg-strangnas": world.strangnas_chair}
    for key in groups or ("lsg-flen",):
        support(case, key, by=chairs[key], at=at)
    return support(case, "beredningsgruppen", by=world.preparer, at=at)


def granted_case(world: World, *groups: str, at: datetime | None = None, fund: Fund | None = None) -> Case:
    """A closed case: granted 610 000 kr for 2014 and 700 000 kr for 2015."""
    case = case_at_board(world, *groups, at=at)
    answer_assignment(
        waiting(case),
        "bifall",
        by=world.board_chair,
        text="Styrelsen beviljar ansökan.",
        decided_on=timezone.localdate(at) if at else date(2014, 6, 12),
        paragraph="34",
        granted={2014: Decimal(610_000), 2015: Decimal(700_000)},
        fund=fund,
        at=at,
    )
    case.refresh_from_db()
    return case


def _sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
