"""Take a key to the JSON API out of use."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from people.models import AccessToken


@transaction.atomic
def revoke_token(token: AccessToken, *, at: datetime | None = None) -> AccessToken:
    """From now on nobody comes in with it; revoking it once more changes nothing."""
    token = AccessToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = at or timezone.now()
        token.save(update_fields=["revoked_at"])
    return token
