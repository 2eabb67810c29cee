"""A file that somebody attached to an answer."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    return storages["private"]


def stored_name(file: "StoredFile", _name: str) -> str:
    """Where the bytes lie: never under the name that was given."""
    return f"submissions/{file.uuid.hex[:2]}/{file.uuid.hex}"


class StoredFile(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey("forms.Submission", models.PROTECT, related_name="files")
    field_key = models.CharField(_("field"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_type = models.CharField(_("type"), max_length=120)
    sha256 = models.CharField(_("checksum"), max_length=64)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name
