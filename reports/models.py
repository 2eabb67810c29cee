"""A workbook that takes so long that it is made outside the request."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import User


def private_storage() -> Storage:
    return storages["private"]


def stored_name(export: "Export", _name: str) -> str:
    return f"exports/{export.uuid.hex}.xlsx"


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own alone: it holds what its owner may see."""
        return self.filter(owner=user) if user.is_authenticated and user.is_active else self.none()


class Export(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of an export", "Waiting")
        MADE = "made", pgettext_lazy("of an export", "Made")
        FAILED = "failed", pgettext_lazy("of an export", "Failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports", verbose_name=_("owner"))
    report = models.CharField(_("report"), max_length=40)
    # The filters as they stood in the address, and the language that was read.
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    sheets = models.PositiveIntegerField(default=0)
    sheets_made = models.PositiveIntegerField(default=0)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["owner", "report", "-created_at"], name="reports_export_of_owner")]

    def __str__(self) -> str:
        return f"{self.report} {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("reports:export", args=[self.uuid])

    @property
    def percent(self) -> int:
        return 100 * self.sheets_made // self.sheets if self.sheets else 0
