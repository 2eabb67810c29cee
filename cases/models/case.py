"""A case: what was received, where it is, and what it is about."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms.models.submission import among_those_of
from people.models import Body, User
from people.queries.mandates import Standing, standing

from .assignment import Assignment


class RegistrySeries(models.Model):
    """The last number given in a year; locked while the next is taken, so that none is skipped."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    def __str__(self) -> str:
        return f"RAR{self.year % 100:02d}-{self.last:02d}"


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """The association's bodies see every case; a local group sees its own; a writer sees what they sent in.

        A case that is marked secret is seen by the office, its parties and the bodies that have been asked alone.
        """
        if found.user_id is None:
            return self.none()
        if found.is_office:
            return self.all()
        if found.is_financier:
            # Few are secret, so only these are asked about: the rest costs what it did.
            inside = Case.objects.filter(secret=True).filter(self._inside(found)).values("pk")
            return self.filter(Q(secret=False) | Q(pk__in=inside))
        return self.filter(self._party(found))

    def inside_of(self, found: Standing) -> Self:
        """Those that secrecy is not hidden in: one is a party, or in a body that has been asked (docs/decisions)."""
        if found.user_id is None:
            return self.none()
        return self.all() if found.is_office else self.filter(self._inside(found))

    def parties_of(self, found: Standing) -> Self:
        """Those that one applies in: one's groups', and what one sent in."""
        return self.none() if found.user_id is None else self.filter(self._party(found))

    def _party(self, found: Standing) -> Q:
        # Asked of each row that is read, so that one case costs the same among a hundred thousand.
        of_my_groups = CaseGroup.objects.filter(body__in=found.body_ids, case=OuterRef("pk"))
        return Q(Exists(of_my_groups)) | among_those_of(found.user_id, "submission")

    def _inside(self, found: Standing) -> Q:
        asked = Assignment.objects.filter(body__in=found.body_ids, case=OuterRef("pk"))
        return self._party(found) | Q(Exists(asked))

    def of(self, name: str = "case") -> Exists:
        """That the row's own case, which `name` points at, is among these: asked of each row that is read."""
        return Exists(self.filter(pk=OuterRef(name)))

    def open(self) -> Self:
        """Those without a mark of secrecy: what lists, exports and programs may tell."""
        return self.filter(secret=False)

    def running(self) -> Self:
        # Said as what they are, not as what they are not: by the index.
        return self.filter(status__in=[Case.Status.WAITING, Case.Status.SUPPLEMENT], ended_at=None)


