"""An agreement as PDF, from the same parts as its page and its Word file."""

from pathlib import Path

from django.utils.translation import pgettext

from cases.models import Agreement
from people.paper.pdf import paper

CSS = Path(__file__).with_name("agreement.css")


def agreement_paper(agreement: Agreement) -> bytes:
    return paper("cases/paper/agreement.html", about(agreement), css=[CSS])


def about(agreement: Agreement) -> dict[str, object]:
    is_draft = agreement.status == Agreement.Status.DRAFT
    return {
        "title": agreement.title,
        "reference": agreement.case.number,
        "eyebrow": agreement.name,
        "standing": pgettext("agreement", "Draft, not to be signed") if is_draft else "",
        "agreement": agreement,
        "parts": agreement.parts,
    }
