"""Come in with a key to the JSON API."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from people.models import AccessToken, User
from people.models.token import PREFIX, digest_of

# Often enough to tell whether a key is in use, without a write for every request.
NOTED_EVERY = timedelta(minutes=5)


def use_token(text: str, *, at: datetime | None = None) -> User | None:
    """Whose key it is; None for one that is unknown, out of date or revoked, or whose person may not log in."""
    at = at or timezone.now()
    if not text.startswith(PREFIX):
        return None
    token = AccessToken.objects.usable(at).select_related("user").filter(digest=digest_of(text)).first()
    if token is None:
        return None
    stale = Q(last_used_at=None) | Q(last_used_at__lt=at - NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < at - NOTED_EVERY:
        AccessToken.objects.filter(stale, pk=token.pk).update(last_used_at=at)
    user: User = token.user
    return user
