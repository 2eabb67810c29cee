"""Note that notice was given of an agreement in force: when it ends, with the letter, and what is owed no more."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext

from cases import audit, notices_of_agreements
from cases.domain.terminating import NOTICE, Days, Ended, Refused, ended
from cases.errors import CaseError
from cases.models import Agreement, AgreementParty, AgreementTermination, Case, Document, Obligation, Reason
from cases.queries.terminating import earlier, owed_after
from cases.sentences import language_day
from people.models import User

from .draw_up_agreement import locked_agreement
from .finding import refresh_words
from .keeping_files import kept_file
from .mandates import must_be_association
from .moving import locked
from .reasons import keep_reason
from .register_document import record_registered
from .registering import Paper, register
from .sign_agreement import must_be_a_signed_paper


@dataclass(frozen=True)
class Notice:
    """What the office notes. An empty last day is that of the period of notice, or the day that it was received."""

    place: int
    received_on: date | None
    reason: str
    ground: str = NOTICE
    ends_on: date | None = None
    claims_until: date | None = None
    # The letter: a file, or the number of the document where it is registered already.
    upload: "UploadedFile[Any] | None" = None
    document: int | None = None
    # What falls due later and is owed all the same, by primary key.
    still_owed: Collection[int] = ()


@transaction.atomic
def terminate_agreement(
    agreement: Agreement, notice: Notice, *, by: User, at: datetime | None = None
) -> AgreementTermination:
    """From its last day on no money is asked for, and what falls due after it is owed no more.

    Raises CaseError: 403 for others than the office, 409 unless it is in force or while another is drawn up to
    replace it, 422 for what was typed; FileRefused for a letter that cannot be taken in.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case, agreement = locked_agreement(agreement)
    _must_be_in_force(case, agreement)
    party = agreement.parties.filter(place=notice.place, signs=True).first()
    if party is None:
        raise CaseError("who_gave_notice", field="party")
    received_on, days = _days(agreement, notice, on=on)
    why = keep_reason(case, "agreement_terminated", notice.reason, by=by, at=at)
    document = _letter(case, agreement, party, notice, by=by, at=at)
    try:
        made = _noted(agreement, notice, party, received_on, days, document, why["reason"], by=by, at=at)
        others = _end(agreement, days.ends_on, days.claims_until)
        data = {**said_of(made), **why, "ended": [each.number for each in others if each.case_id == case.pk]}
        audit.record(case, "agreement_terminated", by=by, at=at, data=data)
        for of, ended_there in cases_of(case, others):
            if of is not case:
                _say_elsewhere(of, ended_there, made, case.number, by=by, at=at)
            _cancel_owed(of, made, notice.still_owed, by=by, at=at)
        notices_of_agreements.terminated(made, at=at)
    except BaseException:
        if notice.upload is not None:
            document.file.delete(save=False)
        raise
    return made


def _noted(
    agreement: Agreement,
    notice: Notice,
    party: AgreementParty,
    received_on: date,
    days: Ended,
    document: Document,
    reason: int,
    *,
    by: User,
    at: datetime,
) -> AgreementTermination:
    return AgreementTermination.objects.create(
        agreement=agreement,
        number=(agreement.terminations.aggregate(last=Max("number"))["last"] or 0) + 1,
        party=party,
        ground=notice.ground,
        received_on=received_on,
        ends_on=days.ends_on,
        claims_until=days.claims_until,
        reason=Reason.objects.get(pk=reason),
        document=document,
        noted_by=by,
        noted_at=at,
    )


def said_of(made: AgreementTermination) -> dict[str, Any]:
    """The notice in the trail: which agreement, who, on what ground, and its days."""
    return {
        "agreement": made.agreement.number,
        "termination": made.number,
        "party": made.party.place,
        "ground": made.ground,
        "received_on": made.received_on.isoformat(),
        "ends_on": made.ends_on.isoformat(),
        "claims_until": made.claims_until.isoformat(),
        "document": made.document.number,
    }


def cases_of(case: Case, others: list[Agreement]) -> Iterator[tuple[Case, list[Agreement]]]:
    """The case with its own, and each other case whose agreement ends too, locked."""
    yield case, [each for each in others if each.case_id == case.pk]
    for pk in sorted({each.case_id for each in others} - {case.pk}):
        there = [each for each in others if each.case_id == pk]
        yield locked(there[0].case, even_archived=True), there


