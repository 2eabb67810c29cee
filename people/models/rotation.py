"""The decided order in which the chair of a group goes round."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated


class ChairTurn(Dated):
    """One term as the group has decided it: which party has the chair, and who, once that is known."""

    body = models.ForeignKey("people.Body", models.CASCADE, related_name="chair_turns", verbose_name=_("body"))
    party = models.ForeignKey(
        "people.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chair_turns",
        verbose_name=_("person"),
    )
    # What the person was given for it; empty while nobody is appointed.
    mandate = models.OneToOneField(
        "people.Mandate", models.SET_NULL, null=True, blank=True, related_name="chair_turn", verbose_name=_("mandate")
    )

    class Meta(Dated.Meta):
        verbose_name = _("term as chair")
        verbose_name_plural = _("terms as chair")
        ordering = ["body", "valid_from", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "valid_from"], name="people_one_term_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=False, valid_to__isnull=False),
                name="people_a_term_has_both_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.valid_from}–{self.valid_to}"
