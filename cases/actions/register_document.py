"""Register what came or went outside the system: by post, by e-mail, over the counter."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, Document
from forms.domain.typed import one_line
from people.models import User

from .finding import refresh_words
from .keeping_files import kept_file
from .mandates import must_be_association
from .moving import locked
from .registering import Paper, register

# What the office registers by hand; the rest follows from acts in the case.
BY_HAND = tuple(kind for kind in Document.Kind if kind is not Document.Kind.MASKED)


@transaction.atomic
def register_document(
    case: Case,
    *,
    direction: str,
    kind: str,
    dated_on: date,
    title: str,
    counterpart: str,
    by: User,
    upload: "UploadedFile[Any] | None" = None,
    at: datetime | None = None,
) -> Document:
    """The office registers it, with its file where there is one (paper that stays on a shelf has none).

    Raises CaseError: 403 for others, 409 for an archived case, 422 without subject or sender, for a day to
    come or an unknown kind; FileRefused for a file that cannot be taken in.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    title, counterpart = one_line(title)[:300], one_line(counterpart)[:200]
    _check(direction, kind, dated_on, title, counterpart, on=timezone.localdate(at))
    case = locked(case)
    paper = Paper(direction, kind, title, counterpart)
    if upload is not None:
        paper = replace(paper, stands_for=kept_file(upload))
    document = register(case, [paper], by=by, at=at)[0]
    try:
        if dated_on != document.dated_on:
            document.dated_on = dated_on
            document.save(update_fields=["dated_on"])
        record_registered(case, document, by=by, at=at)
        refresh_words(case)
    except BaseException:
        if document.file:
            document.file.delete(save=False)
        raise
    return document


def record_registered(case: Case, document: Document, *, by: User, at: datetime) -> None:
    data = {
        "document": document.number,
        "direction": document.direction,
        "document_kind": document.kind,
        "dated_on": document.dated_on.isoformat(),
        "title_sha256": audit.digest(document.title),
        "counterpart_sha256": audit.digest(document.counterpart),
        "file_sha256": document.sha256,
    }
    audit.record(case, "document_registered", by=by, at=at, data=data)


def _check(direction: str, kind: str, dated_on: date, title: str, counterpart: str, *, on: date) -> None:
    if direction not in Document.Direction.values:
        raise CaseError("unknown_direction", field="direction")
    if kind not in BY_HAND:
        raise CaseError("unknown_document_kind", field="kind")
    if dated_on > on:
        raise CaseError("document_in_the_future", field="dated_on")
    if not title:
        raise CaseError("document_title_missing", field="title")
    if not counterpart and direction != Document.Direction.DRAWN_UP:
        raise CaseError("counterpart_missing", field="counterpart")
