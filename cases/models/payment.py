"""Money that is asked for of what was granted: requests for payment, drawdowns and call-offs."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .case import Case


class PaymentRequest(models.Model):
    """A group asks for money of a year's grant; the office approves it and notes when it was paid.

    While it waits, is approved or is paid it takes its amount of the grant (GrantedAmount.claimed).
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("payment", "Waits for the office")
        APPROVED = "approved", pgettext_lazy("payment", "Approved, not paid yet")
        PAID = "paid", pgettext_lazy("payment", "Paid")
        REFUSED = "refused", pgettext_lazy("payment", "Refused")
        TAKEN_BACK = "taken_back", pgettext_lazy("payment", "Taken back")

    case = models.ForeignKey(Case, models.PROTECT, related_name="payments", verbose_name=_("case"))
    number = models.PositiveIntegerField(_("number"))
    year = models.PositiveSmallIntegerField(_("year"))
    # A drawdown is of the activity fund; anything else is a request for payment.
    is_drawdown = models.BooleanField(_("drawdown"), default=False)
    body = models.ForeignKey(
        "people.Body", models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("group")
    )
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2)
    # Who is paid and where: the employer, its reference.
    payee = models.CharField(_("paid to"), max_length=200, blank=True)
    message = models.TextField(_("message"), blank=True)
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked for"))
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    paid_on = models.DateField(_("paid on"), null=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # It is itself a document of the case, and so are its receipts.
    document = models.OneToOneField("cases.Document", models.PROTECT, null=True, related_name="payment")
    receipts = models.ManyToManyField("cases.Document", related_name="receipt_of", verbose_name=_("receipts"))

    class Meta:
        verbose_name = _("request for payment")
        verbose_name_plural = _("requests for payment")
        ordering = ["case", "number"]
        indexes = [models.Index(fields=["state", "asked_at"], name="cases_payments_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_payment_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cases_payment_above_zero"),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) | (~Q(state="paid") & Q(paid_on__isnull=True)),
                name="cases_payment_paid_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.number} {self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("cases:payment", args=[self.case.number, self.number])

    @property
    def name(self) -> str:
        """“Uttag 2” or “Rekvisition 2”."""
        what = gettext("Drawdown %(number)s") if self.is_drawdown else gettext("Request for payment %(number)s")
        return what % {"number": self.number}

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.ASKED, self.State.APPROVED}

    @property
    def takes(self) -> bool:
        """Whether it takes its amount of the grant."""
        return self.state in {self.State.ASKED, self.State.APPROVED, self.State.PAID}


class PaymentLine(models.Model):
    """What a part of the money is for."""

    payment = models.ForeignKey(PaymentRequest, models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(_("what for"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["payment", "place"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "place"], name="cases_payment_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cases_payment_line_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id}: {self.amount}"


class CallOff(models.Model):
    """A group calls off support of what its case was granted: so many hours or months, perhaps for an amount."""

    class Unit(models.TextChoices):
        HOURS = "hours", pgettext_lazy("unit", "hours")
        DAYS = "days", pgettext_lazy("unit", "days")
        MONTHS = "months", pgettext_lazy("unit", "months")

    case = models.ForeignKey(Case, models.PROTECT, related_name="call_offs", verbose_name=_("case"))
    year = models.PositiveSmallIntegerField(_("year"))
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="call_offs", verbose_name=_("group"))
    quantity = models.DecimalField(_("how much"), max_digits=8, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.HOURS)
    # Takes of the year's grant where it is said.
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("what for"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("called off"))
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        verbose_name = _("call-off")
        verbose_name_plural = _("call-offs")
        ordering = ["case", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cases_call_off_above_zero"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="cases_call_off_amount_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.quantity} {self.unit}"

    @property
    def takes(self) -> Decimal:
        return self.amount if self.amount is not None and self.taken_back_at is None else Decimal(0)

    @property
    def standing(self) -> str:
        return pgettext("call-off", "Taken back") if self.taken_back_at else pgettext("call-off", "Called off")
