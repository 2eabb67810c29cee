"""What the board sets aside: funds, their appropriations per year, and what is left of them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .money_event import Trailed


class Fund(Trailed):
    key = models.SlugField(_("key"), unique=True, help_text=_("What addresses and files call it; it never changes."))
    name = models.CharField(_("name"), max_length=120)
    is_held = models.BooleanField(
        _("held to what is set aside"),
        default=True,
        help_text=_("No decision can grant more out of the fund than what is set aside in it for the year."),
    )
    is_activity = models.BooleanField(
        _("activity fund"),
        default=False,
        help_text=_("The groups draw small money out of it, and a request for payment is called a drawdown."),
    )

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Appropriation(models.Model):
    """Money that a decision sets aside in a fund for a year; a later change is a row of its own."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="appropriations")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2)
    decision = models.ForeignKey("cases.Decision", models.PROTECT, null=True, blank=True, related_name="appropriations")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("appropriation")
        verbose_name_plural = _("appropriations")
        ordering = ["fund", "year", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="cases_appropriation_not_zero")]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}: {self.amount}"


class FundYear(models.Model):
    """What stands in a fund for a year: changed by `cases.actions.ledger` alone, with the entry that says why.

    The checks are the last line: an act has looked, under a lock, before it comes here.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    # The fund's own, because a check of the database reads one row.
    is_held = models.BooleanField(default=True)
    appropriated = models.DecimalField(_("set aside"), max_digits=14, decimal_places=2, default=0)
    committed = models.DecimalField(_("granted"), max_digits=14, decimal_places=2, default=0)
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("balance of a fund")
        verbose_name_plural = _("balances of funds")
        ordering = ["fund", "year"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="cases_fund_year_once"),
            models.CheckConstraint(
                condition=Q(appropriated__gte=0) & Q(committed__gte=0) & Q(paid__gte=0),
                name="cases_fund_year_not_below_zero",
            ),
            models.CheckConstraint(condition=Q(paid__lte=F("committed")), name="cases_fund_year_paid_of_granted"),
            models.CheckConstraint(
                condition=Q(is_held=False) | Q(committed__lte=F("appropriated")),
                name="cases_fund_year_granted_of_set_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id} {self.year}"

    @property
    def left(self) -> Decimal:
        """What can still be granted."""
        return self.appropriated - self.committed
