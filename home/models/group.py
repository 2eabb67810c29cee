"""Local groups: one page each, with facts from the registers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from forms.models.streams import UnfrozenStreamField
from home.blocks import ContactBlock

from .base import TextPage


class GroupIndexPage(TextPage):
    parent_page_types = ["home.HomePage"]
    show_in_menus_default = True
    subpage_types = ["home.GroupPage"]
    template = "home/group_index_page.html"

    class Meta:
        verbose_name = _("list of groups")
        verbose_name_plural = _("lists of groups")


class GroupPage(TextPage):
    body = models.OneToOneField(
        "people.Body", models.PROTECT, related_name="group_page", verbose_name=_("group"), help_text=_("As registered.")
    )
    show_people = models.BooleanField(
        _("show the names of chairs and members"),
        default=False,
        help_text=_("Otherwise strangers see only which party each seat belongs to."),
    )
    contacts = UnfrozenStreamField([("contact", ContactBlock())], blank=True, verbose_name=_("contacts"))

    parent_page_types = ["home.GroupIndexPage"]
    # Reports that are published, each as a page of text.
    subpage_types = ["home.StandardPage"]
    template = "home/group_page.html"
    content_panels = [
        *TextPage.content_panels,
        FieldPanel("body"),
        FieldPanel("show_people"),
        FieldPanel("contacts"),
    ]
    search_fields = [*TextPage.search_fields, index.RelatedFields("body", [index.SearchField("name")])]
    api_fields = [*TextPage.api_fields, APIField("body_key"), APIField("body_name"), APIField("contacts")]

    class Meta:
        verbose_name = _("local group")
        verbose_name_plural = _("local groups")

    @property
    def body_key(self) -> str:
        return self.body.key

    @property
    def body_name(self) -> str:
        return self.body.name
