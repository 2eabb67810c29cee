"""Files that came with a message."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forms.models.file import private_storage

from .document import Document
from .message import Message


def stored_name(kept: "MessageFile", _name: str) -> str:
    """Where the bytes lie: never under the name that was given."""
    return f"documents/{kept.uuid.hex[:2]}/{kept.uuid.hex}"


class MessageFile(models.Model):
    """Read by those who read the message. What the office registers becomes a document with bytes of its own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, models.PROTECT, related_name="files")
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=200, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    file_size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("checksum"), max_length=64)
    document = models.OneToOneField(
        Document, models.SET_NULL, null=True, related_name="from_message", verbose_name=_("registered as")
    )

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.uuid}"

    def get_absolute_url(self) -> str:
        return reverse("cases:message_file", args=[self.message.case.number, self.message_id, self.uuid])
