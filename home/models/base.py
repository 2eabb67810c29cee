"""What every page of ours is."""

from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta


class BasePage(AbstractPage, DefaultBasePageMixin):
    search_fields = AbstractPage.search_fields + DefaultBasePageMixin.search_fields
    promote_panels = DefaultBasePageMixin.promote_panels

    class Meta(AbstractPageMeta):
        pass
