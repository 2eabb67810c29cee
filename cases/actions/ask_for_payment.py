"""Ask for money of what was granted for a year: a request for payment, or a drawdown of the activity fund."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation

from cases import audit, notices_of_money
from cases.errors import CaseError
from cases.models import Case, Document, GrantedAmount, PaymentLine, PaymentRequest
from forms.domain.typed import one_line
from people.domain.swedish import kr
from people.models import Body, User

from .agreed import must_be_agreed
from .finding import refresh_words
from .granting import claim, granted_for, group_of, may_ask
from .keeping_files import kept_file
from .moving import locked
from .register_document import record_registered
from .registering import Paper, applicants, register

MOST_RECEIPTS, MOST_LINES = 20, 30
type Upload = UploadedFile[Any]


@transaction.atomic
def ask_for_payment(
    case: Case,
    *,
    year: int,
    lines: Sequence[tuple[str, Decimal]],
    by: User,
    body: Body | None = None,
    payee: str = "",
    message: str = "",
    receipts: Iterable[Upload] = (),
    at: datetime | None = None,
) -> PaymentRequest:
    """Those who speak for the groups, or the office for them, ask for kronor of the year's grant, line by line.

    Raises CaseError: 403 for others, 409 where nothing is granted or the case is archived, 422 for a year without
    a grant, a sum above what is left, or lines that say nothing; FileRefused for a receipt.
    """
    at = at or timezone.now()
    case = locked(case)
    found = may_ask(case, by, at)
    row = granted_for(case, year)
    must_be_agreed(row.decision, on=timezone.localdate(at))
    group = group_of(case, body, found)
    payment = keep_request(
        case, row, lines, asker=by, body=group, payee=payee, message=message, receipts=receipts, by=by, at=at
    )
    notices_of_money.asked(payment, at=at)
    return payment


def keep_request(
    case: Case,
    row: GrantedAmount,
    lines: Sequence[tuple[str, Decimal]],
    *,
    asker: User,
    body: Body | None,
    by: User,
    at: datetime,
    payee: str = "",
    message: str = "",
    receipts: Iterable[Upload] = (),
) -> PaymentRequest:
    """The request with its lines, as a document and in the trail; the case and the year's grant are locked.

    `asker` wants the money, `by` writes it in. Raises CaseError (422) as asking for it.
    """
    named = _lines(lines)
    amount = sum((each for _what, each in named), Decimal(0))
    claim(row, amount, field="lines")
    payment = PaymentRequest.objects.create(
        case=case,
        number=(case.payments.aggregate(last=Max("number"))["last"] or 0) + 1,
        year=row.year,
        is_drawdown=bool(row.decision.fund and row.decision.fund.is_activity),
        body=body,
        amount=amount,
        payee=one_line(payee)[:200],
        message=message.strip(),
        asked_by=asker,
        asked_at=at,
    )
    PaymentLine.objects.bulk_create(
        PaymentLine(payment=payment, place=place, what=what[:200], amount=each)
        for place, (what, each) in enumerate(named, 1)
    )
    _register(payment, by=by, at=at)
    keep_receipts(payment, receipts, by=by, at=at)
    audit.record(case, "payment_asked", by=by, at=at, data={**said_of(payment), "lines_sha256": digest_of(named)})
    return payment


def _lines(lines: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    named = [(one_line(what), amount) for what, amount in lines]
    if not named:
        raise CaseError("amount_missing", field="lines")
    if any(not what for what, _amount in named):
        raise CaseError("line_without_words", field="lines")
    if any(amount <= 0 for _what, amount in named):
        raise CaseError("amount_missing", field="lines")
    return named[:MOST_LINES]


def _register(payment: PaymentRequest, *, by: User, at: datetime) -> None:
    """The request is a document of the case, received from its group."""
    case = payment.case
    with translation.override(settings.LANGUAGE_CODE):
        title = f"{payment.name}: {kr(payment.amount)}, {payment.year}"
    sender = payment.body.name if payment.body else applicants(case) or by.name
    paper = Paper(Document.Direction.IN, Document.Kind.PAYMENT, title, sender)
    payment.document = register(case, [paper], by=by, at=at)[0]
    payment.save(update_fields=["document"])
    record_registered(case, payment.document, by=by, at=at)


def keep_receipts(payment: PaymentRequest, uploads: Iterable[Upload], *, by: User, at: datetime) -> list[Document]:
    """Each receipt as a document of the case with its file; the case is locked."""
    chosen = list(uploads)
    if payment.receipts.count() + len(chosen) > MOST_RECEIPTS:
        raise CaseError("too_many_receipts", field="receipts", most=MOST_RECEIPTS)
    sender = payment.body.name if payment.body else by.name
    kept: list[dict[str, Any]] = []
    try:
        for upload in chosen:
            kept.append(kept_file(upload))
        kind, direction = Document.Kind.RECEIPT, Document.Direction.IN
        papers = [Paper(direction, kind, each["file_name"], sender, each) for each in kept]
        documents = register(payment.case, papers, by=by, at=at)
        for document in documents:
            record_registered(payment.case, document, by=by, at=at)
        payment.receipts.add(*documents)
        refresh_words(payment.case)
    except BaseException:
        for each in kept:
            Document(file=each["file"]).file.delete(save=False)
        raise
    return documents


def said_of(payment: PaymentRequest) -> dict[str, Any]:
    """The request in the trail: which, how much of which year, and how it stands."""
    return {
        "payment": payment.number,
        "drawdown": payment.is_drawdown,
        "year": payment.year,
        "amount": f"{payment.amount:.2f}",
        "state": payment.state,
    }


def digest_of(lines: Sequence[tuple[str, Decimal]]) -> str:
    return audit.digest([[what[:200], f"{amount:.2f}"] for what, amount in lines])
