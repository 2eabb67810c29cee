"""Who has a draft open just now."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long after the last sign of life somebody still counts as here.
HERE = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet):
    def here(self) -> Self:
        return self.filter(seen_at__gt=timezone.now() - HERE)

    def gone(self) -> Self:
        return self.exclude(seen_at__gt=timezone.now() - HERE)


class Presence(models.Model):
    """One row a person and draft; rows of those who have gone are taken away as others come."""

    submission = models.ForeignKey("forms.Submission", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section = models.CharField(_("section"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now, db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="forms_presence_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.user_id}"
