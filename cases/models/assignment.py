"""Who must answer, and what they answered: the rows that every inbox is made of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Role


class Assignment(models.Model):
    """One body's turn at one stage of one case, in one round."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ANSWERED = "answered", _("Answered")
        # The stage was settled, or started over, before this body answered.
        LAPSED = "lapsed", _("Lapsed")

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="assignments")
    stage = models.CharField(_("stage"), max_length=60)
    round = models.PositiveIntegerField(_("round"))
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(_("opened"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    # Who the turn is given to; empty where it is for whoever holds the role. The name counts while the
    # person holds the role and is not recused: `cases.domain.acting` says who may answer.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="turns_given",
        verbose_name=_("given to"),
    )
    # A deputy of the same body who answers this turn, to and including the day.
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="turns_delegated",
        verbose_name=_("delegated to"),
    )
    delegated_until = models.DateField(_("delegated until"), null=True, blank=True)
    # A deferred turn asks nobody before this day.
    rests_until = models.DateField(_("rests until"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=60, blank=True)
    text = models.TextField(_("text"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="answers_given"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "round", "body"], name="cases_one_turn_per_round"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False, outcome__gt=""),
                name="cases_an_answer_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(delegate=None, delegated_until=None)
                | Q(delegate__isnull=False, delegated_until__isnull=False),
                name="cases_a_delegation_has_a_last_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "body", "role", "due_on"], name="cases_inbox")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.stage}/{self.round}: {self.body_id}"

    @property
    def role_name(self) -> str:
        return str(Role(self.role).label)


class Supplement(models.Model):
    """Sections that were opened again because somebody asked for more."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="supplements")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="supplements")
    sections = models.JSONField(_("sections"))
    question = models.TextField(_("what is asked for"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("requested"))
    revision_before = models.PositiveIntegerField(_("revision before"))
    revision_after = models.PositiveIntegerField(_("revision after"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="cases_one_open_supplement")
        ]
        indexes = [models.Index(fields=["answered_at", "due_on"], name="cases_open_supplements")]

    def __str__(self) -> str:
        return f"{self.case_id}: {', '.join(self.sections)}"
