"""The register of cases: to look things up in, never to change them."""

from typing import Any

from django.contrib.admin import AllValuesFieldListFilter, SimpleListFilter
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from cases.models import Case, Document
from cases.queries.finding import matching
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


class OnShelf(SimpleListFilter):
    """Where the office keeps the case."""

    title = pgettext_lazy("shelf", "kept")
    parameter_name = "shelf"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[Any, Any]]:
        return [
            ("open", pgettext("shelf", "Not closed")),
            ("closed", pgettext("shelf", "Closed")),
            ("archived", pgettext("shelf", "Archived")),
            ("disposed", gettext("Disposed of")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        conditions = {
            "open": Q(closed_on=None),
            "closed": Q(closed_on__isnull=False, archived_on=None),
            "archived": Q(archived_on__isnull=False, disposed_on=None),
            "disposed": Q(disposed_on__isnull=False),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class ByWords(DjangoORMSearchHandler):
    """Searches as the register of the workspace does."""

    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        return matching(queryset, search_term) if search_term else queryset


class CaseRegister(Register):
    model = Case
    menu_label = _("Case register")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    base_url_path = "arenderegister"
    list_display = ("case_page", "subject", "groups_named", "status", "shelf", "due", "applied", "granted", "received")
    list_display_add_buttons = "subject"
    list_filter = ("status", OnShelf, "secret", ("year", AllValuesFieldListFilter), OfGroup)
    search_fields = ("number",)
    search_handler_class = ByWords
    ordering = ("-year", "-serial")
    figure_columns = ("applied", "granted")
    date_columns = ("due", "received")
    list_export = (
        "number",
        "subject",
        "public_title",
        "groups_named",
        "route_named",
        "status",
        "shelf",
        "documents_count",
        "due_on",
        "period_from",
        "period_to",
        "applied_total",
        "granted_total",
        "received_at",
        "ended_at",
        "closed_on",
        "archived_on",
        "disposed_on",
    )
    export_filename = "arenden"
    inspect_view_fields = [
        "number",
        "subject",
        "public_title",
        "groups",
        "status",
        "secret",
        "closed_on",
        "archived_on",
        "disposed_on",
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
            found.select_related("route_version__route")
            .defer("route_version__definition")
            .prefetch_related("groups")
            .annotate(documents_counted=Count("documents", distinct=True))
        )

    def subject(self, case: Case) -> str:
        return case.subject

    subject.short_description = _("title")
    subject.admin_order_field = "title"

    def shelf(self, case: Case) -> str:
        """Where the office keeps it."""
        if case.disposed_on:
            return gettext("Disposed of")
        if case.archived_on:
            return pgettext("shelf", "Archived")
        return pgettext("shelf", "Closed") if case.closed_on else "–"

    shelf.short_description = pgettext_lazy("shelf", "kept")
    shelf.admin_order_field = "archived_on"

    def documents_count(self, case: Case) -> int:
        return case.documents_counted  # type: ignore[attr-defined]

    documents_count.short_description = _("documents")

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


class DocumentRegister(Register):
    """Every document of every case: the day's post, and what one remembers of a letter."""

    model = Document
    menu_label = _("Document register")
    menu_icon = "doc-full"
    menu_order = 301
    base_url_path = "handlingsregister"
    list_display = ("document_page", "subject", "kind", "direction", "dated", "party")
    list_display_add_buttons = "subject"
    list_filter = ("direction", "kind", ("case__year", AllValuesFieldListFilter))
    search_fields = ("case__number", "title", "counterpart")
    ordering = ("-dated_on", "-pk")
    date_columns = ("dated",)
    list_export = (
        "document_page",
        "subject",
        "kind",
        "direction",
        "dated_on",
        "party",
        "registered_at",
    )
    export_filename = "handlingar"
    inspect_view_fields = [
        "case",
        "number",
        "kind",
        "direction",
        "dated_on",
        "registered_by",
        "registered_at",
        "secrecy",
    ]

    def get_queryset(self, request: Any) -> Any:
        """What secrecy stands on is found by opening its case, not by searching here."""
        return super().get_queryset(request).visible_to(request.user).open().select_related("case")

    def document_page(self, document: Document) -> str:
        return format_html('<a href="{}">{}</a>', document.get_absolute_url(), document.reference)

    document_page.short_description = _("number")
    document_page.admin_order_field = "case__number"

    def subject(self, document: Document) -> str:
        return document.title or document.get_kind_display()

    subject.short_description = pgettext_lazy("document", "subject")
    subject.admin_order_field = "title"

    def dated(self, document: Document) -> str:
        return day(document.dated_on)

    dated.short_description = _("day")
    dated.admin_order_field = "dated_on"

    def party(self, document: Document) -> str:
        return document.counterpart

    party.short_description = _("sender or recipient")
