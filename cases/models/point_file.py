"""Papers that go with a point of a meeting."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.file import private_storage

from .meeting import AgendaItem, Meeting


def stored_name(file: "PointFile", _name: str) -> str:
    """Where the bytes lie: never under the name that was given."""
    return f"meetings/{file.uuid.hex[:2]}/{file.uuid.hex}"


class PointFile(models.Model):
    """A paper that goes with a point and is in no case: it is one of the notice's papers."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="files")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=200)
    file_name = models.CharField(_("file name"), max_length=200)
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("file of a point")
        verbose_name_plural = _("files of points")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
