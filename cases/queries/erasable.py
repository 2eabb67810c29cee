"""What disposal takes out of a case: which texts become empty, which rows go. What is not named here stays.

`KEPT` names every other column that can hold words, so that a new one is not forgotten:
tests/cases/test_disposal.py fails until somebody has decided.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from cases.models import (
    AgendaItem,
    Agreement,
    AgreementParty,
    AgreementTermination,
    Amendment,
    Assignment,
    CallOff,
    Case,
    CaseEvent,
    CaseWord,
    ChangeRequest,
    Decision,
    DisposalItem,
    Document,
    Handout,
    HandoutItem,
    LedgerEntry,
    MeetingPackage,
    Message,
    MessageFile,
    MoneyEvent,
    Obligation,
    OutcomeLine,
    OutgoingEmail,
    PaymentLine,
    PaymentRequest,
    SecrecyMark,
    StageForm,
    Supplement,
)
from cases.models.acting import Reason, Recusal
from forms.models import KeptReceipt, Presence, StoredFile, Submission, SubmissionEvent, SubmissionRevision
from forms.models.printout import Printout
from forms.models.workbook import WaitingWorkbook


@dataclass(frozen=True)
class Emptied:
    """The columns of a model that lose their words; each of `to_case` leads from its rows to the case."""

    model: type[Model]
    to_case: tuple[str, ...]
    values: dict[str, Any]


# What was answered in a case: its application, the forms of its stages, and what answers its obligations.
ANSWERS = ("case", "stage_form__case", "obligation__case")
OF_ANSWERS = tuple(f"submission__{way}" for way in ANSWERS)
OF_ROW = ("case",)
ON_AGENDA = ("meeting__items__case",)


EMPTIED = (
    Emptied(Submission, ANSWERS, {"title": "", "answers": {}, "left_over": []}),
    Emptied(SubmissionRevision, OF_ANSWERS, {"answers": {}}),
    Emptied(Assignment, OF_ROW, {"text": ""}),
    Emptied(Supplement, OF_ROW, {"question": ""}),
    Emptied(Decision, OF_ROW, {"text": "", "conditions": ""}),
    Emptied(Message, OF_ROW, {"text": ""}),
    Emptied(MessageFile, ("message__case",), {"file": "", "file_name": "", "file_size": 0}),
    Emptied(Obligation, OF_ROW, {"title": ""}),
    Emptied(PaymentRequest, OF_ROW, {"payee": "", "message": "", "reason": ""}),
    Emptied(PaymentLine, ("payment__case",), {"what": ""}),
    Emptied(
        Agreement,
        OF_ROW,
        {"title": "", "purpose": "", "special_terms": "", "content": [], "conditions": [], "obligations": []},
    ),
    Emptied(
        AgreementParty,
        ("agreement__case",),
        {"signatory": "", "signatory_title": "", "signed_by": "", "reference": ""},
    ),
    Emptied(CallOff, OF_ROW, {"note": ""}),
    Emptied(Amendment, OF_ROW, {"budget": None}),
    Emptied(OutcomeLine, ("report__case",), {"label": "", "explanation": ""}),
    Emptied(Recusal, OF_ROW, {"reason": ""}),
    Emptied(Reason, OF_ROW, {"text": ""}),
    Emptied(SecrecyMark, OF_ROW, {"reason": "", "lifted_reason": ""}),
    Emptied(Handout, OF_ROW, {"recipient": "", "means": "", "reason": ""}),
    Emptied(HandoutItem, ("handout__case",), {"masks": {}, "ground_text": ""}),
    Emptied(
        Document,
        OF_ROW,
        {"title": "", "counterpart": "", "file": "", "file_name": "", "file_size": 0, "content": None},
    ),
)
# Rows that say nothing once their words are gone.
DELETED: dict[type[Model], tuple[str, ...]] = {
    OutgoingEmail: OF_ROW,
    CaseWord: OF_ROW,
    StoredFile: OF_ANSWERS,
    Presence: OF_ANSWERS,
    Printout: OF_ANSWERS,
    # Bound of the papers of every case on the agenda: it goes whole.
    MeetingPackage: ON_AGENDA,
    WaitingWorkbook: OF_ANSWERS,
    KeptReceipt: OF_ANSWERS,
}
# Numbers, dates, kinds, outcomes and digests: what is left, so that one can see that there was a case and how it ended.
KEPT: dict[type[Model], frozenset[str]] = {
    CaseEvent: frozenset({"kind", "data", "previous", "sha256"}),
    DisposalItem: frozenset({"taken"}),
    StageForm: frozenset({"stage"}),
    SubmissionEvent: frozenset({"kind", "section"}),
    Case: frozenset({"number", "public_title", "status", "stage", "ahead", "end", "event_head"}),
    Submission: frozenset({"state", "open_sections"}),
    SubmissionRevision: frozenset({"sha256"}),
    Assignment: frozenset({"stage", "role", "state", "outcome"}),
    Supplement: frozenset({"sections"}),
    Decision: frozenset({"kind", "paragraph"}),
    Message: frozenset({"audience"}),
    MessageFile: frozenset({"sha256"}),
    PaymentRequest: frozenset({"state"}),
    PaymentLine: frozenset(),
    CallOff: frozenset({"unit"}),
    Agreement: frozenset({"status", "amounts", "sha256"}),
    AgreementParty: frozenset({"role", "name", "organisation_number", "how"}),
    AgreementTermination: frozenset({"ground"}),
    OutcomeLine: frozenset({"line"}),
    ChangeRequest: frozenset({"parts"}),
    LedgerEntry: frozenset({"kind", "reference", "note"}),
    MoneyEvent: frozenset({"kind", "data", "reason", "previous", "sha256"}),
    Obligation: frozenset({"row", "kind", "form"}),
    # Minutes and notes are the body's own records, kept and locked when they are adjusted.
    AgendaItem: frozenset({"title", "proposal", "notes", "decision", "outcome"}),
    Recusal: frozenset({"stage"}),
    Reason: frozenset({"kind"}),
    SecrecyMark: frozenset({"ground_text"}),
    Handout: frozenset({"state"}),
    HandoutItem: frozenset({"how"}),
    Document: frozenset({"direction", "kind", "secrecy", "sha256"}),
}
OF_CASE = {"title": "", "withdrawal_reason": ""}


def rows_of(model: type[Model], to_case: tuple[str, ...], case: Case) -> QuerySet:
    leads = reduce(or_, (Q(**{way: case}) for way in to_case))
    return model._default_manager.filter(leads)


def left_in(case: Case) -> list[str]:
    """What disposal should have taken and did not: for verify_audit."""
    left = []
    for each in EMPTIED:
        for name, value in each.values.items():
            if rows_of(each.model, each.to_case, case).exclude(**_is(name, value)).exists():
                left.append(f"{each.model._meta.model_name}.{name}")
    for model, to_case in DELETED.items():
        if rows_of(model, to_case, case).exists():
            left.append(model._meta.model_name or "")
    return left + [f"case.{name}" for name, value in OF_CASE.items() if getattr(case, name) != value]


def _is(name: str, value: Any) -> dict[str, Any]:
    return {f"{name}__isnull": True} if value is None else {name: value}
