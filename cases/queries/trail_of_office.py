"""What the trail says of documents, secrecy, hand-outs, the archive and disposal, compared with the tables."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from cases import audit
from cases.models import Case, CaseEvent, Document, Handout
from forms.models import SubmissionRevision

from .erasable import left_in

# Event, code, what the trail says and what the tables say.
type Found = tuple[int, str, str, str]


def of_office(case: Case, events: list[CaseEvent]) -> Iterator[Found]:
    documents = {document.number: document for document in case.documents.select_related("assignment", "decision")}
    yield from _shelf(case, events)
    yield from _secrecy(case, events, documents)
    yield from _numbers(case, events, documents)
    for event in events:
        if event.kind == "document_registered":
            yield from _registered(case, event, documents)
        if event.kind == "handed_out":
            yield from _handed_out(case, event, documents)
    if case.disposed_on is not None:
        yield from ((0, "not_disposed", "", name) for name in left_in(case))
    else:
        yield from _texts(documents)


def _shelf(case: Case, events: list[CaseEvent]) -> Iterator[Found]:
    """Closed, archived and disposed of on the days that the events say; a case that runs again is not closed."""
    expected: dict[str, date | None] = {"closed_on": None, "archived_on": None, "disposed_on": None}
    titles = [audit.digest("")]
    for event in events:
        for name in expected:
            if name in event.data and event.kind in {"closed", "archived", "disposed"}:
                expected[name] = date.fromisoformat(event.data[name])
        if event.kind == "closing_undone" or event.data.get("after", {}).get("status", "ended") != "ended":
            expected["closed_on"] = None
        if event.kind == "taken_out_of_archive":
            expected["closed_on"] = expected["archived_on"] = None
        if event.kind == "named_publicly":
            titles.append(event.data["title_sha256"])
    for name, value in expected.items():
        yield from _unlike(0, "case_differs", name, value, getattr(case, name))
    yield from _unlike(0, "case_differs", "public_title", titles[-1], audit.digest(case.public_title))


def _secrecy(case: Case, events: list[CaseEvent], documents: dict[int, Document]) -> Iterator[Found]:
    hidden: dict[int | None, str] = {}
    for event in events:
        if event.kind == "secrecy_marked":
            hidden[event.data["document"]] = event.data["hides"]
        if event.kind == "secrecy_lifted":
            hidden[event.data["document"]] = ""
    yield from _unlike(0, "case_differs", "secret", bool(hidden.get(None)), case.secret)
    for number, document in documents.items():
        yield from _unlike(0, "document_differs", f"secrecy:{number}", hidden.get(number, ""), document.secrecy)


def _numbers(case: Case, events: list[CaseEvent], documents: dict[int, Document]) -> Iterator[Found]:
    """Numbered without a gap, and one for every sending, answer and decision that the trail knows."""
    yield from _unlike(0, "documents_differ", "numbers", list(range(1, len(documents) + 1)), sorted(documents))
    held = list(documents.values())
    revisions = {document.revision_id for document in held if document.revision_id}
    answered = {document.assignment_id for document in held if document.assignment_id}
    answered |= {document.decision.assignment_id for document in held if document.decision is not None}
    of_case = Q(submission=case.submission_id) | Q(submission__stage_form__case=case)
    of_case |= Q(submission__obligation__case=case)
    sent = set(SubmissionRevision.objects.filter(of_case).values_list("pk", flat=True))
    given = {event.data["assignment"] for event in events if event.kind in {"answered", "supplement_requested"}}
    yield from _unlike(0, "documents_differ", "sendings", sorted(sent), sorted(revisions))
    yield from _unlike(0, "documents_differ", "answers", sorted(given), sorted(answered))


def _registered(case: Case, event: CaseEvent, documents: dict[int, Document]) -> Iterator[Found]:
    document = documents.get(event.data["document"])
    if document is None:
        yield event.seq, "document_missing", str(event.data["document"]), ""
        return
    found: dict[str, Any] = {
        "direction": document.direction,
        "document_kind": document.kind,
        "dated_on": document.dated_on.isoformat(),
        "file_sha256": document.sha256,
    }
    if case.disposed_on is None:
        found |= {
            "title_sha256": audit.digest(document.title),
            "counterpart_sha256": audit.digest(document.counterpart),
        }
    for name, value in found.items():
        yield from _unlike(event.seq, "document_differs", name, event.data[name], value)


def _handed_out(case: Case, event: CaseEvent, documents: dict[int, Document]) -> Iterator[Found]:
    handout = Handout.objects.filter(case=case, pk=event.data["handout"]).first()
    yield from _unlike(event.seq, "handout_differs", "state", event.data["state"], handout.state if handout else None)
    for said in event.data["documents"]:
        if "copy" in said:
            copy = documents.get(said["copy"])
            yield from _unlike(event.seq, "handout_differs", "copy", said["copy_sha256"], copy.sha256 if copy else None)


def _texts(documents: dict[int, Document]) -> Iterator[Found]:
    """What a masked copy says is what was handed out."""
    for document in documents.values():
        if document.content is not None:
            name = f"content:{document.number}"
            yield from _unlike(0, "document_differs", name, document.sha256, audit.digest(document.content))


def _unlike(seq: int, code: str, name: str, expected: Any, found: Any) -> Iterator[Found]:
    if expected != found:
        yield seq, code, f"{name}={expected}", f"{name}={found}"
