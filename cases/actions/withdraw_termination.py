"""Take back notice of an agreement: it was noted wrongly, or the parties go on. A new entry; nothing is erased."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_agreements
from cases.errors import CaseError
from cases.models import Agreement, AgreementTermination, Case, Obligation, Reason
from cases.queries.terminating import earlier
from people.models import User

from .draw_up_agreement import locked_agreement
from .mandates import must_be_association
from .reasons import keep_reason
from .terminate_agreement import cases_of


@transaction.atomic
def withdraw_termination(
    agreement: Agreement, *, reason: str, by: User, at: datetime | None = None
) -> AgreementTermination:
    """The agreement is in force as before, and what was owed no more is owed again.

    Raises CaseError: 403 for others than the office, 409 where no notice stands or another agreement has come since,
    422 without a reason.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case, agreement = locked_agreement(agreement)
    made = agreement.terminations.filter(withdrawn_at=None).select_related("party").first()
    if made is None:
        raise CaseError("no_notice_given")
    if case.agreements.open().exists() or case.agreements.agreed().filter(ends_on=None).exists():
        raise CaseError("agreement_followed")
    why = keep_reason(case, "agreement_termination_withdrawn", reason, by=by, at=at)
    made.agreement = agreement
    made.withdrawn_at, made.withdrawn_by, made.withdraw_reason = at, by, Reason.objects.get(pk=why["reason"])
    made.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    others = list(earlier(agreement))
    agreement.status, agreement.ends_on, agreement.claims_until = Agreement.Status.IN_FORCE, None, None
    agreement.save(update_fields=["status", "ends_on", "claims_until"])
    Agreement.objects.filter(pk__in=[each.pk for each in others]).update(ends_on=None, claims_until=None)
    ended = [each.number for each in others if each.case_id == case.pk]
    data = {"agreement": agreement.number, "termination": made.number, "ended": ended, **why}
    audit.record(case, "agreement_termination_withdrawn", by=by, at=at, data=data)
    for of, there in cases_of(case, others):
        if of is not case:
            numbers = [each.number for each in there]
            said = {"agreement": max(numbers), "by": case.number, "ended": numbers, "ends_on": None}
            audit.record(of, "agreement_ended_elsewhere", by=by, at=at, data={**said, "claims_until": None})
        _owe_again(of, made, by=by, at=at)
    notices_of_agreements.termination_withdrawn(made, at=at)
    return made


def _owe_again(of: Case, made: AgreementTermination, *, by: User, at: datetime) -> None:
    rows = list(of.obligations.filter(cancelled_by=made).order_by("pk").values_list("pk", flat=True))
    if not rows:
        return
    Obligation.objects.filter(pk__in=rows).update(done_on=None, done_by=None, cancelled_by=None)
    changed = [{"obligation": pk, "done_on": None} for pk in rows]
    data = {"agreement": made.agreement.number, "changed": changed}
    audit.record(of, "obligations_restored", by=by, at=at, data=data)
