"""Where: municipalities and the subregions that they lie in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subregion(models.Model):
    key = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("subregion")
        verbose_name_plural = _("subregions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    code = models.CharField(_("municipality code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    subregion = models.ForeignKey(Subregion, models.PROTECT, related_name="municipalities", verbose_name=_("subregion"))

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
