"""What somebody was answered when they sent in with a key of their own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptReceipt(models.Model):
    """So that a request that is repeated, because its answer got lost, is answered the same and sends nothing twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    submission = models.ForeignKey("forms.Submission", models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(_("revision"))
    receipt = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="forms_receipt_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
