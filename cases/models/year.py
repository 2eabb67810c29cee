"""What a group's year is made of: happenings that an editor sets, what was ticked by hand, and who did it."""

from typing import TYPE_CHECKING, Any, Never

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain import year as rules
from people.models import BodyKind
from people.models.event import WrittenOnce

from .meeting import Meeting
from .money_event import Trailed

if TYPE_CHECKING:
    from people.models import Body

# The longest way from a period to its day: half a year.
MOST_DAYS = 180


class Happening(models.Model):
    class FulfilledBy(models.TextChoices):
        MEETING = "meeting", _("a meeting that is held")
        ATTENDANCE = "attendance", _("somebody of the group who took part in a meeting")
        PAGE = "page", _("a published plan")
        CHAIR = "chair", _("a chair for the period")
        ROTATION = "rotation", _("an order of chairs beyond the period")
        FORM = "form", _("a form that is sent in and approved")
        HAND = "hand", _("a tick by hand")

    class Every(models.TextChoices):
        YEAR = rules.YEARLY, _("every year")
        HALF_YEAR = rules.HALF_YEARLY, _("every half-year")

    class Due(models.TextChoices):
        ON_DAY = rules.ON_DAY, _("on a day in the period")
        ON_DAY_BEFORE = rules.ON_DAY_BEFORE, _("on a day in the period before")
        BEFORE_START = rules.BEFORE_START, _("so many days before the period begins")
        AFTER_START = rules.AFTER_START, _("so many days after the period began")
        BEFORE_END = rules.BEFORE_END, _("so many days before the period ends")
        AFTER_END = rules.AFTER_END, _("so many days after the period ended")

    class DoneBy(models.TextChoices):
        PROCESS_LEADER = "process_leader", _("Process leader")
        CHAIR = "chair", _("Chair")
        OFFICE = "office", _("Office")

    class PlanKind(models.TextChoices):
        DIRECTION = "direction", _("Direction plan")
        OPERATIONAL = "operational", _("Operational plan")
        ACTIVITY = "activity", _("Activity plan")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    help = models.TextField(_("what it is"), blank=True, max_length=1000)
    done_by = models.CharField(_("who sees to it"), max_length=20, choices=DoneBy, default=DoneBy.PROCESS_LEADER)
    bodies = models.ManyToManyField(
        "people.Body",
        blank=True,
        related_name="happenings",
        verbose_name=_("for these groups"),
        help_text=_("None chosen: for every local group."),
        limit_choices_to={"kind": BodyKind.LOCAL_GROUP},
    )
    fulfilled_by = models.CharField(_("done by"), max_length=12, choices=FulfilledBy, default=FulfilledBy.HAND)
    meeting_kind = models.CharField(_("which kind of meeting"), max_length=12, choices=Meeting.Kind, blank=True)
    plan_kind = models.CharField(_("which kind of plan"), max_length=12, choices=PlanKind, blank=True)
    form = models.SlugField(_("which form, by key"), max_length=60, blank=True)

    every = models.CharField(_("repeated"), max_length=10, choices=Every, default=Every.YEAR)
    first_month = models.PositiveSmallIntegerField(
        _("the year begins in"),
        choices=MONTHS,
        default=1,
        help_text=_("A half-year is six months from there, and the six after."),
    )
    due = models.CharField(_("last day"), max_length=20, choices=Due, default=Due.ON_DAY)
    month = models.PositiveSmallIntegerField(
        _("month"), choices=MONTHS, default=12, help_text=_("Half-yearly: this month, and six months later.")
    )
    day = models.PositiveSmallIntegerField(
        _("day"), default=1, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    days = models.PositiveSmallIntegerField(_("number of days"), default=0, validators=[MaxValueValidator(MOST_DAYS)])
    opens_days = models.PositiveSmallIntegerField(
        _("is to be done from, days before"), default=60, validators=[MaxValueValidator(MOST_DAYS)]
    )
    since = models.DateField(
        _("kept here since"),
        default=timezone.localdate,
        help_text=_("What was due before this day is not shown as late, and nobody is reminded of it."),
    )
    until = models.DateField(_("no longer after"), null=True, blank=True)

    class Meta:
        verbose_name = _("happening of the year")
        verbose_name_plural = _("happenings of the year")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31, first_month__gte=1)
                & Q(first_month__lte=12, days__lte=MOST_DAYS, opens_days__lte=MOST_DAYS),
                name="cases_happening_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="cases_happening_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> rules.Rule:
        return rules.Rule(
            every=self.every,
            due=self.due,
            first_month=self.first_month,
            month=self.month,
            day=self.day,
            days=self.days,
            opens_days=self.opens_days,
        )

    def is_for(self, body: "Body") -> bool:
        """`bodies` is read beforehand."""
        chosen = {each.pk for each in self.bodies.all()}
        return body.pk in chosen if chosen else body.kind == BodyKind.LOCAL_GROUP

    def clean(self) -> None:
        super().clean()
        needs = {
            self.FulfilledBy.MEETING: "meeting_kind",
            self.FulfilledBy.ATTENDANCE: "meeting_kind",
            self.FulfilledBy.PAGE: "plan_kind",
            self.FulfilledBy.FORM: "form",
        }.get(self.fulfilled_by)  # type: ignore[call-overload]
        if needs and not getattr(self, needs):
            raise ValidationError({needs: _("Choose this, so that it is known what makes it done.")})
        if self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day is before the first.")})


class HappeningMark(models.Model):
    """Ticked by hand: it was done, or is not needed, for a group and a period; taken back rather than deleted."""

    class State(models.TextChoices):
        DONE = rules.DONE, pgettext_lazy("happening", "Done")
        NOT_NEEDED = rules.NOT_NEEDED, pgettext_lazy("happening", "Not needed")

    happening = models.ForeignKey(Happening, models.PROTECT, related_name="marks")
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    span_from = models.DateField(_("period from"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    done_on = models.DateField(_("done on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("tick in a year")
        verbose_name_plural = _("ticks in years")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["happening", "body", "span_from"], name="cases_ticked_once"),
        ]
        indexes = [models.Index(fields=["body", "span_from"], name="cases_marks_of_body")]

    def __str__(self) -> str:
        return f"{self.happening_id} {self.body_id} {self.span_from}"


class YearTrail(Trailed):
    """How many events a group's years have, and the seal of the last."""

    body = models.OneToOneField("people.Body", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("log of a group's years")
        verbose_name_plural = _("logs of groups' years")

    def __str__(self) -> str:
        return f"{self.body_id}: {self.event_count}"


class YearEventQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise WrittenOnce

    def delete(self) -> Never:
        raise WrittenOnce


class YearEvent(models.Model):
    """Who ticked what, took a tick back or reminded, and when: references and digests, sealed and written once."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    happening = models.ForeignKey(Happening, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=40)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = YearEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a year")
        verbose_name_plural = _("events of years")
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "-at"], name="cases_year_events")]
        constraints = [models.UniqueConstraint(fields=["body", "seq"], name="cases_year_event_once")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.kind}"
