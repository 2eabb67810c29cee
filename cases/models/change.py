"""A request to change what was granted, and what it changed in the first case once it was granted itself."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain import amending
from people.models import User

from .case import Case


class ChangeRequestQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(amends__in=Case.objects.visible_to(user))

    def running(self) -> Self:
        """Sent in and not settled."""
        return self.exclude(case=None).exclude(case__status=Case.Status.ENDED)


class ChangeRequest(models.Model):
    """It is a draft until it is sent in; then it is a case of its own, which amends the first when it is granted."""

    class Part(models.TextChoices):
        PERIOD = amending.PERIOD, pgettext_lazy("change", "Period")
        BUDGET = amending.BUDGET, pgettext_lazy("change", "Budget")
        PERSON = amending.PERSON, pgettext_lazy("change", "Process leader")
        OTHER = amending.OTHER, pgettext_lazy("change", "Something else")

    amends = models.ForeignKey(Case, models.PROTECT, related_name="change_requests", verbose_name=_("case"))
    submission = models.OneToOneField("forms.Submission", models.CASCADE, related_name="change_request")
    # The case that it became when it was sent in.
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="change_request")
    # How many amendments the first case had when its answers were filled in; another number means stale.
    based_on = models.PositiveSmallIntegerField(default=0)
    parts = models.JSONField(_("what is changed"), default=list)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"))

    # How it stands and what it changed, where whoever read it has read that too (cases.queries.changes).
    state: str = ""
    made: "Amendment | None" = None

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a change")
        verbose_name_plural = _("requests for changes")
        ordering = ["amends", "pk"]

    def __str__(self) -> str:
        return f"{self.amends_id}: {', '.join(self.parts)}"

    @property
    def part_names(self) -> list[str]:
        return [str(self.Part(part).label) for part in self.parts if part in self.Part.values]


class Amendment(models.Model):
    """What a granted request changed. The first decision stays as it was; what holds is the two together."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="amendments", verbose_name=_("case"))
    number = models.PositiveSmallIntegerField(_("number"))
    request = models.OneToOneField(ChangeRequest, models.PROTECT, related_name="amendment")
    decided_on = models.DateField(_("decided on"))
    period_to_before = models.DateField(_("period to, before"), null=True)
    period_to = models.DateField(_("period to"), null=True)
    granted_before = models.DecimalField(_("granted before"), max_digits=14, decimal_places=2, null=True)
    granted = models.DecimalField(_("granted"), max_digits=14, decimal_places=2, null=True)
    # The lines of the budget that hold from now on, as [{"id", "label", "measure", "amounts": {"2026": "1000.00"}}].
    budget = models.JSONField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("process leader")
    )
    leads_from = models.DateField(_("from"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_amendment_number_once"),
            models.CheckConstraint(
                condition=Q(period_to=None) | ~Q(period_to=F("period_to_before")), name="cases_amendment_changes_period"
            ),
            models.CheckConstraint(
                condition=Q(person=None, leads_from=None) | Q(person__isnull=False, leads_from__isnull=False),
                name="cases_amendment_leads_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.number}"


class AmendedYear(models.Model):
    """What a year was granted before and after an amendment, less what was given back to the fund."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    before = models.DecimalField(_("before"), max_digits=14, decimal_places=2)
    after = models.DecimalField(_("after"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["amendment", "year"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "year"], name="cases_amended_year_once"),
            models.CheckConstraint(condition=Q(before__gte=0) & Q(after__gte=0), name="cases_amended_not_below_zero"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="cases_amended_year_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.amendment_id} {self.year}: {self.before} → {self.after}"

    @property
    def difference(self) -> Decimal:
        return self.after - self.before
