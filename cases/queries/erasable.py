"""What disposal takes out of a case: which texts become empty, which rows go. What is not named here stays.

`KEPT` names every other column that can hold words, so that a new one is not forgotten:
tests/cases/test_disposal.py fails until somebody has decided.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cases.models import (
    Assignment,
    Case,
    CaseEvent,
    CaseWord,
    Decision,
    DisposalItem,
    Document,
    Handout,
    HandoutItem,
    Message,
    Obligation,
    OutgoingEmail,
    SecrecyMark,
    Supplement,
)
from cases.models.acting import Reason, Recusal
from forms.models import KeptReceipt, Presence, StoredFile, Submission, SubmissionEvent, SubmissionRevision
from forms.models.printout import Printout
from forms.models.workbook import WaitingWorkbook


@dataclass(frozen=True)
class Emptied:
    """The columns of a model that lose their words; `to_case` leads from its rows to the case."""

    model: type[Model]
    to_case: str
    values: dict[str, Any]


EMPTIED = (
    Emptied(Submission, "case", {"title": "", "answers": {}, "left_over": []}),
    Emptied(SubmissionRevision, "submission__case", {"answers": {}}),
    Emptied(Assignment, "case", {"text": ""}),
    Emptied(Supplement, "case", {"question": ""}),
    Emptied(Decision, "case", {"text": "", "conditions": ""}),
    Emptied(Message, "case", {"text": ""}),
    Emptied(Obligation, "case", {"title": ""}),
    Emptied(Recusal, "case", {"reason": ""}),
    Emptied(Reason, "case", {"text": ""}),
    Emptied(SecrecyMark, "case", {"reason": "", "lifted_reason": ""}),
    Emptied(Handout, "case", {"recipient": "", "means": "", "reason": ""}),
    Emptied(HandoutItem, "handout__case", {"masks": {}, "ground_text": ""}),
    Emptied(
        Document,
        "case",
        {"title": "", "counterpart": "", "file": "", "file_name": "", "file_size": 0, "content": None},
    ),
)
# Rows that say nothing once their words are gone.
DELETED: dict[type[Model], str] = {
    OutgoingEmail: "case",
    CaseWord: "case",
    StoredFile: "submission__case",
    Presence: "submission__case",
    Printout: "submission__case",
    WaitingWorkbook: "submission__case",
    KeptReceipt: "submission__case",
}
# Numbers, dates, kinds, outcomes and digests: what is left, so that one can see that there was a case and how it ended.
KEPT: dict[type[Model], frozenset[str]] = {
    CaseEvent: frozenset({"kind", "data", "previous", "sha256"}),
    DisposalItem: frozenset({"taken"}),
    SubmissionEvent: frozenset({"kind", "section"}),
    Case: frozenset({"number", "public_title", "status", "stage", "end", "event_head"}),
    Submission: frozenset({"state", "open_sections"}),
    SubmissionRevision: frozenset({"sha256"}),
    Assignment: frozenset({"stage", "role", "state", "outcome"}),
    Supplement: frozenset({"sections"}),
    Decision: frozenset({"kind", "paragraph"}),
    Message: frozenset({"audience"}),
    Obligation: frozenset({"row"}),
    Recusal: frozenset({"stage"}),
    Reason: frozenset({"kind"}),
    SecrecyMark: frozenset({"ground_text"}),
    Handout: frozenset({"state"}),
    HandoutItem: frozenset({"how"}),
    Document: frozenset({"direction", "kind", "secrecy", "sha256"}),
}
OF_CASE = {"title": "", "withdrawal_reason": ""}


def left_in(case: Case) -> list[str]:
    """What disposal should have taken and did not: for verify_audit."""
    left = []
    for each in EMPTIED:
        for name, value in each.values.items():
            if each.model._default_manager.filter(**{each.to_case: case}).exclude(**_is(name, value)).exists():
                left.append(f"{each.model._meta.model_name}.{name}")
    for model, to_case in DELETED.items():
        if model._default_manager.filter(**{to_case: case}).exists():
            left.append(model._meta.model_name or "")
    return left + [f"case.{name}" for name, value in OF_CASE.items() if getattr(case, name) != value]


def _is(name: str, value: Any) -> dict[str, Any]:
    return {f"{name}__isnull": True} if value is None else {name: value}
