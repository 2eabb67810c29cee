"""What a grant owes: proposals from its period, the lists of what is due, and one obligation with its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import pgettext

from cases.domain.following_up import (
    AGREEMENT_DAY,
    DECISION_DAY,
    FINAL_REPORT,
    STATUS_REPORT,
    Days,
    Owed,
    Span,
    Terms,
    owed,
)
from cases.models import Case, CaseGroup, FollowUp, Obligation
from forms.domain.evaluate import Evaluation, evaluate
from forms.models import Form, SubmissionRevision
from people.domain.swedish import period as written_period
from people.paging import LongPaginator
from people.queries.mandates import Standing

from .counting import counted
from .stages import StageNames
from .waiting import my_cases

PAGE = 50
# So many of a list are turned pages through: of each it is asked whether its case is seen and owes it.
MOST = 1000
# So many of the lists beside it are counted; whoever wants to know more looks at the list.
MOST_BESIDE = 100
WAITS_FOR_OFFICE = Q(sent_on__isnull=False, returned_on=None)


def owed_by(case: Case, terms: Terms, *, even_made: bool = False) -> list[Owed]:
    """What follows from the case's period and is not there yet; nothing without a whole period."""
    if case.period_from is None or case.period_to is None or case.period_to < case.period_from:
        return []
    proposed = owed(Span(case.period_from, case.period_to), terms, days_of(case, terms))
    if even_made:
        return list(proposed)
    there = list(case.obligations.all())
    return [each for each in proposed if not any(covers(found, each) for found in there)]


def days_of(case: Case, terms: Terms) -> Days:
    """The other days that something may be counted from; asked for only where the terms count from one of them."""
    if terms.evaluation_base not in {DECISION_DAY, AGREEMENT_DAY}:
        return Days(began_on=case.began_on)
    decision = case.decisions.filter(replaced_by=None, granted__amount__gt=0).order_by("-decided_on", "-pk").first()
    agreed_on = (
        decision.agreements.agreed().order_by("-in_force_on").values_list("in_force_on", flat=True).first()
        if decision
        else None
    )
    return Days(
        began_on=case.began_on,
        decided_on=decision.decided_on if decision else None,
        agreed_on=agreed_on,
        needs_agreement=decision is not None and decision.needs_agreement,
    )


def covers(found: Obligation, proposed: Owed) -> bool:
    """Whether the obligation is the proposed one, or says the same in the words of the application."""
    if found.kind != proposed.kind:
        return False
    if found.span_to is not None:
        return (found.span_from, found.span_to) == (proposed.span.starts, proposed.span.ends)
    if proposed.kind == STATUS_REPORT:
        return found.due_on is not None and proposed.span.ends <= found.due_on <= proposed.due_on
    return True


def title_of(proposed: Owed) -> str:
    """“Lägesrapport 2026-01-01–2026-06-30”, in the active language."""
    name = str(Obligation.Kind(proposed.kind).label)
    if proposed.kind not in {STATUS_REPORT, FINAL_REPORT}:
        return name
    span = written_period(proposed.span.starts, proposed.span.ends)
    return pgettext("obligation", "%(name)s %(period)s") % {"name": name, "period": span}


@dataclass(frozen=True)
class Answered:
    """An obligation with what was last sent in for it."""

    obligation: Obligation
    form_title: str
    revision: SubmissionRevision | None
    evaluation: Evaluation | None


def answered(case: Case, pk: int, *, number: int | None = None) -> Answered:
    """One obligation of the case, or 404; `number` asks for an earlier sending."""
    rows = case.obligations.select_related("submission__version__form", "return_reason", "done_reason", "done_by")
    obligation = rows.filter(pk=pk).first()
    if obligation is None:
        raise Http404
    obligation.case = case
    sent = obligation.submission.sent_revisions.select_related("sent_by") if obligation.submission else None
    if sent is not None and number is not None:
        sent = sent.filter(number=number)
    revision = sent.order_by("-number").first() if sent is not None else None
    if number is not None and revision is None:
        raise Http404
    key = obligation.form or FollowUp.in_use().form_for(obligation.kind)
    title = Form.objects.filter(key=key).values_list("title", flat=True).first() if key else ""
    definition = obligation.submission.version.parsed if obligation.submission else None
    found = evaluate(definition, revision.answers) if definition is not None and revision is not None else None
    return Answered(obligation, title or "", revision, found)