class Case(models.Model):
    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        SUPPLEMENT = "supplement", _("Waiting for a supplement")
        ENDED = "ended", _("Closed")

    number = models.CharField(_("registry number"), max_length=12, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial number"))
    title = models.CharField(_("title"), max_length=200)
    route_version = models.ForeignKey("cases.RouteVersion", models.PROTECT, related_name="cases")
    submission = models.OneToOneField("forms.Submission", models.PROTECT, related_name="case")
    groups = models.ManyToManyField(
        "people.Body", through="CaseGroup", related_name="cases", verbose_name=_("applying groups")
    )
    received_at = models.DateTimeField(_("received"))
    period_from = models.DateField(_("period from"), null=True, blank=True)
    period_to = models.DateField(_("period to"), null=True, blank=True)
    # When the work really began, where that is not the first day of the period.
    began_on = models.DateField(_("really began"), null=True, blank=True)
    applied_total = models.DecimalField(_("applied for"), max_digits=14, decimal_places=2, null=True, blank=True)
    granted_total = models.DecimalField(_("granted"), max_digits=14, decimal_places=2, null=True, blank=True)

    # Where the engine stands. The trail says how it came here.
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    stage = models.CharField(_("stage"), max_length=60, blank=True)
    round = models.PositiveIntegerField(_("round"), default=1)
    # The round in which the present stage was entered; answers of earlier ones belong to earlier visits.
    entered_round = models.PositiveIntegerField(default=1, editable=False)
    # While it goes back for answers that lapsed: [stage, outcome] of what it comes to after, "" where it is asked anew.
    ahead = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), editable=False)
    end = models.CharField(_("ended as"), max_length=60, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    ended_at = models.DateTimeField(_("closed"), null=True, blank=True)
    # What the applicant said when they withdrew; the trail holds its digest alone.
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True)

    # What the public register calls it; empty for the route's own title. Never what an applicant wrote, unread.
    public_title = models.CharField(_("public title"), max_length=200, blank=True)
    # It asks to change what was granted in that one (ChangeRequest says what).
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("changes")
    )
    # A mark of secrecy stands on the whole case (SecrecyMark says which).
    secret = models.BooleanField(_("secrecy"), default=False)
    # Nothing more is expected; read only and in the archive; what was written is taken away.
    closed_on = models.DateField(_("closed by the office"), null=True, blank=True)
    archived_on = models.DateField(_("archived"), null=True, blank=True)
    disposed_on = models.DateField(_("disposed of"), null=True, blank=True)

    # The trail's head: how many events there are, and the last one's hash.
    event_count = models.PositiveIntegerField(default=0)
    event_head = models.CharField(max_length=64, blank=True)

    # Wagtail would queue a task at each save, to know which of its own pages and texts the case points at: none.
    wagtail_reference_index_ignore = True

    # The names of its groups, where whoever holds the case has read them already.
    named_groups: list[str] | None = None
    # The same of the bodies that there are to it by key, and the primary keys of those that apply.
    known_bodies: dict[str, Body] | None = None
    group_ids: list[int] | None = None
    # Events that are sealed and wait to be kept together (`cases.audit`).
    events_to_keep: list[Any] | None = None

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-year", "-serial"]
        constraints = [models.UniqueConstraint(fields=["year", "serial"], name="cases_number_once")]
        indexes = [
            models.Index(fields=["status", "due_on"], name="cases_by_status"),
            models.Index(fields=["due_on", "id"], name="cases_running_by_due", condition=Q(ended_at=None)),
            models.Index(
                fields=["route_version", "stage", "status"], name="cases_running_by_stage", condition=Q(ended_at=None)
            ),
            models.Index(fields=["-received_at"], name="cases_by_received"),
            # What a year of a group has been answered with.
            models.Index(fields=["route_version", "period_to", "period_from"], name="cases_by_route_and_period"),
            models.Index(fields=["archived_on", "closed_on"], name="cases_by_shelf"),
            models.Index(fields=["id"], name="cases_secret", condition=Q(secret=True)),
            # As the register is put in order.
            models.Index(fields=["title", "id"], name="cases_by_title"),
            models.Index(fields=["due_on", "id"], name="cases_by_due"),
            models.Index(fields=["applied_total", "id"], name="cases_by_applied"),
            models.Index(fields=["granted_total", "id"], name="cases_by_granted"),
            models.Index(fields=["stage", "id"], name="cases_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.number])

    def group_names(self) -> list[str]:
        """Of those who apply, in the order that they were named."""
        if self.named_groups is None:
            return list(self.case_groups.order_by("pk").values_list("body__name", flat=True))
        return self.named_groups

    @property
    def asks_for_agreement(self) -> bool:
        """Whether the office asked for an agreement on every grant when the case was locked."""
        return bool(getattr(self, "agreed_always", False))

    @property
    def subject(self) -> str:
        """The title where others may look over one's shoulder: lists, e-mail, headings of exports."""
        if self.secret:
            return gettext("Secrecy")
        return self.title or gettext("Disposed of")


class CaseGroup(models.Model):
    """A group that applies; a joint application has several."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_groups")
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="case_groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "body"], name="cases_group_once")]
        indexes = [models.Index(fields=["body", "case"], name="cases_groups_cases")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.body_id}"
