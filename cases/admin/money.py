"""Funds and their appropriations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cases.models import Appropriation, Fund
from people.domain.swedish import kr


class AmountColumn(NumberColumn):
    def get_value(self, instance: Any) -> str:
        return kr(super().get_value(instance))


class FundViewSet(SnippetViewSet):
    model = Fund
    icon = "folder-inverse"
    menu_label = _("Funds")
    url_prefix = "anslagstyper"
    list_display = ["name", "key"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("key")]


class AppropriationViewSet(SnippetViewSet):
    model = Appropriation
    icon = "decimal"
    menu_label = _("Appropriations")
    url_prefix = "anslag"
    list_display = [
        "fund",
        Column("year", label=_("Year"), sort_key="year"),
        AmountColumn("amount", label=_("Amount"), sort_key="amount"),
        "note",
    ]
    list_filter = ["fund", "year"]
    ordering = ["-year", "fund__name", "pk"]
    list_select_related = ["fund"]
    copy_view_enabled = False
    panels = [
        FieldPanel("fund"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("amount")]),
        FieldPanel("decision"),
        FieldPanel("note"),
    ]


class MoneyGroup(SnippetViewSetGroup):
    items = (AppropriationViewSet, FundViewSet)
    menu_label = _("Money")
    menu_icon = "decimal"
    menu_order = 330
