"""Close the account of somebody who has left."""

from django.db import transaction
from django.utils import timezone

from people import log
from people.models import AccessToken, PeopleEvent, User

from .revoke_token import revoke_token


@transaction.atomic
def close_account(user: User, *, by: User | None) -> User:
    """They cannot log in and their keys open nothing; what they did keeps their name. Once more changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        for token in AccessToken.objects.usable_of(user, timezone.now()):
            revoke_token(token)
        log.record(PeopleEvent.Kind.ACCOUNT_CLOSED, by=by, person=user)
    return user
