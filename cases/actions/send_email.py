"""Send one message, once."""

import logging
from datetime import datetime, timedelta
from email.message import MIMEPart
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from cases.letters import sender
from cases.models import OutgoingEmail
from forms.domain.typed import one_line

logger = logging.getLogger(__name__)
ATTEMPTS = 3
# Longer than any mail server takes; a worker that dies keeps a message no longer than this.
TAKEN_FOR = timedelta(minutes=5)
WAIT = timedelta(minutes=5)


def send_email(email_id: int) -> str:
    """Gives what happened: "sent", "already sent", "gathered", "settled", "taken", "waits" for another attempt,
    "given up" or "unsure".

    The row is taken under a lock before the mail server is asked, so that no second worker sends it too,
    and no lock is held while the server answers. A worker that dies while the server is asked leaves a letter
    of which nobody knows whether it went ("unsure"): it is not sent again by itself, because a letter twice
    is worse than one that the office sees in its list and may send again.
    """
    now = timezone.now()
    email = _take(email_id, now)
    if isinstance(email, str):
        return email
    OutgoingEmail.objects.filter(pk=email.pk).update(handed_over_at=timezone.now())
    try:
        _deliver(email)
    except (OSError, ValueError) as error:  # what mail servers and networks raise, and what an address cannot be
        return _failed(email, error)
    OutgoingEmail.objects.filter(pk=email.pk).update(sent_at=timezone.now(), taken_until=None, error="")
    return "sent"


@transaction.atomic
def _take(email_id: int, now: datetime) -> OutgoingEmail | str:
    email = OutgoingEmail.objects.select_for_update(of=("self",)).select_related("to", "case").get(pk=email_id)
    if email.sent_at is not None:
        return "already sent"
    if email.waits_for:
        return "gathered"
    if email.settled_at is not None:
        return "settled"
    if email.taken_until is not None and email.taken_until > now:
        return "taken"
    if email.handed_over_at is not None:
        email.given_up_at = email.given_up_at or now
        email.save(update_fields=["given_up_at"])
        return "unsure"
    if email.attempts >= ATTEMPTS:
        email.given_up_at = email.given_up_at or now
        email.save(update_fields=["given_up_at"])
        return "given up"
    email.attempts += 1
    email.taken_until = now + TAKEN_FOR
    email.save(update_fields=["attempts", "taken_until"])
    return email


def _deliver(email: OutgoingEmail) -> None:
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        from_email=sender(),
        to=[email.to.email],
        headers={
            "Message-ID": f"<{email.pk}.{email.created_at:%Y%m%d%H%M%S}@samverka>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(email.html, "text/html")
    if email.calendar:
        message.attach(_invitation(email.calendar))
    message.send()


def _invitation(calendar: str) -> MIMEPart:
    """As calendars take it: the part's method must be the one that the invitation itself names."""
    method = "CANCEL" if "METHOD:CANCEL" in calendar else "REQUEST"
    part = MIMEPart()
    part.set_content(calendar, subtype="calendar", charset="utf-8", filename="mote.ics")
    part.set_param("method", method)
    return part


def _failed(email: OutgoingEmail, error: OSError | ValueError) -> str:
    from cases.tasks import send_email as task

    is_last = email.attempts >= ATTEMPTS
    logger.error("E-mail %s was not sent (attempt %s of %s): %s", email.pk, email.attempts, ATTEMPTS, error)
    email.taken_until = email.handed_over_at = None
    email.given_up_at = timezone.now() if is_last else None
    email.error = one_line(_words(error))[:300]
    email.save(update_fields=["taken_until", "handed_over_at", "given_up_at", "error"])
    if is_last:
        return "given up"
    task.using(run_after=timezone.now() + WAIT * email.attempts).enqueue(email.pk)
    return "waits"


def _words(error: OSError | ValueError) -> str:
    """What the mail server said, as it reads: “550 5.1.1 User unknown”."""
    said: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return str(error)
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
