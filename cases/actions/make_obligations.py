"""Make the obligations that follow from a grant, and change them as the office decides."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import pgettext_lazy

from cases import audit
from cases.domain.following_up import Owed, Span, accounted_for
from cases.errors import CaseError
from cases.models import Case, FollowUp, Obligation
from cases.queries.follow_up import owed_by, title_of
from people.models import User

from .mandates import must_be_association
from .moving import locked

ACCOUNT_FOR_IT = pgettext_lazy("obligation", "Account for the drawdown: receipts and how it went")


@dataclass(frozen=True)
class Wanted:
    """One obligation as the office wants it: the proposal it comes from, in its own words and with its own day."""

    owed: Owed
    title: str
    due_on: date


@transaction.atomic
def make_obligations(case: Case, wanted: Iterable[Wanted], *, by: User, at: datetime | None = None) -> list[Obligation]:
    """The office makes those that it wants. Raises CaseError: 403 for others, 409 unless granted, 422 without any."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    must_be_granted(case)
    wanted = list(wanted)
    if not wanted:
        raise CaseError("nothing_chosen", field="wanted")
    return make_wanted(case, wanted, FollowUp.in_use(), by=by, at=at)


def make_from_decision(
    case: Case, *, by: User, at: datetime, kinds: Collection[str] = Obligation.Kind.values, is_paid: bool = False
) -> list[Obligation]:
    """What follows from the period when a case ends granted; the caller has locked the case.

    What was paid out at once (`is_paid`) is accounted for with its receipts, and nothing more is owed for it.

    What was due before the decision was written in is history that somebody enters, and owed to nobody.
    """
    end = case.route_version.parsed.end(case.end)
    if end is None or end.kind != "granted" or case.granted_total is None:
        return []
    on = timezone.localdate(at)
    if case.period_to is None or case.period_to < on:
        return []
    follow_up = FollowUp.in_use()
    if is_paid and case.period_from is not None:
        owed = accounted_for(Span(case.period_from, case.period_to), follow_up.terms)
        with translation.override(settings.LANGUAGE_CODE):
            title = str(ACCOUNT_FOR_IT)
        return make_wanted(case, [Wanted(owed, title, owed.due_on)], follow_up, by=by, at=at)
    proposed = [each for each in owed_by(case, follow_up.terms) if each.due_on >= on and each.kind in kinds]
    with translation.override(settings.LANGUAGE_CODE):
        wanted = [Wanted(each, title_of(each), each.due_on) for each in proposed]
    return make_wanted(case, wanted, follow_up, by=by, at=at)


@transaction.atomic
def change_obligation(
    obligation: Obligation,
    *,
    title: str,
    kind: str,
    due_on: date | None,
    by: User,
    at: datetime | None = None,
) -> Obligation:
    """The office gives it other words, another kind or another day. Raises CaseError: 403, 409 when it is done, 422."""
    at = at or timezone.now()
    case, obligation = _changeable(obligation, by, at)
    title = " ".join(title.split())[:300]
    if not title:
        raise CaseError("title_missing", field="title")
    if kind not in Obligation.Kind.values:
        raise CaseError("unknown_obligation_kind", field="kind")
    if kind != obligation.kind and obligation.submission_id is None:
        obligation.form = FollowUp.in_use().form_for(kind)
    obligation.title, obligation.kind, obligation.due_on = title, kind, due_on
    obligation.save()
    audit.record(case, "obligation_changed", by=by, at=at, data=said_of(obligation))
    return obligation


@transaction.atomic
def remove_obligation(obligation: Obligation, *, by: User, at: datetime | None = None) -> None:
    """It was never owed. Raises CaseError: 403 for others, 409 when something was begun or done for it."""
    at = at or timezone.now()
    case, obligation = _changeable(obligation, by, at)
    if obligation.submission_id is not None:
        raise CaseError("obligation_begun")
    data = {"obligation": obligation.pk}
    obligation.delete()
    audit.record(case, "obligation_removed", by=by, at=at, data=data)


@transaction.atomic
def note_start(case: Case, began_on: date | None, *, by: User, at: datetime | None = None) -> Case:
    """When the work really began; evaluations that are counted from it and are not begun get their new day."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    must_be_granted(case)
    case.began_on = began_on
    case.save(update_fields=["began_on"])
    day = began_on.isoformat() if began_on else None
    audit.record(case, "start_noted", by=by, at=at, data={"began_on": day})
    due = {(each.kind, each.span.ends): each.due_on for each in owed_by(case, FollowUp.in_use().terms, even_made=True)}
    for obligation in case.obligations.filter(kind=Obligation.Kind.EVALUATION, done_on=None, sent_on=None, row=""):
        wanted = due.get((obligation.kind, obligation.span_to)) if obligation.span_to else None
        if wanted is not None and wanted != obligation.due_on:
            obligation.due_on = wanted
            obligation.save(update_fields=["due_on"])
            audit.record(case, "obligation_changed", by=by, at=at, data=said_of(obligation))
    return case


def must_be_granted(case: Case) -> None:
    end = case.route_version.parsed.end(case.end)
    if end is None or end.kind != "granted" or case.amends_id is not None:
        raise CaseError("not_granted")


def said_of(obligation: Obligation) -> dict[str, Any]:
    """An obligation in the trail; its words as their digest."""
    return {
        "obligation": obligation.pk,
        "obligation_kind": obligation.kind,
        "due_on": obligation.due_on.isoformat() if obligation.due_on else None,
        "title_sha256": audit.digest(obligation.title),
    }


def _changeable(obligation: Obligation, by: User, at: datetime) -> tuple[Case, Obligation]:
    must_be_association(by, on=timezone.localdate(at))
    case = locked(obligation.case)
    obligation = case.obligations.get(pk=obligation.pk)
    if obligation.done_on is not None:
        raise CaseError("already_done")
    return case, obligation


def make_wanted(
    case: Case, wanted: Collection[Wanted], follow_up: FollowUp, *, by: User, at: datetime
) -> list[Obligation]:
    """In the caller's transaction, with one event."""
    if not wanted:
        return []
    made = Obligation.objects.bulk_create(
        Obligation(
            case=case,
            kind=each.owed.kind,
            title=" ".join(each.title.split())[:300],
            due_on=each.due_on,
            form=follow_up.form_for(each.owed.kind),
            span_from=each.owed.span.starts,
            span_to=each.owed.span.ends,
        )
        for each in wanted
    )
    audit.record(case, "obligations_made", by=by, at=at, data={"made": [said_of(each) for each in made]})
    return made