def forms_of(obligations: Sequence[Obligation]) -> frozenset[int]:
    """The primary keys of those that there is a published form to fill in for; two queries."""
    if not obligations:
        return frozenset()
    follow_up = FollowUp.in_use()
    keys = {each.pk: each.form or follow_up.form_for(each.kind) for each in obligations}
    published = Form.objects.filter(key__in=set(keys.values()) - {""}, versions__isnull=False)
    there = set(published.values_list("key", flat=True))
    return frozenset(pk for pk, key in keys.items() if key in there)


# The lists, as their address names them: what they show.
LATE, SOON, SENT, DONE = LISTS = ("forsenade", "kommande", "att-granska", "klara")
# What is late has its day; said plainly, an index has it in that order.
ORDER: dict[str, list[Any]] = {
    LATE: ["due_on", "pk"],
    SOON: [F("due_on").asc(nulls_last=True), "pk"],
    SENT: [F("due_on").asc(nulls_last=True), "pk"],
    DONE: ["-done_on", "-due_on", "-pk"],
}


@dataclass(frozen=True)
class Followed:
    """One list of obligations, a page of it, with how many there are in each that is still to be done."""

    name: str
    page: Page
    counts: dict[str, int | str]
    is_office: bool


def followed(found: Standing, names: StageNames, name: str, *, number: int, on: date) -> Followed:
    """The association sees all, others those of their own cases; a fixed number of queries."""
    rows = obligations_seen(found, names)
    others = [each for each in (LATE, SOON, SENT) if each != name]
    beside = {each: in_list(rows, each, on).order_by("due_on") for each in others}
    counts = counted(beside, most=MOST_BESIDE, in_their_order=True)
    groups = Prefetch("case__case_groups", CaseGroup.objects.select_related("body").order_by("body__name"))
    listed = in_list(rows, name, on).select_related("case").prefetch_related(groups).order_by(*ORDER[name])
    pages = LongPaginator(listed, PAGE, most=MOST, in_its_order=True)
    if name != DONE:
        counts[name] = f"{MOST}+" if pages.is_longer else pages.count
    return Followed(name, pages.get_page(number), counts, found.is_office)


def obligations_seen(found: Standing, names: StageNames) -> QuerySet[Obligation]:
    """Those of granted cases that one sees: for the association every case, for others those that one speaks for."""
    # Whoever speaks for a case sees it, so that is not asked again.
    cases = Case.objects.visible_in(found) if found.is_financier else my_cases(found)
    carried = Q(pk__in=[])
    for version, ends in names.carried.items():
        carried |= Q(route_version=version, end__in=ends - {""})
    owes = cases.filter(carried, status=Case.Status.ENDED, disposed_on=None)
    return Obligation.objects.filter(owes.of())


def in_list(rows: QuerySet[Obligation], name: str, on: date) -> QuerySet[Obligation]:
    left = rows.filter(done_on=None)
    if name == DONE:
        return rows.exclude(done_on=None)
    if name == SENT:
        return left.filter(WAITS_FOR_OFFICE)
    waits_for_applicants = left.exclude(WAITS_FOR_OFFICE)
    is_late = Q(due_on__lt=on)
    return waits_for_applicants.filter(is_late) if name == LATE else waits_for_applicants.exclude(is_late)


def to_look_at(found: Standing) -> QuerySet[Obligation]:
    """What was sent in and waits for the office."""
    if not found.is_office:
        return Obligation.objects.none()
    sent = in_list(Obligation.objects.all(), SENT, found.on)
    # Said once more as what the index holds.
    return sent.filter(sent_on__isnull=False).select_related("case").order_by("sent_on", "pk")
