"""Disposal (gallring): which rules there are, what was decided by them, and what was taken away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DisposalRule(models.Model):
    """What may be disposed of, and when. Without a rule everything is kept."""

    class Of(models.TextChoices):
        CASES = "cases", pgettext_lazy("disposal", "Cases that are archived")
        DRAFTS = "drafts", pgettext_lazy("disposal", "Drafts that were never sent in")

    name = models.CharField(_("name"), max_length=120, unique=True)
    of = models.CharField(_("what"), max_length=10, choices=Of, default=Of.CASES)
    route = models.ForeignKey(
        "cases.Route",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("route"),
        help_text=_("Only cases on this route; all routes when it is empty."),
    )
    end_kind = models.CharField(
        _("ended as"),
        max_length=10,
        blank=True,
        choices=[
            ("granted", pgettext_lazy("end of a case", "Granted")),
            ("rejected", pgettext_lazy("end of a case", "Rejected")),
            ("withdrawn", pgettext_lazy("end of a case", "Withdrawn")),
            ("closed", pgettext_lazy("end of a case", "Closed")),
        ],
        help_text=_("Only cases that ended so; all when it is empty."),
    )
    years = models.PositiveSmallIntegerField(
        _("years"),
        default=10,
        help_text=_("How many whole calendar years after the one in which the case was closed."),
    )
    months = models.PositiveSmallIntegerField(
        _("months"), default=24, help_text=_("For drafts: how many months after they were last saved.")
    )
    ground = models.CharField(
        _("ground"),
        max_length=300,
        help_text=_("The decision or plan that allows it, such as a document plan and its §."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("disposal rule")
        verbose_name_plural = _("disposal rules")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(years__gte=1, months__gte=3), name="cases_nothing_is_disposed_at_once")
        ]

    def __str__(self) -> str:
        return self.name


class DisposalDecision(models.Model):
    """That these cases are to be disposed of; a person with the role answers for it."""

    rule = models.ForeignKey(DisposalRule, models.PROTECT, related_name="decisions", verbose_name=_("rule"))
    reference = models.CharField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("disposal decision")
        verbose_name_plural = _("disposal decisions")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.reference} {self.decided_on}"


class DisposalItem(models.Model):
    """A case that is to be disposed of, and what was taken away when it was."""

    decision = models.ForeignKey(DisposalDecision, models.PROTECT, related_name="items")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="disposal")
    done_at = models.DateTimeField(_("done"), null=True, db_index=True)
    # How many of each: {"files": 3, "answers": 2, …}.
    taken = models.JSONField(default=dict)

    class Meta:
        ordering = ["decision", "case"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.case_id}"


class DisposedDraft(models.Model):
    """The log of a draft that was taken away: which form and when, and nothing that was written."""

    form = models.CharField(_("form"), max_length=120)
    started_on = models.DateField(_("started"))
    saved_on = models.DateField(_("last saved"))
    rule = models.ForeignKey(DisposalRule, models.PROTECT, related_name="+")
    disposed_at = models.DateTimeField(_("disposed of"))

    class Meta:
        verbose_name = _("disposed draft")
        verbose_name_plural = _("disposed drafts")
        ordering = ["-disposed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.form} {self.saved_on}"
