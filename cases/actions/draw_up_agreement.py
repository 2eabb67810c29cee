"""Draw up the agreement that a grant calls for, and change it while it is a draft."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases import audit
from cases.domain.agreeing import MOST_NOTICE_MONTHS
from cases.errors import CaseError
from cases.models import Agreement, AgreementParty, Case, Decision
from cases.queries.agreement_text import Drawn, Terms, drawn, notice_of
from cases.queries.agreements import decision_to_agree
from forms.domain.kinds import KINDS
from forms.domain.typed import one_line
from people.models import User

from .mandates import must_be_association
from .moving import locked

ORGANISATION_NUMBER = KINDS["organisation_number"]


@transaction.atomic
def draw_up_agreement(
    case: Case, terms: Terms, *, by: User, amends: Agreement | None = None, at: datetime | None = None
) -> Agreement:
    """A draft, with its text made from the template. `amends` may be an agreement of another case that this changes.

    Raises CaseError: 403 for others than the office, 409 where nothing is granted, the case ended without a grant,
    one is drawn up already or the decision is agreed on, 422 for what was typed.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    decision = must_be_open(case)
    amends = amends or case.agreements.filter(status=Agreement.Status.IN_FORCE).order_by("-number").first()
    _must_be_amendable(decision, amends)
    terms = _checked(terms)
    found = drawn(case, decision, terms, amends=amends)
    agreement = Agreement(
        case=case,
        number=(case.agreements.aggregate(last=Max("number"))["last"] or 0) + 1,
        decision=decision,
        amends=amends,
        drawn_up_by=by,
        drawn_up_at=at,
    )
    _keep(agreement, terms, found)
    Decision.objects.filter(pk=decision.pk).update(lacks_agreement_since=None)
    audit.record(case, "agreement_drawn_up", by=by, at=at, data=said_of(agreement))
    return agreement


@transaction.atomic
def change_agreement(
    agreement: Agreement, terms: Terms, *, revision: int, by: User, at: datetime | None = None
) -> Agreement:
    """The draft's text anew. Raises CaseError: 403, 409 when it is no draft or somebody changed it meanwhile, 422."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case, agreement = locked_agreement(agreement)
    must_be_draft(agreement, revision)
    terms = _checked(terms)
    found = drawn(case, agreement.decision, terms, amends=agreement.amends)
    agreement.revision += 1
    agreement.parties.all().delete()
    _keep(agreement, terms, found)
    audit.record(case, "agreement_changed", by=by, at=at, data=said_of(agreement))
    return agreement


def locked_agreement(agreement: Agreement) -> tuple[Case, Agreement]:
    """As they are now, nobody else's until the transaction ends."""
    case = locked(agreement.case)
    found = Agreement.objects.select_related("decision", "amends__case", "template", "pdf").get(pk=agreement.pk)
    found.case = case
    return case, found


def must_be_open(case: Case) -> Decision:
    """The decision that is to be agreed on, where nothing is drawn up on it and it is not agreed on already."""
    decision = decision_to_agree(case)
    end = case.route_version.parsed.end(case.end)
    if decision is None or (end is not None and end.kind != "granted"):
        raise CaseError("nothing_granted")
    if not case.case_groups.exists():
        raise CaseError("agreement_without_groups")
    if case.agreements.open().exists():
        raise CaseError("agreement_there")
    return decision


def must_be_draft(agreement: Agreement, revision: int) -> None:
    if agreement.status != Agreement.Status.DRAFT:
        raise CaseError("agreement_sent")
    if agreement.revision != revision:
        raise CaseError("agreement_changed")


def said_of(agreement: Agreement) -> dict[str, Any]:
    """The agreement in the trail: which, on which decision, and its text as a digest."""
    return {
        "agreement": agreement.number,
        "decision": agreement.decision_id,
        "amends": agreement.amends_id,
        "content_sha256": agreement.sha256,
        "amounts": agreement.amounts,
    }


def _must_be_amendable(decision: Decision, amends: Agreement | None) -> None:
    """A decision is agreed on once, and anew after notice; else a later one changes the one that is in force."""
    if amends is None and decision.agreements.standing().exists():
        raise CaseError("agreement_there")
    if amends is not None and amends.status != Agreement.Status.IN_FORCE:
        raise CaseError("agreement_not_in_force")


def _checked(terms: Terms) -> Terms:
    employer, number = one_line(terms.employer)[:200], terms.employer_number.strip()
    if not employer:
        raise CaseError("employer_missing", field="employer")
    read = ORGANISATION_NUMBER.parse(number, cast(Any, None))
    if number and not isinstance(read.answer, str):
        raise CaseError("bad_organisation_number", field="employer_number")
    number = read.answer if number else ""
    if not 1 <= notice_of(terms) <= MOST_NOTICE_MONTHS:
        raise CaseError("bad_notice", field="notice_months", most=MOST_NOTICE_MONTHS)
    if terms.period_from is None:
        raise CaseError("period_missing", field="period_from")
    if terms.period_to is None or terms.period_to < terms.period_from:
        raise CaseError("period_backwards", field="period_to")
    return replace(terms, employer=employer, employer_number=number)


def _keep(agreement: Agreement, terms: Terms, found: Drawn) -> None:
    for name in ("template", "purpose", "special_terms", "groups_sign", "period_from", "period_to"):
        setattr(agreement, name, getattr(terms, name))
    for name, value in found.columns.items():
        setattr(agreement, name, value)
    agreement.template_version = terms.template.version
    agreement.notice_months = notice_of(terms)
    agreement.sha256 = digest_of(agreement)
    agreement.save()
    for party in found.parties:
        party.agreement = agreement
    AgreementParty.objects.bulk_create(found.parties)


def digest_of(agreement: Agreement) -> str:
    """Of the whole text, as it is printed."""
    return audit.digest([agreement.title, agreement.content])
