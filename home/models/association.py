"""Whose site this is: the name in the mast and the address in the foot."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class Association(BaseSiteSetting):
    short_name = models.CharField(_("short name"), max_length=40, default="Samverka")
    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation_number = models.CharField(_("organisation number"), max_length=11, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("address"), blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("short_name"), FieldPanel("name"), FieldPanel("organisation_number")], _("Name")),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("address")], _("Contact")),
    ]

    class Meta:
        verbose_name = _("the association")

    def __str__(self) -> str:
        return self.name or self.short_name
