"""A filled workbook that has been uploaded and waits until somebody says that it is right."""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User

WAITS = timedelta(days=2)


class WaitingWorkbookQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own alone, while they wait."""
        return self.waiting().filter(by=user) if user.is_authenticated and user.is_active else self.none()

    def waiting(self) -> Self:
        return self.filter(uploaded_at__gt=timezone.now() - WAITS)

    def forgotten(self) -> Self:
        return self.exclude(uploaded_at__gt=timezone.now() - WAITS)


class WaitingWorkbook(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey("forms.Submission", models.CASCADE, related_name="waiting_workbooks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    # The cells as forms.workbook.reading gives them: what they would change is worked out anew each time.
    sheets = models.JSONField(default=list)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False, db_index=True)

    objects = WaitingWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded workbook")
        verbose_name_plural = _("uploaded workbooks")
        constraints = [models.UniqueConstraint(fields=["submission", "by"], name="forms_workbook_waits_once")]

    def __str__(self) -> str:
        return self.name
