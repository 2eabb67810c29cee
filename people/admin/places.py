"""Parties, municipalities and subregions: small lists that the office keeps."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from people.models import Municipality, Party, Subregion


class PartyViewSet(SnippetViewSet):
    model = Party
    icon = "site"
    menu_label = _("Parties")
    url_prefix = "parter"
    list_display = ["name", Column("get_kind_display", label=_("Kind"), sort_key="kind"), "organisation_number"]
    list_filter = ["kind"]
    search_fields = ["name", "organisation_number"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("organisation_number")]),
        FieldRowPanel([FieldPanel("key"), FieldPanel("municipality")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    menu_label = _("Municipalities")
    url_prefix = "kommuner"
    list_display = ["name", "code", "subregion"]
    list_filter = ["subregion"]
    search_fields = ["name", "code"]
    ordering = ["name"]
    list_select_related = ["subregion"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("code"), FieldPanel("subregion")])]


class SubregionViewSet(SnippetViewSet):
    model = Subregion
    icon = "globe"
    menu_label = _("Subregions")
    url_prefix = "lansdelar"
    list_display = ["name", "key"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("key")]


class PlacesGroup(SnippetViewSetGroup):
    items = (PartyViewSet, MunicipalityViewSet, SubregionViewSet)
    menu_label = _("Parties and places")
    menu_icon = "site"
    menu_order = 320
