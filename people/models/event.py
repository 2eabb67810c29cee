"""Who changed whose role, and when: written once, never changed."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .mandate import Role


class WrittenOnce(Exception):
    """Somebody tried to change or delete what has happened."""


class PeopleEventQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise WrittenOnce

    def delete(self) -> Never:
        raise WrittenOnce


class PeopleEvent(models.Model):
    class Kind(models.TextChoices):
        MANDATE_GIVEN = "mandate_given", pgettext_lazy("event", "Mandate given")
        MANDATE_CHANGED = "mandate_changed", pgettext_lazy("event", "Mandate changed")
        MANDATE_ENDED = "mandate_ended", pgettext_lazy("event", "Mandate ended")
        MANDATE_TAKEN_BACK = "mandate_taken_back", pgettext_lazy("event", "Mandate taken back before it began")
        ABSENCE_SET = "absence_set", pgettext_lazy("event", "Away, with deputies")
        ABSENCE_CANCELLED = "absence_cancelled", pgettext_lazy("event", "Back again")
        TERM_DECIDED = "term_decided", pgettext_lazy("event", "Term as chair decided")
        TERM_TAKEN_BACK = "term_taken_back", pgettext_lazy("event", "Term as chair taken back")
        PERSON_LEFT = "person_left", pgettext_lazy("event", "Leaves, and the work passes on")
        ACCOUNT_CLOSED = "account_closed", pgettext_lazy("event", "Account closed")
        BODY_FOLLOWED = "body_followed", pgettext_lazy("event", "Followed by another body")

    kind = models.CharField(_("what"), max_length=24, choices=Kind)
    at = models.DateTimeField(_("at"), default=timezone.now)
    # Empty: the system did it, on its day.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="changes_of_roles"
    )
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="changes_of_roles")
    role = models.CharField(_("role"), max_length=20, blank=True)
    # Days, keys and primary keys; never what somebody wrote.
    data = models.JSONField(default=dict)

    objects = PeopleEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of roles")
        verbose_name_plural = _("changes of roles")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["body", "-at"], name="people_events_of_body"),
            models.Index(fields=["person", "-at"], name="people_events_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnce
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise WrittenOnce

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role in Role.values else self.role
