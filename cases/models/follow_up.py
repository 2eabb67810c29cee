"""How the association follows up what it grants: days, months and forms that the office decides."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cases.domain import following_up

MOST_DAYS, MOST_MONTHS = 365, 120


@register_setting(icon="calendar-check")
class FollowUp(BaseGenericSetting):
    class Base(models.TextChoices):
        BUDGET = following_up.BUDGET_START, _("the day that the budget begins")
        REAL = following_up.REAL_START, _("the day that the work really began")
        DECISION = following_up.DECISION_DAY, _("the day of the decision")
        AGREEMENT = following_up.AGREEMENT_DAY, _("the day that the agreement came into force")

    class Agreed(models.TextChoices):
        ROUTE = "route", _("where the route has a stage for it")
        ALWAYS = "always", _("every grant to groups")

    agreed = models.CharField(
        _("an agreement is asked for"),
        max_length=10,
        choices=Agreed,
        default=Agreed.ROUTE,
        help_text=_("Holds for decisions from now on. Nothing is paid before such an agreement is in force."),
    )
    signing_days = models.PositiveSmallIntegerField(
        _("agreement: days to sign it"), default=30, validators=[MaxValueValidator(MOST_DAYS)]
    )
    report_days = models.PositiveSmallIntegerField(
        _("status report: days after the half-year"), default=31, validators=[MaxValueValidator(MOST_DAYS)]
    )
    shortest_days = models.PositiveSmallIntegerField(
        _("shortest piece with a report of its own, in days"),
        default=60,
        validators=[MaxValueValidator(180)],
        help_text=_("A shorter piece of a half-year is told of together with the half-year beside it."),
    )
    evaluation_base = models.CharField(
        _("the evaluation is counted from"), max_length=10, choices=Base, default=Base.BUDGET
    )
    evaluation_months = models.PositiveSmallIntegerField(
        _("evaluation: within so many months"),
        default=21,
        validators=[MaxValueValidator(MOST_MONTHS)],
        help_text=_("21 months are 1¾ years."),
    )
    evaluated_from_months = models.PositiveSmallIntegerField(
        _("shortest period that is evaluated, in months"), default=12, validators=[MaxValueValidator(MOST_MONTHS)]
    )
    final_report_months = models.PositiveSmallIntegerField(
        _("final report: months after the period"), default=3, validators=[MaxValueValidator(MOST_MONTHS)]
    )

    status_report_form = models.SlugField(
        _("form for status reports"), max_length=60, default="lagesrapport", blank=True
    )
    activity_plan_form = models.SlugField(
        _("form for activity plans"), max_length=60, default="aktivitetsplan", blank=True
    )
    evaluation_form = models.SlugField(_("form for evaluations"), max_length=60, default="utvardering", blank=True)
    final_report_form = models.SlugField(_("form for final reports"), max_length=60, default="slutrapport", blank=True)

    change_form = models.SlugField(
        _("form for requests for changes"), max_length=60, default="andringsbegaran", blank=True
    )

    class Meta:
        verbose_name = _("following up")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def form_for(self, kind: str) -> str:
        """The key of the form that answers an obligation of the kind; empty where it is only marked as done."""
        return "" if kind == following_up.OTHER else getattr(self, f"{kind}_form")

    @classmethod
    def in_use(cls) -> "FollowUp":
        """What the office has decided, or what the system came with; one query."""
        return cls.objects.first() or cls()

    @property
    def terms(self) -> following_up.Terms:
        return following_up.Terms(
            report_days=self.report_days,
            shortest_days=self.shortest_days,
            evaluation_months=self.evaluation_months,
            evaluation_base=self.evaluation_base,
            evaluated_from_months=self.evaluated_from_months,
            final_report_months=self.final_report_months,
        )
