"""The ledger: every change of a balance, in order, never changed and never deleted."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .event import AppendOnlyError


class LedgerQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnlyError("the ledger is append-only")

    def delete(self) -> Never:
        raise AppendOnlyError("the ledger is append-only")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError("the ledger is append-only")


class LedgerEntry(models.Model):
    """Kronor into (above zero) or out of one side of a fund's year. Without a fund: granted outside every fund.

    An entry carries no personal words: a note is written about a fund, never about a case.
    """

    class Kind(models.TextChoices):
        APPROPRIATED = "appropriated", pgettext_lazy("ledger", "Set aside")
        MOVED = "moved", pgettext_lazy("ledger", "Moved between years")
        COMMITTED = "committed", pgettext_lazy("ledger", "Granted")
        RELEASED = "released", pgettext_lazy("ledger", "Given back")
        PAID = "paid", pgettext_lazy("ledger", "Paid")

    fund = models.ForeignKey("cases.Fund", models.PROTECT, null=True, related_name="entries", verbose_name=_("fund"))
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    amount = models.DecimalField(_("amount in kronor"), max_digits=14, decimal_places=2)
    on = models.DateField(_("day"))
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="ledger")
    decision = models.ForeignKey("cases.Decision", models.PROTECT, null=True, related_name="ledger")
    appropriation = models.OneToOneField("cases.Appropriation", models.PROTECT, null=True, related_name="entry")
    payment = models.ForeignKey("cases.PaymentRequest", models.PROTECT, null=True, related_name="ledger")
    # What moves between years is two entries with one mark.
    move = models.UUIDField(null=True, editable=False)
    # The decision in words where it is none in here: “Styrelsen 2026-11-20 § 44”.
    reference = models.CharField(_("decision"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("recorded"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["year", "on", "pk"]
        indexes = [
            models.Index(fields=["fund", "year", "on", "id"], name="cases_ledger_by_fund"),
            models.Index(fields=["case", "year", "on", "id"], name="cases_ledger_by_case"),
            models.Index(fields=["year", "on", "id"], name="cases_ledger_by_year"),
            # Sums by year are read from it alone.
            models.Index(fields=["fund", "year", "kind", "amount"], name="cases_ledger_sums"),
            models.Index(fields=["kind", "-year", "-on", "-id"], name="cases_ledger_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="cases_ledger_not_zero"),
            models.CheckConstraint(
                condition=~Q(kind__in=["committed", "paid"]) | Q(amount__gt=0), name="cases_ledger_grants_add"
            ),
            models.CheckConstraint(
                condition=~Q(kind="released") | Q(amount__lt=0), name="cases_ledger_releases_take_away"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["appropriated", "moved"]) | Q(fund__isnull=False),
                name="cases_ledger_set_aside_in_a_fund",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id or '-'} {self.year} {self.kind} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError(f"{self} stands in the ledger and never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError(f"{self} stands in the ledger and is never deleted")
