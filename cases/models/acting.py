"""Who is taken out of a case, and why things were done to it: the words that the trail has the digests of."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User

from .case import Case


class RecusalQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """That somebody is recused is known to all who see the case."""
        return self.filter(Case.objects.visible_to(user).of())


class Recusal(models.Model):
    """A person with a conflict of interest: neither answers nor is counted, in one stage or in the whole case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals", verbose_name=_("person")
    )
    # Empty: the whole case.
    stage = models.CharField(_("stage"), max_length=60, blank=True)
    reason = models.TextField(_("reason"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted"))
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "stage"], condition=Q(lifted_at=None), name="cases_recused_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id} {self.stage}".strip()


class ReasonQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(Case.objects.visible_to(user).of())


class Reason(models.Model):
    """Why a turn was given to somebody else, or a case opened again, in the words of who did it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reasons")
    kind = models.CharField(_("what"), max_length=40)
    text = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
