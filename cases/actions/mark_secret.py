"""Mark a case or one of its documents as secret."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, Document, SecrecyGround, SecrecyMark
from people.models import User

from .finding import refresh_words
from .mandates import must_be_association
from .moving import locked

Secrecy = Document.Secrecy


@transaction.atomic
def mark_secret(
    case: Case,
    *,
    by: User,
    document: Document | None = None,
    ground: SecrecyGround | None = None,
    ground_text: str = "",
    reason: str = "",
    against_parties: bool = False,
    at: datetime | None = None,
) -> SecrecyMark:
    """The office marks the whole case, or one document of it, on a ground of the law.

    `against_parties` hides a document from those who apply too (OSL 10:3); a case is theirs to see.
    Raises CaseError: 403 for others, 409 where a mark stands already, 422 without a ground.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    ground_text, reason = " ".join(ground_text.split())[:200], reason.strip()
    if ground is None and not ground_text:
        raise CaseError("ground_missing", field="ground")
    case = locked(case, even_archived=True)
    document = case.documents.get(pk=document.pk) if document is not None else None
    if SecrecyMark.objects.filter(case=case, document=document, lifted_at=None).exists():
        raise CaseError("already_marked")
    mark = SecrecyMark.objects.create(
        case=case, document=document, ground=ground, ground_text=ground_text, reason=reason, set_by=by, set_at=at
    )
    hidden = Secrecy.PARTIES if against_parties and document is not None else Secrecy.OUTSIDERS
    set_secrecy(case, document, hidden)
    data = {
        "mark": mark.pk,
        "document": document.number if document is not None else None,
        "hides": hidden,
        "ground": ground.section if ground else "",
        "ground_text_sha256": audit.digest(ground_text),
        "reason_sha256": audit.digest(reason),
    }
    audit.record(case, "secrecy_marked", by=by, at=at, data=data)
    return mark


def set_secrecy(case: Case, document: Document | None, hidden: str) -> None:
    """What lists and searches go by; the marks say why."""
    if document is None:
        case.secret = bool(hidden)
        case.save(update_fields=["secret"])
    else:
        document.secrecy = hidden
        document.save(update_fields=["secrecy"])
    refresh_words(case)
