"""Act in a case, once for each key that the caller makes up."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.audit import digest
from cases.errors import CaseError
from cases.models import KeptReply
from forms.errors import KeyReused
from people.models import User

# A request whose answer got lost is repeated within minutes; a month leaves room for a program that stood still.
KEPT_FOR = timedelta(days=30)


def act_once(
    asked: Mapping[str, Any], act: Callable[[], dict[str, Any]], *, by: User, key: str, at: datetime | None = None
) -> dict[str, Any]:
    """What `act` gives; the same again for the same key and the same thing asked. Raises KeyReused, and as `act` does.

    A refusal is not kept: nothing was done, so the same key may be tried again.
    """
    seal = digest(asked)
    try:
        with transaction.atomic():
            reply = kept_reply(by, key, seal)
            if reply is None:
                reply = act()
                KeptReply.objects.create(
                    user=by, key=key, asked_sha256=seal, reply=reply, created_at=at or timezone.now()
                )
    except (CaseError, IntegrityError):
        # Two requests with the key at the same time: the other one came first, and this one gets its answer.
        reply = kept_reply(by, key, seal)
        if reply is None:
            raise
    return reply


def kept_reply(by: User, key: str, seal: str) -> dict[str, Any] | None:
    kept = KeptReply.objects.filter(user=by, key=key).first()
    if kept is None:
        return None
    if kept.asked_sha256 != seal:
        raise KeyReused(key)
    return dict(kept.reply)


def forget_replies(at: datetime | None = None) -> int:
    """How many were let go of. What was done stays; only the answer to a repeated request goes."""
    gone, _by_model = KeptReply.objects.filter(created_at__lt=(at or timezone.now()) - KEPT_FOR).delete()
    return gone
