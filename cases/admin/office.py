"""What the office keeps lists of: grounds for secrecy, and rules of disposal."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cases.models import DisposalRule, SecrecyGround


class GroundViewSet(SnippetViewSet):
    model = SecrecyGround
    icon = "lock"
    menu_label = _("Grounds for secrecy")
    url_prefix = "sekretessgrunder"
    list_display = ["section", "name", "is_active"]
    list_filter = ["is_active"]
    ordering = ["section"]
    copy_view_enabled = False
    panels = [FieldPanel("section"), FieldPanel("name"), FieldPanel("is_active")]


class DisposalRuleViewSet(SnippetViewSet):
    model = DisposalRule
    icon = "bin"
    menu_label = _("Disposal rules")
    url_prefix = "gallringsregler"
    list_display = ["name", "of", "ground", "is_active"]
    list_filter = ["of", "is_active"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("ground"),
        FieldPanel("of"),
        FieldRowPanel([FieldPanel("route"), FieldPanel("end_kind"), FieldPanel("years")], _("For cases")),
        FieldPanel("months"),
        FieldPanel("is_active"),
    ]


class OfficeGroup(SnippetViewSetGroup):
    items = (GroundViewSet, DisposalRuleViewSet)
    menu_label = _("Registry")
    menu_icon = "folder-open-1"
    menu_order = 310
