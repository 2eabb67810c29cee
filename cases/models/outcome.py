"""What a year cost against its budget, line by line, as the process leader reported it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Case


class OutcomeReport(models.Model):
    """One report of a year; the one with the highest number counts, the earlier stand in the records."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="outcomes", verbose_name=_("case"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("reported"))

    class Meta:
        verbose_name = _("outcome of a year")
        verbose_name_plural = _("outcomes of years")
        ordering = ["case", "year", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "year", "number"], name="cases_outcome_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.year}:{self.number}"


class OutcomeLine(models.Model):
    """A line of the budget with what it cost; the budget is kept as it was then."""

    report = models.ForeignKey(OutcomeReport, models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    # The budget line's own id, so that the same line is found again.
    line = models.CharField(max_length=60)
    label = models.CharField(_("line"), max_length=200, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=14, decimal_places=2)
    outcome = models.DecimalField(_("outcome"), max_digits=14, decimal_places=2)
    explanation = models.TextField(_("explanation"), blank=True)

    class Meta:
        ordering = ["report", "place"]
        constraints = [models.UniqueConstraint(fields=["report", "line"], name="cases_outcome_line_once")]

    def __str__(self) -> str:
        return f"{self.label}: {self.outcome}"
