"""One agreement with what its reader may see and do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils import timezone

from cases.models import Agreement, AgreementParty, AgreementTermination, Case, Document
from people.models import User
from people.queries.mandates import Standing, standing

from .terminating import left_of, terminations_of


@dataclass(frozen=True)
class AgreementPage:
    agreement: Agreement
    found: Standing
    on: date
    parties: tuple[AgreementParty, ...]
    # Whether the reader sees the case too: who represents the employer may see the agreement alone.
    sees_case: bool
    # Secrecy stands on the paper and holds against the reader.
    is_hidden: bool
    # Notice of it, the latest first; and what was granted that nobody has asked for.
    terminations: tuple[AgreementTermination, ...]
    left: Decimal
    # The signed files that the reader may fetch, by primary key.
    files: frozenset[int]

    @property
    def case(self) -> Case:
        return self.agreement.case

    @property
    def late(self) -> bool:
        return self.agreement.is_late(self.on)

    @property
    def is_over(self) -> bool:
        return self.agreement.is_over(self.on)

    @property
    def days_late(self) -> int:
        sign_by = self.agreement.sign_by
        return (self.on - sign_by).days if self.late and sign_by else 0

    @property
    def unsigned(self) -> tuple[AgreementParty, ...]:
        return tuple(party for party in self.parties if party.signs and party.signed_on is None)


def agreement_page(user: User, number: str, place: int) -> AgreementPage:
    """The agreement, or 404; a fixed number of queries."""
    found = standing(user)
    rows = Agreement.objects.visible_in(found).select_related(
        "case__route_version", "decision", "amends__case", "template", "pdf", "word", "cancel_reason", "sent_by"
    )
    agreement = rows.filter(case__number=number, number=place).first()
    if agreement is None:
        raise Http404
    parties = tuple(agreement.parties.select_related("document", "recorded_by").order_by("place"))
    sees_case = Case.objects.visible_in(found).filter(pk=agreement.case_id).exists()
    papers = {pk for pk in (agreement.pdf_id, agreement.word_id) if pk is not None}
    noted = tuple(terminations_of(agreement)) if agreement.status in Agreement.AGREED else ()
    named = papers | {party.document_id for party in parties if party.document_id is not None}
    named |= {each.document_id for each in noted}
    open_here = frozenset(Document.objects.visible_in(found).filter(pk__in=named).values_list("pk", flat=True))
    marked = set(Document.objects.filter(pk__in=named).exclude(secrecy="").values_list("pk", flat=True))
    return AgreementPage(
        agreement=agreement,
        found=found,
        on=timezone.localdate(),
        parties=parties,
        sees_case=sees_case,
        is_hidden=bool(papers & (marked - open_here)),
        terminations=noted,
        left=left_of(agreement) if agreement.status == Agreement.Status.TERMINATED else Decimal(0),
        # Whoever sees the agreement alone reads it here, and asks the office for what others signed.
        files=open_here,
    )
