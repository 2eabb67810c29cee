"""The start page, pages of plain text, and the accessibility statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from .base import TextPage


class HomePage(TextPage):
    parent_page_types = ["home.BasePage"]
    max_count = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")


class StandardPage(TextPage):
    parent_page_types = ["home.HomePage", "home.StandardPage", "home.GroupPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")


class Compliance(models.TextChoices):
    FULL = "full", _("Meets every requirement")
    PARTIAL = "partial", _("Meets most requirements")


class AccessibilityPage(TextPage):
    """The statement that the law asks for: its fixed wording is the template's, what is known to fail the editor's."""

    compliance = models.CharField(_("compliance"), max_length=8, choices=Compliance, default=Compliance.PARTIAL)
    assessed_on = models.DateField(_("last assessed"), null=True, blank=True)
    assessed_by = models.CharField(
        _("how it was assessed"), max_length=200, blank=True, help_text=_("For example: by ourselves, by a consultant.")
    )

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "home/accessibility_page.html"
    content_panels = [
        *TextPage.content_panels,
        FieldPanel("compliance"),
        FieldPanel("assessed_on"),
        FieldPanel("assessed_by"),
    ]
    api_fields = [*TextPage.api_fields, APIField("compliance"), APIField("assessed_on")]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
