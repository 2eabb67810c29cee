"""What people write to each other about a case."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
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
        indexes = [models.Index(fields=["at"], name="cases_messages_by_time")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d %H:%M}"


class MessageReadingQuerySet(models.QuerySet):
    def of(self, reader: Any, case: Any) -> Self:
        """How far a reader has come in a case (each a row, an id or a reference): the furthest first."""
        return self.filter(Q(case=case) | Q(case=None), user=reader).order_by("-last")


class MessageReading(models.Model):
    """How far somebody has read the messages of a case; without a case, those of all cases together."""

    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The primary key of the last message that was shown; no foreign key, since it only orders.
    last = models.PositiveBigIntegerField(default=0)

    objects = MessageReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="cases_one_reading_each"),
            models.UniqueConstraint(fields=["user"], condition=Q(case=None), name="cases_one_reading_of_all"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id} → {self.last}"
