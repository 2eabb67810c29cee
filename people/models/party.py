"""The parties of the association: those who coordinate, employ and are paid."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    EMPLOYMENT = "employment", _("Employment service")
    INSURANCE = "insurance", _("Social insurance agency")
    ASSOCIATION = "association", _("Coordination association")


class Party(Dated):
    key = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind)
    organisation_number = models.CharField(_("organisation number"), max_length=11, blank=True)
    municipality = models.ForeignKey(
        "people.Municipality", models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )

    class Meta(Dated.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
