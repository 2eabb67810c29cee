"""Send an agreement to those who are to sign it: from now on its text is fixed, and its papers are documents."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from cases import audit, notices_of_agreements
from cases.errors import CaseError
from cases.models import Agreement, AgreementParty, Case, Document, FollowUp
from cases.paper.agreement import agreement_paper
from cases.paper.agreement_word import agreement_word
from forms.content import clean_name
from people.models import User

from .draw_up_agreement import locked_agreement, must_be_draft, said_of
from .finding import refresh_words
from .keeping_files import kept_bytes
from .mandates import must_be_association
from .register_document import record_registered
from .registering import Paper, register

LONGEST = timedelta(days=365)


@transaction.atomic
def send_agreement(
    agreement: Agreement, *, revision: int, by: User, sign_by: date | None = None, at: datetime | None = None
) -> Agreement:
    """To be signed by a day (that of the settings). Both papers are registered as sent out, and the parties are told.

    Raises CaseError: 403 for others than the office, 409 when it is no draft, was changed meanwhile or its decision
    counts no more, 422 for a day that has passed.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case, agreement = locked_agreement(agreement)
    must_be_draft(agreement, revision)
    if agreement.decision.replaced_by_id is not None:
        raise CaseError("agreement_of_old_decision")
    sign_by = sign_by or on + FollowUp.in_use().signing_days * timedelta(days=1)
    if not on <= sign_by <= on + LONGEST:
        raise CaseError("sign_by_passed", field="sign_by")
    agreement.status, agreement.sent_by, agreement.sent_at, agreement.sign_by = Agreement.Status.SENT, by, at, sign_by
    documents = _registered(case, agreement, by=by, at=at)
    try:
        agreement.pdf, agreement.word = documents
        agreement.save()
        refresh_words(case)
        data = {
            **said_of(agreement),
            "documents": [document.number for document in documents],
            "sign_by": sign_by.isoformat(),
            "signs": [party.place for party in agreement.unsigned],
        }
        audit.record(case, "agreement_sent", by=by, at=at, data=data)
        notices_of_agreements.sent(agreement, at=at)
    except BaseException:
        _forget(documents)
        raise
    return agreement


def _registered(case: Case, agreement: Agreement, *, by: User, at: datetime) -> list[Document]:
    """The PDF and the Word file, as two documents sent out to the counterparty."""
    with translation.override(settings.LANGUAGE_CODE):
        made = {"pdf": agreement_paper(agreement), "docx": agreement_word(agreement)}
        name = f"{case.number} {agreement.name}"
    other = next(each for each in agreement.parties.all() if each.role == AgreementParty.Role.COUNTERPARTY)
    kept: list[dict[str, Any]] = []
    try:
        for kind, content in made.items():
            kept.append(kept_bytes(content, clean_name(name, kind)))
        title = f"{agreement.title}, {case.number}"
        papers = [Paper(Document.Direction.OUT, Document.Kind.AGREEMENT, title, other.name, each) for each in kept]
        documents = register(case, papers, by=by, at=at)
        for document in documents:
            record_registered(case, document, by=by, at=at)
    except BaseException:
        _forget(Document(file=each["file"]) for each in kept)
        raise
    return documents


def _forget(documents: Any) -> None:
    """The bytes go with what was rolled back."""
    for document in documents:
        document.file.delete(save=False)
