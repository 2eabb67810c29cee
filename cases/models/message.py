"""What people write to each other about a case."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.queries.mandates import Standing, standing

from .case import Case


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """Those in the cases that one sees; what is internal, for the association's own bodies alone."""
        messages = self.filter(Case.objects.visible_in(found).of())
        return messages if found.is_financier else messages.filter(audience=Message.Audience.ALL)


class Message(models.Model):
    class Audience(models.TextChoices):
        # Everybody who may see the case, or the association's own bodies alone.
        ALL = "all", _("Everybody in the case")
        INTERNAL = "internal", _("Only the association")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="messages")
    audience = models.CharField(_("for"), max_length=10, choices=Audience, default=Audience.ALL)
    text = models.TextField(_("message"))
    # The first message of a thread answers none.
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("sent"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["case", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d %H:%M}"


class MessageReading(models.Model):
    """How far somebody has read the messages of a case."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The primary key of the last message that was shown; no foreign key, since it only orders.
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="cases_one_reading_each")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id} → {self.last}"
