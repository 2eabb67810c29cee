"""E-mail on its way out: one row a letter, sent once, alone or gathered with others."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import MailChoice

_GIVEN_UP = Q(given_up_at__isnull=False, handed_over_at=None)


def _unsure(now: datetime) -> Q:
    return (Q(taken_until=None) | Q(taken_until__lt=now)) & Q(handed_over_at__isnull=False)


class OutgoingEmailQuerySet(models.QuerySet):
    def alone(self) -> Self:
        """Those that are to go by themselves and have not: what others gather or were told of elsewhere is no worry."""
        return self.filter(sent_at=None, digest=None, waits_for="", settled_at=None)

    def given_up(self) -> Self:
        """The mail server took them from us on no attempt."""
        return self.alone().filter(_GIVEN_UP)

    def unsure(self, now: datetime) -> Self:
        """Whoever sent them died while the mail server was asked: nobody knows whether they went."""
        return self.alone().filter(_unsure(now))

    def troubled(self, now: datetime) -> Self:
        # Said once for both that they have not gone, which is what the index holds.
        return self.alone().filter(_GIVEN_UP | _unsure(now))

    def on_their_way(self, now: datetime) -> Self:
        """Those that a worker has, or will have; nobody sends to whoever cannot log in."""
        taken = Q(handed_over_at=None) | Q(taken_until__gte=now)
        return self.alone().filter(taken, given_up_at=None, to__is_active=True)


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
    # What the mail server answered last, and when the office said that nothing more need be done.
    error = models.CharField(_("answer of the mail server"), max_length=300, blank=True, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    # Empty: sent alone. Else it waits to be gathered, and `digest` is the letter that it went with.
    waits_for = models.CharField(max_length=10, choices=MailChoice.Rhythm, blank=True, editable=False)
    digest = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered", verbose_name=_("sent with")
    )
    # What it says without greeting and foot, for the letter that gathers it.
    core_text = models.TextField(blank=True, editable=False)
    core_html = models.TextField(blank=True, editable=False)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["waits_for", "to", "created_at"],
                name="cases_emails_to_gather",
                condition=Q(waits_for__gt="", digest=None),
            ),
            models.Index(
                # SQLite takes it only where what it holds is said in the same words: by NULLs, not by values.
                fields=["sent_at", "digest", "created_at"],
                name="cases_emails_waiting",
                condition=Q(sent_at=None, digest=None),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_unsure(self) -> bool:
        """Handed to the mail server, which was not heard of again."""
        return self.sent_at is None and self.handed_over_at is not None
