"""Pay out what a decision grants, in the same transaction: for routes where approving and paying are one act."""

from datetime import datetime

from django.utils import timezone

from cases.errors import CaseError
from cases.models import Case, Decision, GrantedAmount, PaymentRequest
from cases.queries.received import payee_in
from people.models import User

from .ask_for_payment import keep_request
from .granting import granted_for
from .settle_payment import pay, settle


def must_be_payable(case: Case, decision: Decision, *, by: User) -> None:
    """Two pairs of eyes: whoever sent the request in does not pay it. Raises CaseError (403), (422) without a fund."""
    if _asker(case).pk == by.pk:
        raise CaseError("not_your_own")
    if decision.fund_id is None:
        raise CaseError("fund_missing", field="fund")


def pay_out(case: Case, decision: Decision, *, by: User, at: datetime) -> list[PaymentRequest]:
    """One payment for each year granted, asked for by who sent the application in; the case is locked.

    Raises CaseError as `must_be_payable`.
    """
    must_be_payable(case, decision, by=by)
    years = decision.granted.filter(amount__gt=0).order_by("year").values_list("year", flat=True)
    rows = [granted_for(case, year) for year in years]
    # Where the case was opened again, what was paid then is paid of the new decision too.
    return [_pay(case, row, decision, by=by, at=at) for row in rows if row.left > 0]


def _pay(case: Case, row: GrantedAmount, decision: Decision, *, by: User, at: datetime) -> PaymentRequest:
    groups = [link.body for link in case.case_groups.select_related("body").order_by("pk")]
    payment = keep_request(
        case,
        row,
        [(case.title, row.left)],
        asker=_asker(case),
        body=groups[0] if len(groups) == 1 else None,
        payee=payee_in(case),
        by=by,
        at=at,
    )
    settle(payment, PaymentRequest.State.APPROVED, by=by, at=at)
    return pay(payment, row, paid_on=decision.decided_on or timezone.localdate(at), by=by, at=at)


def _asker(case: Case) -> User:
    sent = case.submission.sent_revisions.select_related("sent_by").order_by("-number").first()
    return sent.sent_by if sent is not None and sent.sent_by is not None else case.submission.created_by
