"""Notice of an agreement: who gave it, when it came, when the agreement ends, and the letter."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain import terminating

from .agreement import Agreement, AgreementParty

if TYPE_CHECKING:
    from .decision import Obligation


class AgreementTermination(models.Model):
    """Never changed: one that was wrong, or that is taken back, is ended by an entry of its own."""

    class Ground(models.TextChoices):
        NOTICE = terminating.NOTICE, pgettext_lazy("notice", "Notice is given, with the agreement's period of notice")
        AGREED = terminating.AGREED, pgettext_lazy("notice", "The parties agree to end it on another day")
        BREACH = terminating.BREACH, pgettext_lazy("notice", "A party has broken the agreement in an essential way")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="terminations")
    number = models.PositiveSmallIntegerField(_("number"))
    # Who gave notice, or asked that it should end.
    party = models.ForeignKey(AgreementParty, models.PROTECT, related_name="terminations")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    received_on = models.DateField(_("received"))
    ends_on = models.DateField(_("last day"))
    # Costs that arose while it was in force may be asked for until then.
    claims_until = models.DateField(_("last day to ask for money"))
    reason = models.ForeignKey("cases.Reason", models.PROTECT, related_name="+")
    # The letter, as a document of the case.
    document = models.ForeignKey("cases.Document", models.PROTECT, related_name="terminations")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted"))

    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdraw_reason = models.ForeignKey("cases.Reason", models.PROTECT, null=True, related_name="+")

    # What it was that was owed no more, where whoever read it has read that too (cases.queries.agreement_page).
    cancelled: "tuple[Obligation, ...]" = ()

    class Meta:
        verbose_name = _("notice of an agreement")
        verbose_name_plural = _("notices of agreements")
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="cases_termination_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(withdrawn_at=None), name="cases_one_standing_termination"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("received_on"), claims_until__gte=F("ends_on")),
                name="cases_termination_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdraw_reason=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdraw_reason__isnull=False),
                name="cases_termination_taken_back_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.number}"

    def is_over(self, on: date) -> bool:
        return self.ends_on < on
