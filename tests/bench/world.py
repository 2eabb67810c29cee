"""Any number of cases, each a copy of a real one: its answers, groups, turns, decisions and whole trail.

One in twenty is still open, as in an office that keeps its register for many years. The first thousand are made here,
each trail sealed anew, so that what is measured could also be verified; the database makes ten of each of them, and ten
of each of those, with statements of its own (`tests/bench/multiplying.py`).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from cases.audit import seal
from cases.models import (
    Assignment,
    Case,
    CaseEvent,
    CaseGroup,
    CaseWord,
    Decision,
    Document,
    GrantedAmount,
    Message,
    Obligation,
    RegistrySeries,
)
from forms.models import Submission, SubmissionEvent, SubmissionRevision
from people.models import User

from . import keeping
from .around import title_for, write_around
from .balances import set_aside_enough
from .gatherings import hold_meetings
from .multiplying import multiply

AT_ONCE = 500
ENOUGH = 1000
FIRST_SERIAL = 1000
# The database makes ten of each from the first on.
GROWN = (10_000, 1_000)
ONE_OPEN_IN = 20
FIRST_YEAR, YEARS = 2014, 12
CASES_A_MEETING = 10


def reach(size: int) -> None:
    """A world of so many cases: the kept one, or grown from the largest that is kept and then kept itself."""
    if keeping.load(size):
        return
    smaller = next((each for each in GROWN if each < size and keeping.kept(each).exists()), 0)
    if smaller:
        keeping.load(smaller)
    else:
        demo()
    for step in sorted({each for each in GROWN if smaller < each < size} | {size}):
        grow_to(step)
        keeping.keep(step)


def demo() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)


def grow_to(size: int) -> None:
    """Copies of the demo's cases until there are so many."""
    templates = _templates(Case.objects.filter(route_version__route__key="ansokan", serial__lt=1000).order_by("pk"))
    ended = [each for each in templates if each.case.status == Case.Status.ENDED]
    running = [each for each in templates if each.case.status == Case.Status.WAITING]
    present = Case.objects.count()
    if size >= 10 * ENOUGH and present >= ENOUGH:
        multiply(-(-size // present))
        present = Case.objects.count()
    held = present
    chosen = [
        running[number // ONE_OPEN_IN % len(running)] if number % ONE_OPEN_IN == 0 else ended[number % len(ended)]
        for number in range(present, size)
    ]
    first = max(present, (_highest() + 1 - FIRST_SERIAL) * YEARS)
    for start in range(0, len(chosen), AT_ONCE):
        _copy(chosen[start : start + AT_ONCE], first=first + start)
    hold_meetings((size - held) // CASES_A_MEETING)
    set_aside_enough()
    for year in {*range(FIRST_YEAR, FIRST_YEAR + YEARS), timezone.localdate().year}:
        RegistrySeries.objects.update_or_create(year=year, defaults={"last": _highest()})
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _highest() -> int:
    return Case.objects.aggregate(most=Max("serial"))["most"] or 0


@dataclass(frozen=True)
class Template:
    case: Case
    rows: dict[type[models.Model], list[Any]]
    bodies: list[int]


def _templates(cases: Iterable[Case]) -> list[Template]:
    of_case = (CaseGroup, Assignment, Decision, Obligation, Message, CaseEvent, CaseWord, Document)
    of_submission = (SubmissionRevision, SubmissionEvent)
    return [
        Template(
            case,
            {model: list(model.objects.filter(case=case).order_by("pk")) for model in of_case}
            | {
                model: list(model.objects.filter(submission=case.submission_id).order_by("pk"))
                for model in of_submission
            }
            | {GrantedAmount: list(GrantedAmount.objects.filter(decision__case=case))},
            list(case.submission.bodies.values_list("pk", flat=True)),
        )
        for case in cases.select_related("submission")
    ]


def copy_of[Row: models.Model](row: Row, **changes: Any) -> Row:
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**values | changes)


@transaction.atomic
def _copy(templates: Sequence[Template], *, first: int) -> list[Case]:
    submissions = Submission.objects.bulk_create(copy_of(each.case.submission, uuid=uuid4()) for each in templates)
    through = Submission.bodies.through
    through.objects.bulk_create(
        through(submission_id=submission.pk, body_id=body)
        for each, submission in zip(templates, submissions, strict=True)
        for body in each.bodies
    )
    cases = Case.objects.bulk_create(
        _numbered(each.case, submission, first + number)
        for number, (each, submission) in enumerate(zip(templates, submissions, strict=True))
    )
    pairs = list(zip(templates, cases, strict=True))
    SubmissionEvent.objects.bulk_create(
        copy_of(row, submission_id=case.submission_id) for each, case in pairs for row in each.rows[SubmissionEvent]
    )
    sent = _with_ids(
        SubmissionRevision,
        [
            (row, {"submission_id": case.submission_id}, case)
            for each, case in pairs
            for row in each.rows[SubmissionRevision]
        ],
    )
    for model in (CaseGroup, Message, CaseWord):
        model.objects.bulk_create(copy_of(row, case_id=case.pk) for each, case in pairs for row in each.rows[model])
    Obligation.objects.bulk_create(
        copy_of(
            row,
            case_id=case.pk,
            submission_id=None,
            **dict.fromkeys(("sent_on", "returned_on", "return_reason_id")),
            **{
                name: _later(getattr(row, name), case.year - each.case.year)
                for name in ("due_on", "span_from", "span_to", "done_on")
            },
        )
        for each, case in pairs
        for row in each.rows[Obligation]
    )
    turns = _with_ids(
        Assignment, [(row, {"case_id": case.pk}, case) for each, case in pairs for row in each.rows[Assignment]]
    )
    decisions = _with_ids(
        Decision,
        [
            (
                row,
                {
                    "case_id": case.pk,
                    "assignment_id": turns[row.assignment_id, case.pk],
                    "decided_on": _later(row.decided_on, case.year - each.case.year),
                },
                case,
            )
            for each, case in pairs
            for row in each.rows[Decision]
        ],
    )
    GrantedAmount.objects.bulk_create(
        copy_of(
            row,
            decision_id=decisions[row.decision_id, case.pk],
            year=row.year + case.year - each.case.year,
            claimed=0,
            paid=0,
            released=0,
        )
        for each, case in pairs
        for row in each.rows[GrantedAmount]
    )
    Document.objects.bulk_create(
        copy_of(
            row,
            uuid=uuid4(),
            case_id=case.pk,
            revision_id=sent.get((row.revision_id, case.pk)),
            assignment_id=turns.get((row.assignment_id, case.pk)),
            decision_id=decisions.get((row.decision_id, case.pk)),
            attachment_id=None,
        )
        for each, case in pairs
        for row in each.rows[Document]
    )
    _seal_trails(pairs)
    people = list(User.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    write_around(cases, list(Decision.objects.filter(case__in=cases)), people, seed=first)
    return cases


def _numbered(case: Case, submission: Submission, number: int) -> Case:
    year, serial = FIRST_YEAR + number % YEARS, FIRST_SERIAL + number // YEARS
    years = year - case.year if case.status == Case.Status.ENDED else 0
    return copy_of(
        case,
        submission_id=submission.pk,
        title=title_for(number),
        period_from=_later(case.period_from, years),
        period_to=_later(case.period_to, years),
        year=year,
        serial=serial,
        number=f"RAR{year % 100:02d}-{serial}",
        received_at=_later(case.received_at, years),
    )


def _later[Day: (date, datetime, None)](day: Day, years: int) -> Day:
    return day and day.replace(year=day.year + years, day=min(day.day, 28))


def _with_ids(model: Any, wanted: list[tuple[Any, dict[str, Any], Case]]) -> dict[tuple[int, int], int]:
    """The copies' ids by the original's id and the case's."""
    made = model.objects.bulk_create(copy_of(row, **changes) for row, changes, _case in wanted)
    return {(row.pk, case.pk): copy.pk for (row, _changes, case), copy in zip(wanted, made, strict=True)}


def _seal_trails(pairs: Sequence[tuple[Template, Case]]) -> None:
    events = []
    for each, case in pairs:
        head = ""
        for row in each.rows[CaseEvent]:
            event = copy_of(row, case_id=case.pk, previous=head)
            event.sha256 = head = seal(case.number, event)
            events.append(event)
        case.event_head = head
    CaseEvent.objects.bulk_create(events)
    Case.objects.bulk_update([case for _each, case in pairs], ["event_head"])


def drafts_to_send(count: int) -> list[Submission]:
    """Drafts that are ready to be sent in: the largest application, as it was written."""
    source = max(
        Submission.objects.filter(version__form__key="ansokan", case__serial__lt=1000).select_related("version"),
        key=lambda submission: len(str(submission.answers)),
    )
    made = Submission.objects.bulk_create(
        copy_of(source, uuid=uuid4(), state=Submission.State.DRAFT, open_sections=[], submitted_at=None)
        for _ in range(count)
    )
    for submission in made:
        submission.bodies.set(source.bodies.all())
    return made


def cases_to_decide(count: int) -> list[Case]:
    """Cases that wait for the board."""
    found = Case.objects.filter(
        stage="styrelsen", status=Case.Status.WAITING, route_version__route__key="ansokan", serial__lt=1000
    )
    template = _templates(found.order_by("-pk")[:1])[0]
    number = (_highest() + 1 - FIRST_SERIAL) * YEARS
    return _copy([template] * count, first=number)


def checksum() -> str:
    """What was measured on, in short: it changes with the demo's documents."""
    answers = Submission.objects.filter(case__serial__lt=1000).order_by("pk").values_list("answers", flat=True)
    return hashlib.sha256(str(list(answers)).encode()).hexdigest()[:12]
