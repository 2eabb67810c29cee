"""A meeting of a body, its agenda, who was there, and what was decided and written down."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain import meetings as rules
from people.models import BodyKind, Role, User
from people.queries.mandates import Standing, standing

# Whose decisions have a § in minutes; the others keep notes.
KEEPS_MINUTES = frozenset({BodyKind.BOARD, BodyKind.EXECUTIVE_COMMITTEE})


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """Those of the bodies that one sits in, and seminars, which are for everybody; the office sees all."""
        if found.user_id is None:
            return self.none()
        if found.is_office:
            return self.all()
        own = Q(body__in=found.body_ids)
        return self.filter(own | Q(kind=Meeting.Kind.SEMINAR) if found.has_mandate else own)

    def coming(self) -> Self:
        return self.filter(status__in=rules.COMING)

    def written(self) -> Self:
        """Those that have notes or minutes."""
        return self.filter(status__in=(rules.HELD, rules.ADJUSTED))


class Meeting(models.Model):
    class Status(models.TextChoices):
        PLANNED = rules.PLANNED, pgettext_lazy("meeting", "Planned")
        CALLED = rules.CALLED, pgettext_lazy("meeting", "Called")
        HELD = rules.HELD, pgettext_lazy("meeting", "Held")
        ADJUSTED = rules.ADJUSTED, pgettext_lazy("meeting", "Adjusted")
        CANCELLED = rules.CANCELLED, pgettext_lazy("meeting", "Cancelled")

    class Kind(models.TextChoices):
        MEETING = "meeting", pgettext_lazy("meeting", "Meeting")
        PLANNING_DAY = "planning_day", _("Planning day")
        # Whoever calls it, every local group is called too, and its people are on the list of who came.
        SEMINAR = "seminar", _("Seminar")
        OTHER = "other", pgettext_lazy("meeting", "Other meeting")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="meetings", verbose_name=_("body"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEETING)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    others_present = models.TextField(_("others present"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    # The invitation's: every change of day, time or place that is sent out makes it one more.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # One more with each change by hand: whoever saved from an older page is told.
    version = models.PositiveIntegerField(default=0, editable=False)
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    adjusted_at = models.DateTimeField(_("adjusted"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Who writes the notes or the minutes.
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("secretary")
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="cases_meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(status=rules.ADJUSTED) | Q(adjusted_at__isnull=False), name="cases_adjusted_has_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-starts_at"], name="cases_meetings_of_body"),
            models.Index(fields=["status", "starts_at"], name="cases_meetings_coming"),
            models.Index(fields=["-starts_at", "status"], name="cases_meetings_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("cases:meeting", args=[self.pk])

    @property
    def on(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def has_minutes(self) -> bool:
        """Whether it keeps minutes with § and adjusters rather than notes."""
        return self.body.kind in KEEPS_MINUTES

    @property
    def is_open(self) -> bool:
        return self.status in rules.OPEN

    @property
    def is_coming(self) -> bool:
        return self.status in rules.COMING

    @property
    def is_held(self) -> bool:
        return self.status == rules.HELD

    @property
    def is_written(self) -> bool:
        return self.status in (rules.HELD, rules.ADJUSTED)

    @property
    def is_adjusted(self) -> bool:
        return self.status == rules.ADJUSTED


class ParagraphSeries(models.Model):
    """The last § of a body in a year; locked while the next is taken, so that none is skipped."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="cases_one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.year}: § {self.last}"


class AgendaItem(models.Model):
    """One point: a case that waits for the body, or a free one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("position"))
    title = models.CharField(_("heading"), max_length=300)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="points")
    assignment = models.ForeignKey("cases.Assignment", models.PROTECT, null=True, blank=True, related_name="points")
    proposal = models.TextField(_("proposal"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    decision = models.TextField(_("decision"), blank=True)
    # The label of the answer that the case got here.
    outcome = models.CharField(_("outcome"), max_length=120, blank=True)
    series = models.ForeignKey(ParagraphSeries, models.PROTECT, null=True, blank=True, related_name="items")
    paragraph = models.PositiveIntegerField(_("§"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    # Adjusted at once, in the meeting: this point is locked before the others.
    adjusted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "paragraph"], name="cases_paragraph_once"),
            models.UniqueConstraint(fields=["meeting", "assignment"], name="cases_turn_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(series=None, paragraph=None) | Q(series__isnull=False, paragraph__gte=1),
                name="cases_paragraph_of_a_series",
            ),
            models.CheckConstraint(
                condition=Q(adjusted_at=None) | Q(settled_at__isnull=False), name="cases_adjusted_point_is_settled"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """A case by its number and its title of today: a mark of secrecy hides it here too."""
        return f"{self.case.number} {self.case.subject}" if self.case is not None else self.title

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class Attendance(models.Model):
    """Somebody who was there or was missed; a deputy says whose place they took."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attended")
    role = models.CharField(_("role"), max_length=20)
    is_deputy = models.BooleanField(default=False)
    is_present = models.BooleanField(_("present"), default=False)
    stands_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["is_deputy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="cases_attends_once"),
            models.UniqueConstraint(
                fields=["meeting", "stands_for"],
                condition=Q(stands_for__isnull=False),
                name="cases_one_deputy_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(stands_for=None) | Q(is_present=True), name="cases_an_absent_deputy_stands_for_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id}"

    @property
    def role_name(self) -> str:
        return str(Role(self.role).label) if self.role in Role.values else ""


class PointRecusal(models.Model):
    """Somebody with a conflict of interest left the room for a point; in a case the engine knows of it too."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recusals")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("recusal at a point")
        verbose_name_plural = _("recusals at points")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="cases_recused_once_a_point")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.person_id}"


class Adjuster(models.Model):
    """Who checks the minutes together with others, and when they said that they are right."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="adjusters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("adjuster")
        verbose_name_plural = _("adjusters")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="cases_adjusts_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id}"


class Correction(models.Model):
    """What was found to be wrong after the adjustment: an entry of its own beside what stands."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="corrections")
    text = models.TextField(_("correction"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.at:%Y-%m-%d}"


class ActionItem(models.Model):
    """Who does what by when; it is shown at the body's meetings until it is done."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="action_items")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="action_items")
    what = models.CharField(_("what"), max_length=300)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="action_items", verbose_name=_("who")
    )
    # Who was named at the meeting, where another has it now: the notes and the minutes say it as it was said.
    agreed_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["body", "done_on", "due_on"], name="cases_action_items_open")]

    def __str__(self) -> str:
        return self.what

    @property
    def named(self) -> User:
        """Who was named when it was agreed on."""
        return self.agreed_with or self.who

    @property
    def is_handed_over(self) -> bool:
        return self.agreed_with_id is not None and self.agreed_with_id != self.who_id


class MeetingEvent(models.Model):
    """Who did what with a meeting, and when: references and codes, never what somebody wrote."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=40)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event of a meeting")
        verbose_name_plural = _("events of meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"
