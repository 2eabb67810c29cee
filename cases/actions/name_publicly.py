"""Choose what the public register calls a case."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.models import Case
from people.models import User

from .finding import refresh_words
from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def name_publicly(case: Case, *, title: str, by: User, at: datetime | None = None) -> Case:
    """The office's own words, without personal data; empty for the route's title. Raises CaseError (403)."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case, even_archived=True)
    case.public_title = " ".join(title.split())[:200]
    case.save(update_fields=["public_title"])
    audit.record(case, "named_publicly", by=by, at=at, data={"title_sha256": audit.digest(case.public_title)})
    refresh_words(case)
    return case
