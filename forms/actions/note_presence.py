"""Note that somebody has a draft open."""

from django.db import transaction
from django.utils import timezone

from forms.models import Presence, Submission
from people.models import User


@transaction.atomic
def note_presence(submission: Submission, section: str, user: User) -> None:
    """One row a person and draft; those who have gone are taken away, so that the table stays small."""
    Presence.objects.gone().delete()
    Presence.objects.update_or_create(
        submission=submission, user=user, defaults={"section": section[:60], "seen_at": timezone.now()}
    )
