"""What the office does with a letter that did not get through, or of which nobody knows: send it again, or leave it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases import audit
from cases.errors import CaseError
from cases.letters import queue
from cases.models import Case, OutgoingEmail
from people.models import User

from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def send_letter_again(letter: OutgoingEmail, *, by: User, at: datetime | None = None) -> OutgoingEmail:
    """Queue it with new attempts; it goes by the same door as the first time, so two clicks are one sending.

    Raises CaseError: 403 for others than the office, 409 for a letter that has gone or is on its way, for one to
    somebody who cannot log in any more, and for a case in the archive.
    """
    at = at or timezone.now()
    found = _taken(letter, by, at)
    if not found.to.is_active:
        raise CaseError("reader_gone")
    was = _was(found)
    found.attempts, found.error = 0, ""
    found.handed_over_at = found.taken_until = found.given_up_at = None
    found.save(update_fields=["attempts", "error", "handed_over_at", "taken_until", "given_up_at"])
    _record(found, "letter_sent_again", was, by=by, at=at)
    queue([found.pk])
    return found


@transaction.atomic
def settle_letter(letter: OutgoingEmail, *, by: User, at: datetime | None = None) -> OutgoingEmail:
    """Nothing more is done with it: it came through after all, or it was said in another way. Refused as above."""
    at = at or timezone.now()
    found = _taken(letter, by, at)
    found.settled_at = at
    found.save(update_fields=["settled_at"])
    _record(found, "letter_settled", _was(found), by=by, at=at)
    return found


def _taken(letter: OutgoingEmail, by: User, at: datetime) -> OutgoingEmail:
    """The letter as it is now, nobody else's until the transaction ends; its case is locked before it."""
    must_be_association(by, on=timezone.localdate(at))
    case = locked(Case(pk=letter.case_id)) if letter.case_id else None
    rows = OutgoingEmail.objects.select_for_update(of=("self",)).select_related("to")
    found = rows.get(pk=letter.pk)
    if not OutgoingEmail.objects.troubled(at).filter(pk=found.pk).exists():
        raise CaseError("letter_has_gone")
    found.case = case
    return found


def _was(letter: OutgoingEmail) -> str:
    return "unsure" if letter.is_unsure else "given_up"


def _record(letter: OutgoingEmail, kind: str, was: str, *, by: User, at: datetime) -> None:
    """In the trail of its case; of a letter about none, in the administration's log."""
    data = {"letter": letter.pk, "person": letter.to_id, "was": was}
    if letter.case is not None:
        audit.record(letter.case, kind, by=by, at=at, data=data)
    else:
        log(instance=letter, action=f"cases.{kind}", user=by, data=data)
