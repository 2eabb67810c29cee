"""The text of a document, passage by passage: for reading it alone, and for masking it."""

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cases.domain.masking import Passage
from cases.models import Assignment, Decision, Document, GrantedAmount
from forms.domain.evaluate import evaluate
from forms.models import SubmissionRevision
from forms.queries.reading import ReadAnswer, paragraphs, read_sections
from people.domain.swedish import day, kr


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Everything that the document says in words; nothing for a file, whose text the system does not have.

    Lines end as a browser reads them, so that a stretch marked there is the same stretch here.
    """
    return tuple(
        Passage(each.key, each.label, each.text.replace("\r\n", "\n").replace("\r", "\n"))
        for each in _passages(document)
    )


def _passages(document: Document) -> tuple[Passage, ...]:
    if document.content is not None:
        return tuple(Passage(str(at), each["label"], each["text"]) for at, each in enumerate(document.content))
    if document.revision is not None:
        return tuple(_of_answers(document.revision))
    if document.decision is not None:
        return tuple(_of_decision(document.decision))
    if document.assignment is not None:
        return tuple(_of_answer(document.assignment, is_question=document.kind == Document.Kind.REQUEST))
    if document.kind == Document.Kind.WITHDRAWAL and document.case.withdrawal_reason:
        return tuple(_lines("reason", _("Why it was withdrawn"), document.case.withdrawal_reason))
    return ()


def _lines(key: str, label: str, text: str) -> Iterator[Passage]:
    """A passage for each paragraph; the first has the label."""
    for at, paragraph in enumerate(paragraphs(text)):
        yield Passage(f"{key}.{at}", "" if at else label, paragraph)


def _of_answer(turn: Assignment, *, is_question: bool) -> Iterator[Passage]:
    yield Passage("body", _("From"), turn.body.name)
    yield from _lines("text", _("Question") if is_question else _("Text of the opinion"), turn.text)


def _of_decision(decision: Decision) -> Iterator[Passage]:
    yield Passage("body", _("Decided by"), decision.body.name)
    yield Passage("day", _("Decided on"), day(decision.decided_on))
    if decision.paragraph:
        yield Passage("paragraph", "§", decision.paragraph)
    yield from _lines("text", _("Decision"), decision.text)
    yield from _lines("conditions", _("Conditions"), decision.conditions)
    for granted in GrantedAmount.objects.filter(decision=decision).order_by("year"):
        yield Passage(f"granted.{granted.year}", str(granted.year), kr(granted.amount))


def _of_answers(revision: SubmissionRevision) -> Iterator[Passage]:
    definition = revision.submission.version.parsed
    for section in read_sections(definition, evaluate(definition, revision.answers)):
        for answer in section.answers:
            yield from _of_field(answer)


def _of_field(answer: ReadAnswer) -> Iterator[Passage]:
    if answer.rows:
        yield from _cells(answer.key, answer.label, answer.rows)
    elif answer.budget_lines:
        yield from _budget(answer)
    elif answer.files:
        for at, file in enumerate(answer.files):
            yield Passage(f"{answer.key}.{at}", "" if at else answer.label, str(file.get("name", "")))
    else:
        text = (
            "\n\n".join(answer.paragraphs)
            or answer.text
            or unescape(strip_tags(str(answer.html).replace("</p>", "\n\n")))
        )
        yield from _lines(answer.key, answer.label, text)


def _cells(key: str, label: str, rows: Sequence[Sequence[Any]]) -> Iterator[Passage]:
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell["text"]:
                yield Passage(f"{key}.{at}.{column}", f"{label}, {at}: {cell['label']}", cell["text"])


def _budget(answer: ReadAnswer) -> Iterator[Passage]:
    for at, line in enumerate(answer.budget_lines):
        amounts = [f"{each['year']}: {each['text']}" for each in line["amounts"] if each["text"]]
        # The line's own name may be the applicant's, so it is text that can be masked.
        text = "; ".join([*filter(None, [line["label"], line["measure"]]), *amounts])
        yield Passage(f"{answer.key}.{at}", "" if at else answer.label, text)
