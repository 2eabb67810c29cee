"""What every page of ours is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from forms.models.streams import UnfrozenStreamField
from home.blocks import CONTENT


class BasePage(AbstractPage, DefaultBasePageMixin):
    search_fields = AbstractPage.search_fields + DefaultBasePageMixin.search_fields
    promote_panels = DefaultBasePageMixin.promote_panels

    class Meta(AbstractPageMeta):
        pass

    def crumbs(self) -> list[dict[str, str]]:
        """The pages above this one, from the start page down."""
        above = self.get_ancestors().filter(depth__gte=2).live()
        return [{"title": page.title, "url": page.get_url()} for page in above]


class TextPage(BasePage):
    """A page with an introduction and content in blocks."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Two or three plain sentences; also shown in lists and search.")
    )
    content = UnfrozenStreamField(CONTENT, blank=True, verbose_name=_("content"))

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("content")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction", boost=2), index.SearchField("content")]
    api_fields = [APIField("introduction"), APIField("content")]

    class Meta:
        abstract = True
