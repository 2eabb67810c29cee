"""Adjusted minutes as everybody reads them: what was masked is not in them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .meeting import AgendaItem, Meeting


class PublishedQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """What is to be read today: not taken down, and not followed by a newer one."""
        return self.filter(ended_at=None)


class PublishedMinutes(models.Model):
    """One publishing of a meeting's notes or minutes. Publishing again, with a correction, ends the one before."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="published")
    # Passages that do not belong to a point: the place, who was there, what was corrected.
    opening = models.JSONField(_("opening"), default=list)
    corrections = models.JSONField(_("corrections"), default=list)
    # What was masked, to begin from the next time: never shown to strangers.
    masks = models.JSONField(_("masks"), default=dict)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("published minutes")
        verbose_name_plural = pgettext_lazy("several", "published minutes")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(ended_at=None), name="cases_published_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.published_at:%Y-%m-%d}"


class PublishedPoint(models.Model):
    """A point as it is read by everybody; left out where secrecy held when it was published, or holds since."""

    published = models.ForeignKey(PublishedMinutes, models.CASCADE, related_name="points")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("position"))
    left_out = models.BooleanField(_("left out"), default=False)
    passages = models.JSONField(_("passages"), default=list)
    # The stems of its words, each with a space before and after.
    words = models.TextField(_("words"), blank=True)

    class Meta:
        verbose_name = _("published point")
        verbose_name_plural = _("published points")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["published", "item"], name="cases_published_point_once")]

    def __str__(self) -> str:
        return f"{self.published_id}/{self.position}"
