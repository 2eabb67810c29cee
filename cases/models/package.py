"""The papers of a meeting as one file, made outside the request for the one who asked for it."""

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

from forms.models.file import private_storage
from people.models import User

from .meeting import Meeting

KEPT = timedelta(days=1)
# So long it waits at most for its turn and for the work; then it may be asked for again.
GIVEN_UP = timedelta(hours=1)
# From then on the page says that it takes longer than usual.
LONG = timedelta(minutes=5)


def stored_name(package: "MeetingPackage", _name: str) -> str:
    return f"packages/{package.uuid.hex}.pdf"


class MeetingPackageQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own alone, since it holds what its owner may read, and for a day."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(owner=user, created_at__gte=timezone.now() - KEPT)

    def forgotten(self) -> Self:
        return self.filter(created_at__lt=timezone.now() - KEPT)


class MeetingPackage(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a package", "Waiting")
        MADE = "made", pgettext_lazy("of a package", "Made")
        FAILED = "failed", pgettext_lazy("of a package", "Failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="packages")
    # Of the agenda and the papers as its owner might read them: another one, and it is made anew.
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    points = models.PositiveIntegerField(default=0)
    papers = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False, db_index=True)

    objects = MeetingPackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("package of papers")
        verbose_name_plural = _("packages of papers")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("cases:package", args=[self.meeting_id, self.uuid])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING and self._age < GIVEN_UP

    @property
    def is_made(self) -> bool:
        return self.state == self.State.MADE

    @property
    def has_bytes(self) -> bool:
        name = self.file.name
        return bool(name) and self.file.storage.exists(str(name))

    @property
    def takes_long(self) -> bool:
        return self.is_waiting and self._age >= LONG

    @property
    def _age(self) -> timedelta:
        return timezone.now() - self.created_at
