"""E-mail on its way out: one row a letter, sent once, alone or gathered with others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import MailChoice


class OutgoingEmail(models.Model):
    # Says what the message is about and to whom, so that a repeated effect makes no second one.
    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to"))
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="emails")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    # An invitation (iCalendar) that goes with it; its own METHOD says what it asks of the reader's calendar.
    calendar = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Who sends it has it until then; a second worker keeps away.
    taken_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    # The mail server is being asked: if nothing is heard of that, nobody knows whether it went.
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True, editable=False)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True, editable=False)
    # Empty: sent alone. Else it waits to be gathered, and `digest` is the letter that it went with.
    waits_for = models.CharField(max_length=10, choices=MailChoice.Rhythm, blank=True, editable=False)
    digest = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered", verbose_name=_("sent with")
    )
    # What it says without greeting and foot, for the letter that gathers it.
    core_text = models.TextField(blank=True, editable=False)
    core_html = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["waits_for", "to", "created_at"],
                name="cases_emails_to_gather",
                condition=Q(waits_for__gt="", digest=None),
            )
        ]

    def __str__(self) -> str:
        return self.subject
