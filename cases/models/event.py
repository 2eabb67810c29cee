"""The trail: what happened in a case, in order, each event sealed with the one before it."""

from typing import Any, Never, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User

from .case import Case


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what has happened."""


class CaseEventQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The trail is for those who see its case; it says nothing that somebody wrote."""
        return self.filter(Case.objects.visible_to(user).of())

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnlyError("the trail is append-only")

    def delete(self) -> Never:
        raise AppendOnlyError("the trail is append-only")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError("the trail is append-only")


class CaseEvent(models.Model):
    """Append-only. `data` carries references, codes and digests, never personal text."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=40)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["case", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="cases_event_once")]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError(f"{self} has happened and never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError(f"{self} has happened and is never deleted")
