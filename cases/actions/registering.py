"""How acts leave documents behind: the verbs beside this file register what they received, sent or drew up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import pgettext

from cases.domain.documents import attached_in
from cases.domain.route import Outcome, Stage
from cases.models import Assignment, Case, Decision, Document, Obligation, StageForm
from forms.models import StoredFile, SubmissionRevision
from people.models import BodyKind, Role, User

Direction, Kind = Document.Direction, Document.Kind


@dataclass(frozen=True)
class Paper:
    """What is to be registered; the number and the day follow from the case and the moment."""

    direction: str
    kind: str
    title: str
    counterpart: str
    stands_for: dict[str, Any] = field(default_factory=dict)


def register(
    case: Case, papers: Iterable[Paper], *, by: User | None, at: datetime, first: bool = False
) -> list[Document]:
    """The documents, numbered on from the last; the caller has locked the case. `first`: it is new and has none."""
    last = 0 if first else case.documents.aggregate(last=Max("number"))["last"] or 0
    return Document.objects.bulk_create(
        Document(
            case=case,
            number=number,
            direction=paper.direction,
            kind=paper.kind,
            dated_on=timezone.localdate(at),
            title=paper.title[:300],
            counterpart=paper.counterpart[:200],
            registered_by=by,
            registered_at=at,
            **paper.stands_for,
        )
        for number, paper in enumerate(papers, start=last + 1)
    )


def register_sending(case: Case, revision: SubmissionRevision, *, by: User, at: datetime) -> list[Document]:
    """What was sent in, and each file in it that has not come in before."""
    kind = Kind.APPLICATION if revision.number == 1 else Kind.SUPPLEMENT
    sender = applicants(case) or by.name
    main = Paper(Direction.IN, kind, case.submission.version.form.title, sender, {"revision": revision})
    return register(case, [main, *_attached(revision, sender)], by=by, at=at, first=revision.number == 1)


def register_answer(
    case: Case, assignment: Assignment, stage: Stage, outcome: Outcome, decision: Decision | None, *, at: datetime
) -> list[Document]:
    """An opinion, a proposal, a decision or a request for more. What a group says comes in; the rest is drawn up."""
    body = assignment.body
    paper = Paper(_direction(body.kind), _kind(stage), outcome.label, body.name, {"assignment": assignment})
    if decision is not None:
        title = f"{outcome.label}, § {decision.paragraph}" if decision.paragraph else outcome.label
        paper = Paper(Direction.DRAWN_UP, Kind.DECISION, title, body.name, {"decision": decision})
    elif outcome.kind == "request_supplement":
        paper = Paper(
            Direction.OUT, Kind.REQUEST, outcome.label, applicants(case) or body.name, {"assignment": assignment}
        )
    return register(case, [paper], by=assignment.answered_by, at=at)


def register_stage_form(
    case: Case, stage: Stage, form: StageForm, revision: SubmissionRevision, *, by: User, at: datetime
) -> list[Document]:
    """An opinion or a proposal that was filled in at a stage, and again when it was changed."""
    stands_for = {"revision": revision}
    title = form.submission.title or form.submission.version.form.title
    paper = Paper(_direction(form.body.kind), _kind(stage), title, form.body.name, stands_for)
    return register(case, [paper], by=by, at=at)


def register_report(
    case: Case, obligation: Obligation, revision: SubmissionRevision, *, by: User, at: datetime
) -> list[Document]:
    """What was sent in for an obligation, and each file in it that has not come in before."""
    sender = applicants(case) or by.name
    title = revision.submission.title or obligation.title
    main = Paper(Direction.IN, Kind.REPORT, title, sender, {"revision": revision})
    return register(case, [main, *_attached(revision, sender)], by=by, at=at)


def register_withdrawal(case: Case, *, by: User, at: datetime) -> list[Document]:
    with translation.override(settings.LANGUAGE_CODE):
        title = pgettext("document", "Withdrawal")
    return register(case, [Paper(Direction.IN, Kind.WITHDRAWAL, title, applicants(case) or by.name)], by=by, at=at)


def _attached(revision: SubmissionRevision, sender: str) -> list[Paper]:
    """The files that the sending names and that are no documents yet."""
    files = StoredFile.objects.filter(submission=revision.submission_id, uuid__in=attached_in(revision.answers))
    new = files.filter(document=None).order_by("uploaded_at", "pk")
    return [Paper(Direction.IN, Kind.ATTACHMENT, file.name, sender, {"attachment": file}) for file in new]


def applicants(case: Case) -> str:
    return ", ".join(case.group_names())


def _direction(kind: str) -> str:
    return Direction.IN if kind == BodyKind.LOCAL_GROUP else Direction.DRAWN_UP


def _kind(stage: Stage) -> str:
    return Kind.PROPOSAL if stage.role == Role.DIRECTOR and not stage.decides else Kind.OPINION
