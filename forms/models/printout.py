"""A paper that takes so long that it is made outside the request."""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import User

from .file import private_storage

KEPT = timedelta(days=2)


def stored_name(printout: "Printout", _name: str) -> str:
    return f"printouts/{printout.uuid.hex}.pdf"


class PrintoutQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own alone: it holds what its owner may see."""
        return self.filter(owner=user) if user.is_authenticated and user.is_active else self.none()

    def forgotten(self) -> Self:
        return self.filter(created_at__lt=timezone.now() - KEPT)


class Printout(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a printout", "Waiting")
        MADE = "made", pgettext_lazy("of a printout", "Made")
        FAILED = "failed", pgettext_lazy("of a printout", "Failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    submission = models.ForeignKey("forms.Submission", models.CASCADE, related_name="printouts")
    # Which sending it shows; none: the answers as they stand when it is made.
    sent = models.ForeignKey("forms.SubmissionRevision", models.CASCADE, null=True, related_name="+")
    # What the answers were when it was asked for: asked again it is the same paper.
    revision = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False, db_index=True)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("printout")
        verbose_name_plural = _("printouts")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("forms:printout", args=[self.uuid])
