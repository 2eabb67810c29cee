"""What people write to each other about a case."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    class Audience(models.TextChoices):
        # Everybody who may see the case, or the association's own bodies alone.
        ALL = "all", _("Everybody in the case")
        INTERNAL = "internal", _("Only the association")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="messages")
    audience = models.CharField(_("for"), max_length=10, choices=Audience, default=Audience.ALL)
    text = models.TextField(_("message"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["case", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d %H:%M}"
