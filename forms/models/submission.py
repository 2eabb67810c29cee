"""What somebody answers in a form, from the first word to the last supplement."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.queries.mandates import Standing, standing


def among_those_of(user_id: int | None, at: str) -> Q:
    """Those that somebody began, or that passed to them from somebody who left; `at` leads from another table.

    Asked so that indexes alone are read, never the long answers; and in one list: PostgreSQL begins with it where
    nothing else is asked, and would ask every row of two.
    """
    begun, held = (
        Submission.objects.order_by().filter(**{name: user_id}).values("pk") for name in ("created_by", "held_by")
    )
    return Q(**{f"{at}__in": begun.union(held)})


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """One's own and those of one's groups; a draft is nobody else's, not even the office's."""
        if found.user_id is None:
            return self.none()
        of_my_groups = Submission.bodies.through.objects.filter(body__in=found.body_ids).values("submission")
        return self.filter(among_those_of(found.user_id, "pk") | Q(pk__in=of_my_groups))

    def drafts_seen(self, found: Standing) -> Self:
        """Drafts that one sees, the latest first. There are few of them: each is asked about, not all that was sent."""
        through = Submission.bodies.through.objects.filter(body__in=found.body_ids, submission=OuterRef("pk"))
        own = Q(created_by=found.user_id) | Q(held_by=found.user_id) | Q(Exists(through))
        # Nothing was sent in: by the index of such.
        drafts = self.filter(own, state=Submission.State.DRAFT, submitted_at=None)
        return drafts.order_by("-saved_at", "-pk") if found.user_id is not None else self.none()

    def drafts(self) -> Self:
        return self.filter(state__in=[Submission.State.DRAFT, Submission.State.REOPENED])


class Submission(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        # Sections were opened again for a supplement.
        REOPENED = "reopened", _("Opened for supplement")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey("forms.FormVersion", models.PROTECT, related_name="submissions")
    title = models.CharField(_("title"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True)
    # By field key; docs/formats.md says which shape each kind has.
    answers = models.JSONField(_("answers"), default=dict)
    # Goes up with every save; a save that starts from an older one is refused.
    revision = models.PositiveIntegerField(_("revision"), default=1)
    # Which sections may be changed while reopened; empty otherwise.
    open_sections = models.JSONField(_("open sections"), default=list, blank=True)
    # What was answered elsewhere and did not fit here, as text to copy (forms.domain.carrying.Left).
    left_over = models.JSONField(_("could not be carried"), default=list, blank=True)
    # The submission that this one was begun from.
    begun_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    bodies = models.ManyToManyField("people.Body", related_name="submissions", blank=True, verbose_name=_("groups"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    # Who answers for it now, where whoever began it has left; empty while they are here.
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions_held",
        verbose_name=_("passed to"),
    )
    created_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-saved_at", "-pk"]
        indexes = [
            models.Index(fields=["created_by", "state", "-saved_at"], name="forms_submission_of_user"),
            # With it alone PostgreSQL reads whose they are; else it holds that so dear that it reads all cases instead.
            models.Index(fields=["created_by", "id"], name="forms_submission_begun_by"),
            models.Index(fields=["state", "-submitted_at", "-id"], name="forms_submission_sent"),
            # All that is asked of a draft in a list, so that its long answers are not read.
            models.Index(
                fields=["-saved_at", "-id", "state", "created_by", "held_by"],
                name="forms_drafts_by_time",
                condition=Q(submitted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.uuid)

    def is_of(self, user_id: int | None) -> bool:
        return user_id is not None and user_id in (self.created_by_id, self.held_by_id)


class SubmissionRevision(models.Model):
    """The answers as they were sent in, each time that they were."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="sent_revisions")
    number = models.PositiveIntegerField(_("number"))
    answers = models.JSONField(_("answers"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="forms_sent_revision_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} ({self.number})"


class SubmissionEvent(models.Model):
    """Who did what to a submission and when; answers themselves are not repeated here."""

    class Kind(models.TextChoices):
        STARTED = "started", _("started")
        SAVED = "saved", _("saved")
        SUBMITTED = "submitted", _("submitted")
        REOPENED = "reopened", _("opened for supplement")
        FILE_ADDED = "file_added", _("file added")
        FILE_REMOVED = "file_removed", _("file removed")
        COPIED = "copied", _("begun from an earlier one")
        CARRIED = "carried", _("carried to a new version of the form")
        PASSED_ON = "passed_on", _("passed to somebody else")
        FOLLOWED = "followed", _("passed to the group that follows")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    revision = models.PositiveIntegerField(_("revision"))
    section = models.CharField(_("section"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind} {self.revision}"
