"""Links that let somebody without an account see and try a draft, until a day or until they are revoked."""

import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HOLDS = timedelta(days=14)


def new_token() -> str:
    return secrets.token_urlsafe(24)


class DraftLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class DraftLink(models.Model):
    form = models.ForeignKey("forms.Form", models.CASCADE, related_name="links", verbose_name=_("form"))
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # Whom it was made for, in the editor's own words.
    purpose = models.CharField(_("made for"), max_length=120, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("holds until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.purpose or f"{self.form_id} {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
