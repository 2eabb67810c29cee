"""The register of cases: to look things up in, never to change them."""

from typing import Any

from django.contrib.admin import AllValuesFieldListFilter, SimpleListFilter
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from people.admin.registers import Register
from people.domain.swedish import day, kr
from people.models import Body, BodyKind


class OfGroup(SimpleListFilter):
    """Cases that a local group applied in, alone or with others."""

    title = _("group")
    parameter_name = "group"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Body.objects.filter(kind=BodyKind.LOCAL_GROUP).order_by("name").values_list("pk", "name"))

    def queryset(self, request: Any, queryset: Any) -> Any:
        return queryset.filter(case_groups__body=self.value()) if self.value() else queryset


class CaseRegister(Register):
    model = Case
    menu_label = _("Case register")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    base_url_path = "arenderegister"
    list_display = ("case_page", "title", "groups_named", "status", "due", "applied", "granted", "received")
    list_display_add_buttons = "title"
    list_filter = ("status", ("year", AllValuesFieldListFilter), OfGroup)
    search_fields = ("number", "title", "groups__name")
    ordering = ("-year", "-serial")
    figure_columns = ("applied", "granted")
    date_columns = ("due", "received")
    list_export = (
        "number",
        "title",
        "groups_named",
        "route_named",
        "status",
        "due_on",
        "period_from",
        "period_to",
        "applied_total",
        "granted_total",
        "received_at",
        "ended_at",
    )
    export_filename = "arenden"
    inspect_view_fields = [
        "number",
        "title",
        "groups",
        "status",
        "received_at",
        "due_on",
        "period_from",
        "period_to",
        "applied_total",
        "granted_total",
        "ended_at",
    ]

    def get_queryset(self, request: Any) -> Any:
        found = super().get_queryset(request).visible_to(request.user)
        # The definition is large and not shown.
        return (
            found.select_related("route_version__route").defer("route_version__definition").prefetch_related("groups")
        )

    def case_page(self, case: Case) -> str:
        return format_html('<a href="{}">{}</a>', case.get_absolute_url(), case.number)

    case_page.short_description = _("registry number")
    case_page.admin_order_field = "serial"

    def groups_named(self, case: Case) -> str:
        return ", ".join(group.name for group in case.groups.all())

    groups_named.short_description = _("applying groups")

    def route_named(self, case: Case) -> str:
        return case.route_version.route.title

    route_named.short_description = _("route")

    def due(self, case: Case) -> str:
        return day(case.due_on)

    due.short_description = _("due")
    due.admin_order_field = "due_on"

    def received(self, case: Case) -> str:
        return day(timezone.localdate(case.received_at))

    received.short_description = _("received")
    received.admin_order_field = "received_at"

    def applied(self, case: Case) -> str:
        return kr(case.applied_total)

    applied.short_description = _("applied for")
    applied.admin_order_field = "applied_total"

    def granted(self, case: Case) -> str:
        return kr(case.granted_total)

    granted.short_description = _("granted")
    granted.admin_order_field = "granted_total"
