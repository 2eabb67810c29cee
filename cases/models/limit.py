"""Amounts that have a name in the delegation order, and that routes choose their ways by."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .money_event import Trailed


class AmountLimit(Trailed):
    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("What routes call it in their conditions; it never changes.")
    )
    name = models.CharField(_("name"), max_length=80)
    amount = models.DecimalField(
        _("amount in kronor"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    note = models.CharField(
        _("decided by"), max_length=200, blank=True, help_text=_("For example the delegation order and its §.")
    )

    class Meta:
        verbose_name = _("amount limit")
        verbose_name_plural = _("amount limits")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="cases_limit_not_negative")]

    def __str__(self) -> str:
        return self.name
