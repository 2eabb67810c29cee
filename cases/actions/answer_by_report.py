"""A report that the groups approved and the office took in answers what their grants owe for the same time too."""

from datetime import datetime

from django.utils import timezone

from cases import audit
from cases.domain.following_up import Span
from cases.domain.year import covers
from cases.models import Case, Obligation
from people.models import User

from .moving import locked


def answer_by_report(case: Case, *, by: User, at: datetime) -> list[Obligation]:
    """Inside the transaction of the answer that ended the case: nothing that is reported is to be typed twice.

    It answers obligations of the same form, for a period that it covers, of cases all of whose groups are in it.
    """
    if case.period_from is None or case.period_to is None or case.secret:
        return []
    mine = set(case.case_groups.values_list("body", flat=True))
    owed = Obligation.objects.filter(
        form=case.route_version.parsed.opens_with,
        done_on=None,
        sent_on=None,
        span_from__lte=case.period_to,
        span_to__gte=case.period_from,
        case__case_groups__body__in=mine,
        case__archived_on=None,
        case__status=Case.Status.ENDED,
    )
    period = Span(case.period_from, case.period_to)
    found = owed.distinct().select_related("case").prefetch_related("case__case_groups").order_by("case", "pk")
    return [_answered(each, case, by, at) for each in found if _is_answered(each, mine, period)]


def _is_answered(obligation: Obligation, groups: set[int], period: Span) -> bool:
    if obligation.span_from is None or obligation.span_to is None:
        return False
    owing = {link.body_id for link in obligation.case.case_groups.all()}
    return owing <= groups and covers(period, Span(obligation.span_from, obligation.span_to))


def _answered(obligation: Obligation, report: Case, by: User, at: datetime) -> Obligation:
    case = locked(obligation.case)
    obligation.done_on, obligation.done_by = timezone.localdate(at), by
    obligation.save(update_fields=["done_on", "done_by"])
    data = {"obligation": obligation.pk, "done_on": obligation.done_on.isoformat(), "report": report.number}
    audit.record(case, "obligation_completed", by=by, at=at, data=data)
    return obligation
