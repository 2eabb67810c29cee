"""What a program was answered when it acted in a case with a key of its own."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptReply(models.Model):
    """So that a request that is repeated, because its answer got lost, is answered the same and does nothing twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    # Of what was asked, so that the key cannot stand for something else. What somebody wrote is not kept here.
    asked_sha256 = models.CharField(max_length=64)
    reply = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="cases_reply_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
