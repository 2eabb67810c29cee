"""Choose how letters come."""

from django.db import transaction

from people.models import MailChoice, User


@transaction.atomic
def choose_mail(user: User, *, rhythm: str, urgent_at_once: bool, language: str) -> MailChoice:
    """What was kept for a gathered letter goes out with the next one, whatever is chosen now."""
    chosen = {"rhythm": rhythm, "urgent_at_once": urgent_at_once, "language": language}
    return MailChoice.objects.update_or_create(user=user, defaults=chosen)[0]
