"""Make a key to the JSON API."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from people.errors import TooManyTokens
from people.models import AccessToken, User
from people.models.token import SHOWN, digest_of, new_token

MOST_TOKENS = 20


@transaction.atomic
def make_token(name: str, by: User, *, days: int, at: datetime | None = None) -> tuple[AccessToken, str]:
    """The stored key and its text, which is never to be had again. Raises TooManyTokens."""
    at = at or timezone.now()
    User.objects.select_for_update().get(pk=by.pk)
    if AccessToken.objects.visible_to(by).usable(at).count() >= MOST_TOKENS:
        raise TooManyTokens(MOST_TOKENS)
    text = new_token()
    token = AccessToken.objects.create(
        user=by,
        name=name,
        digest=digest_of(text),
        start=text[:SHOWN],
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return token, text
