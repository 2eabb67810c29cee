"""What the site itself keeps: how often a task was begun."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskAttempt(models.Model):
    """Counted before the work, because a task that kills its worker leaves no other trace; gone once it is done."""

    task_id = models.CharField(max_length=36, primary_key=True)
    path = models.CharField(_("task"), max_length=200)
    # The queue whose worker began it last.
    queue = models.CharField(_("queue"), max_length=100, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    begun_at = models.DateTimeField(_("last begun"), auto_now=True)
    # Until then its worker is taken to be alive; it says so again and again while it works.
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True)

    class Meta:
        verbose_name = _("task attempt")
        verbose_name_plural = _("task attempts")
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.path} ({self.attempts})"
