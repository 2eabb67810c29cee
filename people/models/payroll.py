"""Payroll overhead (PO): what an employer pays on top of a salary, in per cent, year by year."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PayrollOverhead(models.Model):
    """A rate without an employer is that of every employer who has none of their own."""

    employer = models.ForeignKey(
        "people.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payroll_overheads",
        verbose_name=_("employer"),
        help_text=_("Empty for all employers that have no rate of their own."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1990), MaxValueValidator(2199)],
        help_text=_("It holds from this year until a later year has a rate."),
    )
    rate = models.DecimalField(
        _("payroll overhead, per cent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(200))],
    )

    class Meta:
        verbose_name = _("payroll overhead")
        verbose_name_plural = _("payroll overheads")
        ordering = ["-year", "employer__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "year"],
                name="people_payroll_overhead_once",
                violation_error_message=_("The employer has a rate for that year already."),
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(employer=None),
                name="people_payroll_overhead_default_once",
                violation_error_message=_("There is a rate for all employers for that year already."),
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0, rate__lte=200),
                name="people_payroll_overhead_is_a_share",
                violation_error_message=_("The rate is between 0 and 200 per cent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer or _('All employers')} {self.year}"
