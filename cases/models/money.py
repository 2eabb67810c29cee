"""What the board sets aside: funds and their appropriations per year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Fund(models.Model):
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)

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
