"""Record that a party has signed; when the last one has, the agreement is in force."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_agreements
from cases.domain.following_up import AGREEMENT_DAY
from cases.errors import CaseError
from cases.models import Agreement, AgreementParty, Assignment, Case, Document, FollowUp, Obligation
from cases.notices import is_news
from forms.content import MOST_BYTES, type_of
from forms.domain.typed import one_line
from people.models import User

from .answer_assignment import answer_assignment
from .draw_up_agreement import locked_agreement
from .finding import refresh_words
from .keeping_files import kept_file
from .make_obligations import make_from_decision
from .mandates import must_be_association
from .moving import locked
from .register_document import record_registered
from .registering import Paper, register

How = AgreementParty.How
# What a signed paper comes as: a scan or the signed file itself.
SIGNED_TYPES = ("pdf", "png", "jpg")


@transaction.atomic
def record_signature(
    agreement: Agreement,
    place: int,
    *,
    signed_on: date,
    signed_by: str,
    by: User,
    upload: "UploadedFile[Any] | None" = None,
    reference: str = "",
    at: datetime | None = None,
) -> Agreement:
    """The party at the place has signed: on the file that is given, or elsewhere under a reference.

    Raises CaseError: 403 for others than the office, 409 unless it is sent, for a party that does not sign or has
    signed, 422 for a day to come or before it was drawn up, without a name, or without file and reference;
    FileRefused for a file that cannot be taken in.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case, agreement = locked_agreement(agreement)
    party = _asked(agreement, place)
    signed_by, reference = one_line(signed_by)[:200], one_line(reference)[:200]
    _check(agreement, signed_on, signed_by, upload, reference, on=on)
    document = _kept(case, agreement, party, upload, by=by, at=at) if upload is not None else None
    try:
        party.signed_on, party.signed_by, party.reference, party.document = signed_on, signed_by, reference, document
        party.how = How.FILE if document is not None else How.ELSEWHERE
        party.recorded_by, party.recorded_at = by, at
        party.save()
        audit.record(case, "agreement_signed", by=by, at=at, data=_said(agreement, party))
        waiting = agreement.parties.filter(signs=True, signed_on=None)
        if not waiting.exists():
            _bring_into_force(case, agreement, by=by, at=at)
    except BaseException:
        if document is not None:
            document.file.delete(save=False)
        raise
    return agreement


def _asked(agreement: Agreement, place: int) -> AgreementParty:
    if agreement.status != Agreement.Status.SENT:
        raise CaseError("agreement_waits_for_nobody", standing=agreement.get_status_display())
    party = agreement.parties.filter(place=place).first()
    if party is None or not party.signs:
        raise CaseError("party_does_not_sign", party=party.name if party else "")
    if party.signed_on is not None:
        raise CaseError("party_has_signed", party=party.name)
    return party


def _check(
    agreement: Agreement,
    signed_on: date,
    signed_by: str,
    upload: "UploadedFile[Any] | None",
    reference: str,
    *,
    on: date,
) -> None:
    if signed_on > on:
        raise CaseError("signed_in_the_future", field="signed_on")
    if signed_on < agreement.decision.decided_on:
        raise CaseError("signed_before_the_decision", field="signed_on")
    if not signed_by:
        raise CaseError("signer_missing", field="signed_by")
    if upload is None and not reference:
        raise CaseError("signed_file_missing", field="upload")
    if upload is not None:
        must_be_a_signed_paper(upload)


def must_be_a_signed_paper(upload: "UploadedFile[Any]") -> None:
    """Anybody can change a Word file: what was signed is a PDF or a picture. Raises FileRefused."""
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    upload.seek(0)
    if content:  # an empty one is refused where it is kept
        type_of(content, upload.name or "", SIGNED_TYPES)


def _kept(
    case: Case, agreement: Agreement, party: AgreementParty, upload: "UploadedFile[Any]", *, by: User, at: datetime
) -> Document:
    """The signed file as a document that came in from the party."""
    kept = kept_file(upload)
    try:
        title = f"{agreement.title}, {case.number}"
        paper = Paper(Document.Direction.IN, Document.Kind.AGREEMENT, title, party.name, kept)
        document = register(case, [paper], by=by, at=at)[0]
        record_registered(case, document, by=by, at=at)
        refresh_words(case)
    except BaseException:
        Document(file=kept["file"]).file.delete(save=False)
        raise
    return document


def _bring_into_force(case: Case, agreement: Agreement, *, by: User, at: datetime) -> None:
    """All have signed: what it changes is replaced, the stage is answered, and what is counted from it begins."""
    agreement.in_force_on = max(day for day in agreement.parties.values_list("signed_on", flat=True) if day is not None)
    agreement.status = Agreement.Status.IN_FORCE
    agreement.save(update_fields=["status", "in_force_on"])
    data = {"agreement": agreement.number, "in_force_on": agreement.in_force_on.isoformat()}
    audit.record(case, "agreement_in_force", by=by, at=at, data=data)
    if agreement.amends is not None:
        _replace(agreement.amends, case, by=by, at=at)
    notices_of_agreements.in_force(agreement, at=at)
    _answer_stage(case, by=by, at=at)
    case = locked(case)
    counts_from_it = FollowUp.in_use().evaluation_base == AGREEMENT_DAY
    if case.status == Case.Status.ENDED and counts_from_it and is_news(at):
        make_from_decision(case, by=by, at=at, kinds=(Obligation.Kind.EVALUATION,))


def _replace(earlier: Agreement, case: Case, *, by: User, at: datetime) -> None:
    """What was changed stands in its own case, which may be another."""
    of = case if earlier.case_id == case.pk else locked(earlier.case)
    Agreement.objects.filter(pk=earlier.pk).update(status=Agreement.Status.REPLACED)
    audit.record(of, "agreement_replaced", by=by, at=at, data={"agreement": earlier.number, "by": case.number})


def _answer_stage(case: Case, *, by: User, at: datetime) -> None:
    """Where the case stands at the stage of its agreement, that is its answer: the first yes of the stage."""
    stage = case.route_version.parsed.stage(case.stage)
    if stage is None or not stage.agreement or case.status != Case.Status.WAITING:
        return
    turn = case.assignments.filter(stage=stage.key, state=Assignment.State.WAITING).order_by("pk").first()
    forward = next((outcome for outcome in stage.outcomes if outcome.is_forward), None)
    if turn is None or forward is None:
        return
    # What stops the answer (a recusal, a form to fill in) leaves the turn to the office; it is signed all the same.
    with suppress(CaseError):
        answer_assignment(turn, forward.key, by=by, agreed=True, at=at)


def _said(agreement: Agreement, party: AgreementParty) -> dict[str, Any]:
    return {
        "agreement": agreement.number,
        "party": party.place,
        "signed_on": party.signed_on.isoformat() if party.signed_on else None,
        "how": party.how,
        "document": party.document.number if party.document else None,
        "signed_by_sha256": audit.digest(party.signed_by),
    }
