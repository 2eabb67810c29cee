"""What notice of an agreement touches: what falls due after its last day, its letters, what is left of the money."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from cases.models import Agreement, AgreementTermination, Case, Document, GrantedAmount, Obligation


def earlier(agreement: Agreement) -> Iterator[Agreement]:
    """Those that it replaced, the latest first: what it amends ends with it, in the same case or another."""
    while agreement.amends_id is not None:
        agreement = Agreement.objects.select_related("case").get(pk=agreement.amends_id)
        yield agreement


def owed_after(case: Case | int, day: date) -> QuerySet[Obligation]:
    """What falls due after the day and waits for the applicants; what is sent in is looked at all the same."""
    waits = Q(sent_on=None) | Q(returned_on__isnull=False)
    return Obligation.objects.filter(waits, case=case, done_on=None, due_on__gt=day).order_by("due_on", "pk")


def may_fall_away(agreement: Agreement) -> list[Obligation]:
    """All that may fall due after its last day, whichever that becomes."""
    first = agreement.in_force_on or date.min
    cases = dict.fromkeys([agreement.case_id, *(each.case_id for each in earlier(agreement))])
    return [owed for pk in cases for owed in owed_after(pk, first)]


def terminations_of(agreement: Agreement) -> list[AgreementTermination]:
    """The latest first, each with what was owed no more. Two queries."""
    told = ("party", "reason", "withdraw_reason", "document", "noted_by", "withdrawn_by")
    found = list(agreement.terminations.select_related(*told).order_by("-number"))
    if found:
        rows = Obligation.objects.filter(cancelled_by__in=found).select_related("case").order_by("due_on", "pk")
        owed = list(rows)
        for each in found:
            each.cancelled = tuple(row for row in owed if row.cancelled_by_id == each.pk)
    return found


def is_followed(agreement: Agreement) -> bool:
    """Whether another of the same case is drawn up, or was agreed on since."""
    others = Agreement.objects.filter(case=agreement.case_id).exclude(pk=agreement.pk)
    return others.open().exists() or others.agreed().filter(number__gt=agreement.number).exists()


def left_of(agreement: Agreement) -> Decimal:
    """What nobody has asked for of what was granted, and may be given back to its fund. One query."""
    rows = GrantedAmount.objects.filter(decision=agreement.decision_id)
    left = rows.annotate(rest=F("amount") - F("released") - F("claimed")).values_list("rest", flat=True)
    return sum(left, Decimal(0))


def letters_in(case: Case) -> QuerySet[Document]:
    """Documents that may be the letter of notice: what the office registered with a file, the latest first."""
    kinds = (Document.Kind.LETTER, Document.Kind.AGREEMENT)
    return case.documents.filter(kind__in=kinds).exclude(file="").order_by("-number")
