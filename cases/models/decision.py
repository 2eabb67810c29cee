"""What was decided, how much was granted for which year, and what must follow."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain import following_up

from .case import Case
from .money import Appropriation


class Decision(models.Model):
    """The answer that settles a case, with what only a decision has."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions")
    assignment = models.OneToOneField("cases.Assignment", models.PROTECT, related_name="decision")
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="decisions")
    kind = models.CharField(_("outcome"), max_length=30)
    decided_on = models.DateField(_("decided on"))
    paragraph = models.CharField(_("§"), max_length=20, blank=True)
    text = models.TextField(_("decision"))
    conditions = models.TextField(_("conditions"), blank=True)
    # What the granted amounts are taken from; empty where nothing is granted, or outside every fund.
    fund = models.ForeignKey(
        "cases.Fund", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("fund")
    )
    # No money is paid before an agreement on it is in force: the route or the office's settings said so then.
    needs_agreement = models.BooleanField(_("needs an agreement"), default=False)
    # The day since which that agreement is to be drawn up; empty where there is one, or none is needed.
    lacks_agreement_since = models.DateField(null=True, editable=False)
    # A case that was opened again may be decided anew: what the earlier decision granted then counts no more.
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "-pk"]
        indexes = [
            models.Index(fields=["-decided_on"], name="cases_decisions_by_day"),
            models.Index(
                fields=["case"], name="cases_decisions_not_agreed", condition=Q(lacks_agreement_since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind} {self.decided_on}"


class GrantedQuerySet(models.QuerySet):
    def in_force(self, case: Case | None = None) -> Self:
        """Grants that count: not replaced by a later decision, and not what a decision sets aside in a fund."""
        rows = self.filter(decision__replaced_by=None).exclude(
            decision__fund=None, decision__in=Appropriation.objects.exclude(decision=None).values("decision")
        )
        return rows if case is None else rows.filter(decision__case=case)


class GrantedAmount(models.Model):
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="granted")
    year = models.PositiveSmallIntegerField(_("year"))
    # What counts now, with every amendment since.
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2)
    # What the decision said, where an amendment has changed it, or where it counts in another case.
    decided = models.DecimalField(_("as decided"), max_digits=14, decimal_places=2, null=True, editable=False)
    # Of it: asked for, approved, paid or called off; of that, paid; and given back to the fund.
    claimed = models.DecimalField(_("claimed"), max_digits=14, decimal_places=2, default=0)
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=2, default=0)
    released = models.DecimalField(_("given back"), max_digits=14, decimal_places=2, default=0)

    objects = GrantedQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "year"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "year"], name="cases_granted_once_a_year"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cases_granted_not_negative"),
            models.CheckConstraint(
                condition=Q(claimed__gte=0) & Q(paid__gte=0) & Q(released__gte=0), name="cases_claimed_not_below_zero"
            ),
            models.CheckConstraint(condition=Q(paid__lte=F("claimed")), name="cases_paid_of_claimed"),
            models.CheckConstraint(
                condition=Q(claimed__lte=F("amount") - F("released")), name="cases_claimed_of_granted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"

    @property
    def by_decision(self) -> Decimal:
        """What stands in the decision itself."""
        return self.amount if self.decided is None else self.decided

    @property
    def out(self) -> Decimal:
        """What the year may cost: less what was given back to the fund."""
        return self.amount - self.released

    @property
    def left(self) -> Decimal:
        """What can still be asked for."""
        return self.amount - self.released - self.claimed


class Obligation(models.Model):
    """Something that must be sent to the association by a date."""

    class Kind(models.TextChoices):
        STATUS_REPORT = following_up.STATUS_REPORT, pgettext_lazy("obligation", "Status report")
        ACTIVITY_PLAN = following_up.ACTIVITY_PLAN, pgettext_lazy("obligation", "Activity plan and goals")
        EVALUATION = following_up.EVALUATION, pgettext_lazy("obligation", "Evaluation")
        FINAL_REPORT = following_up.FINAL_REPORT, pgettext_lazy("obligation", "Final report")
        OTHER = following_up.OTHER, pgettext_lazy("obligation", "Other")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("obligation", "To be done")
        SENT = "sent", pgettext_lazy("obligation", "Sent in, to be looked at")
        RETURNED = "returned", pgettext_lazy("obligation", "Sent back")
        DONE = "done", pgettext_lazy("obligation", "Done")
        CANCELLED = "cancelled", pgettext_lazy("obligation", "Owed no more")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="obligations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("what"), max_length=300)
    due_on = models.DateField(_("due"), null=True, blank=True)
    # The form that answers it, by key; empty where it is only marked as done.
    form = models.SlugField(_("form"), max_length=60, blank=True)
    # Which part of the period it tells of.
    span_from = models.DateField(_("from"), null=True, blank=True)
    span_to = models.DateField(_("to"), null=True, blank=True)
    # What is filled in to answer it, when it was sent in last, and when and why it was sent back.
    submission = models.OneToOneField("forms.Submission", models.PROTECT, null=True, related_name="obligation")
    sent_on = models.DateField(_("sent in"), null=True, blank=True)
    returned_on = models.DateField(_("sent back"), null=True, blank=True)
    return_reason = models.ForeignKey("cases.Reason", models.PROTECT, null=True, related_name="+")
    # Owed no more: notice was given of the agreement that asked for it, on the day that it is settled (`done_on`).
    cancelled_by = models.ForeignKey(
        "cases.AgreementTermination", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The row of the answers that it was made from; empty where somebody added it by hand.
    row = models.CharField(max_length=60, blank=True, editable=False)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Why the office took it as done although its form was not approved.
    done_reason = models.ForeignKey("cases.Reason", models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["done_on", "due_on"], name="cases_obligations_due"),
            models.Index(
                fields=["submission"], name="cases_obligations_answered", condition=Q(submission__isnull=False)
            ),
            models.Index(
                fields=["form", "span_to", "span_from"],
                name="cases_obligations_sent",
                condition=Q(sent_on__isnull=False),
            ),
            models.Index(
                fields=["sent_on", "id"],
                name="cases_obligations_to_look_at",
                condition=Q(sent_on__isnull=False, done_on=None),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="cases_obligations_sent_back",
                condition=Q(returned_on__isnull=False, done_on=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(submission__isnull=False), name="cases_what_is_sent_is_there"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_by=None) | Q(done_on__isnull=False), name="cases_what_is_cancelled_is_settled"
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(sent_on__isnull=False, return_reason__isnull=False),
                name="cases_sent_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        if self.done_on is not None:
            return self.State.DONE if self.cancelled_by_id is None else self.State.CANCELLED
        if self.returned_on is not None:
            return self.State.RETURNED
        return self.State.SENT if self.sent_on is not None else self.State.OPEN

    @property
    def state_name(self) -> str:
        return str(self.State(self.state).label)

    @property
    def waits_for_office(self) -> bool:
        return self.state == self.State.SENT

    def is_late(self, on: date) -> bool:
        """Late with those who apply; what is sent in waits for the office."""
        waits = self.state in {self.State.OPEN, self.State.RETURNED}
        return waits and self.due_on is not None and self.due_on < on
