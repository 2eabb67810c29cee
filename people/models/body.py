"""Bodies: local groups, the board and the others that answer for something, for a time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .dated import START_OR_NEVER, Dated


class BodyKind(models.TextChoices):
    LOCAL_GROUP = "local_group", _("Local group")
    BOARD = "board", _("Board")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    PREPARATORY_GROUP = "preparatory_group", _("Preparatory group")
    STEERING_GROUP = "steering_group", _("Steering group")
    OFFICE = "office", _("Office")


class Body(Dated, ClusterableModel):
    # What answers, routes and the trail point at: it never changes.
    key = models.SlugField(_("key"), unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind, db_index=True)
    name = models.CharField(_("name"), max_length=120)
    municipalities = models.ManyToManyField(
        "people.Municipality", through="BodyMunicipality", related_name="bodies", verbose_name=_("municipalities")
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="Succession",
        through_fields=("predecessor", "successor"),
        related_name="predecessors",
        verbose_name=_("successors"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class BodyMunicipality(Dated):
    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="coverage")
    municipality = models.ForeignKey(
        "people.Municipality", models.PROTECT, related_name="coverage", verbose_name=_("municipality")
    )

    class Meta(Dated.Meta):
        verbose_name = _("municipality of a body")
        verbose_name_plural = _("municipalities of a body")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint("body", "municipality", START_OR_NEVER, name="people_body_municipality_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} – {self.municipality}"


class Succession(models.Model):
    """Who follows whom; groups merge and divide, so it is many-to-many."""

    predecessor = ParentalKey(Body, on_delete=models.CASCADE, related_name="succeeded_by")
    successor = models.ForeignKey(Body, models.PROTECT, related_name="succeeds", verbose_name=_("successor"))
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="people_succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="people_succession_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
