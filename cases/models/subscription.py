"""A private address where somebody's own calendar fetches a group's meetings and year."""

import hashlib
import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from people.models import User


def digest_of(token: str) -> str:
    """A plain digest is enough: the token is 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """One's own; not even the office sees another person's."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()

    def in_use(self) -> Self:
        return self.filter(revoked_at=None)


class CalendarSubscription(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_subscriptions")
    body = models.ForeignKey("people.Body", models.CASCADE, related_name="+", verbose_name=_("group"))
    # The address itself is nowhere: whoever reads the database cannot use it.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"], condition=Q(revoked_at=None), name="cases_one_calendar_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.body_id}"
