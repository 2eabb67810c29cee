"""The documents of a case: what came in, what went out and what was drawn up, numbered within the case."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms.models.file import private_storage
from people.models import User
from people.queries.mandates import Standing, standing

from .case import Case


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """Those of the cases that one sees, less those whose secrecy holds against one."""
        documents = self.filter(Case.objects.visible_in(found).of())
        if found.is_office:
            return documents
        inside = Q(Case.objects.inside_of(found).of())
        open_here = Q(secrecy="") | Q(secrecy=Document.Secrecy.OUTSIDERS) & inside
        if found.is_financier:
            mine = Q(Case.objects.parties_of(found).of())
            open_here |= Q(secrecy=Document.Secrecy.PARTIES) & inside & ~mine
        return documents.filter(open_here)

    def open(self) -> Self:
        """Those that no mark of secrecy stands on."""
        return self.filter(secrecy="", case__secret=False)


def stored_name(document: "Document", _name: str) -> str:
    """Where the bytes lie: never under the name that was given."""
    return f"documents/{document.uuid.hex[:2]}/{document.uuid.hex}"


class Document(models.Model):
    """One document. It stands for a sending, a file, an answer or a decision, or has a file or text of its own."""

    class Direction(models.TextChoices):
        IN = "in", pgettext_lazy("document", "Received")
        OUT = "out", pgettext_lazy("document", "Sent out")
        DRAWN_UP = "drawn_up", pgettext_lazy("document", "Drawn up")

    class Kind(models.TextChoices):
        APPLICATION = "application", pgettext_lazy("document", "Application")
        SUPPLEMENT = "supplement", pgettext_lazy("document", "Supplement")
        REQUEST = "request", pgettext_lazy("document", "Request for a supplement")
        OPINION = "opinion", pgettext_lazy("document", "Opinion")
        PROPOSAL = "proposal", pgettext_lazy("document", "Proposal for a decision")
        DECISION = "decision", pgettext_lazy("document", "Decision")
        WITHDRAWAL = "withdrawal", pgettext_lazy("document", "Withdrawal")
        ATTACHMENT = "attachment", pgettext_lazy("document", "Attachment")
        REPORT = "report", pgettext_lazy("document", "Report")
        AGREEMENT = "agreement", pgettext_lazy("document", "Agreement")
        PAYMENT = "payment", pgettext_lazy("document", "Request for payment")
        RECEIPT = "receipt", pgettext_lazy("document", "Receipt")
        MESSAGE = "message", pgettext_lazy("document", "Message")
        LETTER = "letter", pgettext_lazy("document", "Letter")
        MASKED = "masked", pgettext_lazy("document", "Masked copy")
        OTHER = "other", pgettext_lazy("document", "Other")

    class Secrecy(models.TextChoices):
        NONE = "", pgettext_lazy("secrecy", "Open")
        OUTSIDERS = "outsiders", pgettext_lazy("secrecy", "Hidden from those who are not in the case")
        PARTIES = "parties", pgettext_lazy("secrecy", "Hidden from the applicants too")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", verbose_name=_("case"))
    number = models.PositiveIntegerField(_("number"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # The day that it came in, was sent or was drawn up.
    dated_on = models.DateField(_("day"))
    title = models.CharField(pgettext_lazy("document", "subject"), max_length=300, blank=True)
    # Sender of what came in, recipient of what went out, who drew up the rest.
    counterpart = models.CharField(_("sender or recipient"), max_length=200, blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=10, choices=Secrecy, default=Secrecy.NONE, blank=True)

    # What it stands for; at most one of these.
    revision = models.OneToOneField("forms.SubmissionRevision", models.PROTECT, null=True, related_name="document")
    attachment = models.OneToOneField("forms.StoredFile", models.SET_NULL, null=True, related_name="document")
    assignment = models.OneToOneField("cases.Assignment", models.PROTECT, null=True, related_name="document")
    decision = models.OneToOneField("cases.Decision", models.PROTECT, null=True, related_name="document")
    # What it has of its own: a file that the office took in, or the text of a masked copy.
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=200, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    file_size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    content = models.JSONField(_("text"), null=True, blank=True)
    # Of the file or the text, so that a change behind our back is found.
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    masked_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="masked_copies")

    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(_("registered"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="cases_document_number_once")]
        indexes = [models.Index(fields=["-dated_on", "-id"], name="cases_documents_by_day")]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:document", args=[self.case.number, self.number])

    @property
    def reference(self) -> str:
        """RAR26-03:1, as it is written on the document."""
        return f"{self.case.number}:{self.number}"
