"""A person's role in a body for a time."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import START_OR_NEVER, Dated, DatedQuerySet

if TYPE_CHECKING:
    from .user import User


class Role(models.TextChoices):
    CHAIR = "chair", _("Chair")
    MEMBER = "member", _("Member")
    PROCESS_LEADER = "process_leader", _("Process leader")
    DIRECTOR = "director", _("Director")
    CASE_OFFICER = "case_officer", _("Case officer")
    REGISTRAR = "registrar", _("Registrar")


class MandateQuerySet(DatedQuerySet):
    def held_by(self, user: "User", *, on: date) -> Self:
        return self.valid(on).filter(user=user)

    def in_role(self, role: str) -> Self:
        return self.filter(role=role)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Who holds which role is shown to everybody who logs in, not to strangers."""
        return self.all() if user.is_authenticated and user.is_active else self.none()


class Mandate(Dated):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name=_("person")
    )
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="mandates", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_deputy = models.BooleanField(
        _("deputy"), default=False, help_text=_("Steps in for the person who holds the role, with the same powers.")
    )
    party = models.ForeignKey(
        "people.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("represents"),
    )

    # Steps in because somebody is away; empty for a mandate of one's own.
    absence = models.ForeignKey(
        "people.Absence",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="mandates",
        verbose_name=_("steps in for"),
    )

    objects = MandateQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta(Dated.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["body__name", "role", "user__name", "pk"]
        indexes = [
            models.Index(fields=["user", "valid_from", "valid_to"], name="people_mandate_of_user"),
            models.Index(fields=["body", "role", "valid_from", "valid_to"], name="people_mandate_in_body"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint("user", "body", "role", START_OR_NEVER, name="people_mandate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.body}"