def _must_be_in_force(case: Case, agreement: Agreement) -> None:
    if agreement.status != Agreement.Status.IN_FORCE:
        raise CaseError("agreement_not_to_end", standing=agreement.get_status_display())
    if case.agreements.open().exists():
        raise CaseError("agreement_being_replaced")


def _days(agreement: Agreement, notice: Notice, *, on: date) -> tuple[date, Ended]:
    assert agreement.in_force_on is not None  # it is in force
    found = ended(
        Days(
            agreement.in_force_on,
            agreement.notice_months,
            notice.ground,
            notice.received_on,
            notice.ends_on,
            notice.claims_until,
        ),
        on=on,
    )
    if isinstance(found, Refused):
        raise CaseError(found.code, field=found.field, day=language_day(found.day) if found.day else "")
    assert notice.received_on is not None  # refused above
    return notice.received_on, found


def _letter(
    case: Case, agreement: Agreement, party: AgreementParty, notice: Notice, *, by: User, at: datetime
) -> Document:
    """The letter as a document: that of the number, or the file registered as received from the party (or sent)."""
    if notice.upload is None:
        found = case.documents.filter(number=notice.document).first() if notice.document is not None else None
        if found is None:
            raise CaseError("letter_missing", field="upload" if notice.document is None else "document")
        return found
    must_be_a_signed_paper(notice.upload)
    kept = kept_file(notice.upload)
    try:
        is_own = party.role == AgreementParty.Role.FINANCIER
        other = next(each for each in agreement.parties.all() if each.role == AgreementParty.Role.COUNTERPARTY)
        with translation.override(settings.LANGUAGE_CODE):
            said = {"title": agreement.title, "number": case.number}
            title = gettext("Notice: %(title)s, %(number)s") % said
        direction = Document.Direction.OUT if is_own else Document.Direction.IN
        paper = Paper(direction, Document.Kind.LETTER, title, (other if is_own else party).name, kept)
        document = register(case, [paper], by=by, at=at)[0]
        assert notice.received_on is not None  # it was checked
        document.dated_on = notice.received_on
        document.save(update_fields=["dated_on"])
        record_registered(case, document, by=by, at=at)
        refresh_words(case)
    except BaseException:
        Document(file=kept["file"]).file.delete(save=False)
        raise
    return document


def _end(agreement: Agreement, ends_on: date, claims_until: date) -> list[Agreement]:
    """It ends, and what it replaced ends with it; gives those."""
    others = list(earlier(agreement))
    agreement.status, agreement.ends_on, agreement.claims_until = Agreement.Status.TERMINATED, ends_on, claims_until
    agreement.save(update_fields=["status", "ends_on", "claims_until"])
    pks = [each.pk for each in others]
    Agreement.objects.filter(pk__in=pks).update(ends_on=ends_on, claims_until=claims_until)
    return others


def _say_elsewhere(
    of: Case, there: list[Agreement], made: AgreementTermination, number: str, *, by: User, at: datetime
) -> None:
    """What it replaced stands in another case, which says so itself."""
    days = {"ends_on": made.ends_on.isoformat(), "claims_until": made.claims_until.isoformat()}
    data = {"agreement": max(each.number for each in there), "by": number, **days}
    data["ended"] = [each.number for each in there]
    audit.record(of, "agreement_ended_elsewhere", by=by, at=at, data=data)


def _cancel_owed(of: Case, made: AgreementTermination, still_owed: Collection[int], *, by: User, at: datetime) -> None:
    gone = [each for each in owed_after(of, made.ends_on) if each.pk not in still_owed]
    if not gone:
        return
    on = timezone.localdate(at)
    Obligation.objects.filter(pk__in=[each.pk for each in gone]).update(done_on=on, done_by=by, cancelled_by=made)
    changed = [{"obligation": each.pk, "done_on": on.isoformat()} for each in gone]
    audit.record(
        of, "obligations_cancelled", by=by, at=at, data={"agreement": made.agreement.number, "changed": changed}
    )
