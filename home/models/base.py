"""What every page of ours is."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from cases.domain.words import stem, words_of
from forms.models.streams import UnfrozenStreamField
from home.blocks import CONTENT


class BasePage(AbstractPage, DefaultBasePageMixin):
    search_fields = [
        *AbstractPage.search_fields,
        *DefaultBasePageMixin.search_fields,
        index.SearchField("stems"),
    ]
    promote_panels = DefaultBasePageMixin.promote_panels

    class Meta(AbstractPageMeta):
        pass

    def stems(self) -> str:
        """The Swedish stems of all that is searched, for SQLite; PostgreSQL's index knows Swedish itself."""
        if connection.vendor == "postgresql":
            return ""
        fields = [field for field in type(self).get_search_fields() if type(field) is index.SearchField]
        values = [field.get_value(self) for field in fields if field.field_name != "stems"]
        texts = (str(each) for value in values for each in (value if isinstance(value, list | tuple) else [value]))
        return " ".join(dict.fromkeys(stem(word) for text in texts for word in words_of(text)))

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
