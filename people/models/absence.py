"""Somebody is away for some days, and others step in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Absence(models.Model):
    """The deputies' mandates point here; each holds from the first day to the last."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name=_("person")
    )
    first_day = models.DateField(_("first day away"))
    last_day = models.DateField(_("last day away"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="people_absence_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["user", "last_day"], name="people_absences_of_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.first_day}–{self.last_day}"
