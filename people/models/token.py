"""A key to the JSON API, tied to the person who made it."""

import hashlib
import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .user import User

# So that a key that was left in a file or a log can be searched for.
PREFIX = "samverka_"
SHOWN = len(PREFIX) + 4


def digest_of(token: str) -> str:
    """A plain digest is enough: the key is 256 random bits, which nobody guesses their way through."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


class AccessTokenQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own; not even the office sees another person's."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()

    def usable_of(self, user: User, at: datetime) -> Self:
        return self.filter(user=user, revoked_at=None, expires_at__gt=at)

    def usable(self, at: datetime) -> Self:
        return self.filter(Q(revoked_at=None), expires_at__gt=at, user__is_active=True)


class AccessToken(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=80)
    # The key itself is nowhere: whoever reads the database cannot use it.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(_("begins with"), max_length=20, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("ends"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_usable(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at
