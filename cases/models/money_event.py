"""The trail of the association's money: what was done with a fund or a limit, each event sealed with the last."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .event import AppendOnlyError


class Trailed(models.Model):
    """Something with a trail of its own, whose last seal it carries."""

    event_count = models.PositiveIntegerField(default=0, editable=False)
    event_head = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class MoneyEventQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnlyError("the trail is append-only")

    def delete(self) -> Never:
        raise AppendOnlyError("the trail is append-only")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError("the trail is append-only")


class MoneyEvent(models.Model):
    """Append-only. What a case does with a fund's money stands in the case's own trail."""

    class Kind(models.TextChoices):
        STOOD = "stood", pgettext_lazy("money event", "Stood so when the history began")
        MADE = "made", pgettext_lazy("money event", "Made")
        CHANGED = "changed", pgettext_lazy("money event", "Changed")
        APPROPRIATED = "appropriated", pgettext_lazy("money event", "Set aside")
        MOVED = "moved", pgettext_lazy("money event", "Moved between years")

    fund = models.ForeignKey("cases.Fund", models.PROTECT, null=True, related_name="events")
    limit = models.ForeignKey("cases.AmountLimit", models.PROTECT, null=True, related_name="events")
    seq = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("at"))
    # Empty: the system did it.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Written about the association's money, never about a case: it is sealed and kept with the rest.
    reason = models.CharField(_("why"), max_length=200, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = MoneyEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["fund", "limit", "seq"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fund__isnull=True, limit__isnull=False) | Q(fund__isnull=False, limit__isnull=True),
                name="cases_money_event_of_one",
            ),
            models.UniqueConstraint(fields=["fund", "seq"], name="cases_fund_event_once"),
            models.UniqueConstraint(fields=["limit", "seq"], name="cases_limit_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id or self.limit_id}#{self.seq} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError(f"{self} has happened and never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError(f"{self} has happened and is never deleted")

    @property
    def of(self) -> str:
        """What has the trail: a fund or a limit."""
        return "fund" if self.fund_id is not None else "limit"

    @property
    def subject_name(self) -> str:
        """What it is called today."""
        subject = self.fund or self.limit
        return subject.name if subject is not None else ""
