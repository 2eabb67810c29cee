"""Routes in the administration: draft, diagram, publish, versions."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.blocks import StreamValue
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cases.actions.publish_route import publish_route
from cases.compile import compile_route
from cases.errors import RouteError
from cases.models import Route, RouteVersion
from cases.queries.newer_routes import behind
from cases.queries.route_fit import route_problems
from cases.wording import problem_text
from forms.admin.drafting import DefinitionForm
from forms.admin.forms import FormViewSet
from forms.admin.publishing import CannotFreeze, CreateDefinition, EditDefinition
from forms.admin.versions import VersionColumn, VersionsPanel
from forms.keys import Named
from forms.models.versions import FrozenVersion
from people.queries.mandates import standing

from .agreements import AgreementTemplateViewSet
from .letters import TemplateViewSet
from .places import put_keys_for_titles
from .route_words import RouteOutlinePanel
from .starting import ExportRoute, ImportRoute, LookAtReadyRoute, StartRoute, TakeReadyRoute, route_url
from .version_pages import BeginFromRouteVersion, LookAtRouteVersion, ShowRouteVersion, page_of_version

READS = ["title_field", "groups_field", "period_field", "budget_field", "obligations_field"]


class RouteDefinitionForm(DefinitionForm):
    stream = "stages"

    def scopes(self, stream: StreamValue) -> Iterator[list[Named]]:
        yield [Named(place.id, place.value, place.value["title"], place.block_type) for place in stream]
        for place in stream:
            if place.block_type == "stage":
                outcomes = place.value["outcomes"]
                yield [Named(outcome.id, outcome.value, outcome.value["label"], "svar") for outcome in outcomes]

    def settle(self, stream: StreamValue) -> None:
        put_keys_for_titles(stream)

    def problems(self, cleaned: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
        route = Route(
            key=cleaned["key"],
            title=cleaned["title"],
            introduction=cleaned.get("introduction") or "",
            form=cleaned["form"],
            stages=cleaned["stages"],
            **{name: cleaned.get(name) or "" for name in READS},
        )
        for problem in route_problems(compile_route(route)):
            yield problem.where, str(problem.params.get("member", "")), problem_text(problem)


class CreateRoute(CreateDefinition):
    def freeze(self, definition: Route) -> FrozenVersion:
        return freeze(definition, self.request.user)


class EditRoute(EditDefinition):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        export = Button(
            _("Export as a file"), url=route_url("export", self.object.pk), icon_name="download", priority=15
        )
        return [*super().header_more_buttons, export, *self._move()]

    def _move(self) -> list[Button]:
        """The office moves cases, and is the only one to be led there."""
        if not standing(self.request.user).is_office:
            return []
        url = reverse("cases_move_cases", args=[self.object.pk])
        return [Button(_("Move running cases"), url=url, icon_name="arrow-right-full", priority=20)]

    def get_success_message(self, instance: Any = None) -> str:
        """How many cases stay on what was published before, and who may move them."""
        said = super().get_success_message(instance)
        left = behind(self.object, cast(RouteVersion, self.version)).count() if self.version is not None else 0
        if not left:
            return said
        told = ngettext(
            "%(count)s running case keeps to an older version. The office can move it to this one.",
            "%(count)s running cases keep to an older version. The office can move them to this one.",
            left,
        )
        return f"{said} {told % {'count': left}}"

    def freeze(self, definition: Route) -> FrozenVersion:
        return freeze(definition, self.request.user)


def freeze(route: Route, user: Any) -> RouteVersion:
    try:
        return publish_route(route, by=user)
    except RouteError as refused:
        raise CannotFreeze(*(problem_text(problem) for problem in refused.problems)) from refused


class ListRoutes(IndexView):
    """A new route begins in the gallery."""

    def get_add_url(self) -> str | None:
        return route_url("start") if self.user_has_permission("add") else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        more = super().header_more_buttons
        if not self.user_has_permission("add"):
            return more
        return [*more, Button(_("Import a route"), url=route_url("import"), icon_name="upload", priority=30)]


class RouteViewSet(SnippetViewSet):
    model = Route
    icon = "arrow-right-full"
    menu_label = _("Case routes")
    url_prefix = "arendevagar"
    index_view_class = ListRoutes
    add_view_class = CreateRoute
    edit_view_class = EditRoute
    list_display = [
        "title",
        Column("form", label=_("Opens with"), sort_key="form__title"),
        VersionColumn("current_number", label=_("Version"), sort_key="current_number"),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    search_fields = ["title", "key"]
    ordering = ["title"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("introduction"),
                    FieldPanel("form"),
                    RouteOutlinePanel("stages", "outcomes"),
                    FieldPanel("stages"),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in READS],
                        heading=_("What the case is made from"),
                        help_text=_("Keys of fields of the form. Each may be left empty."),
                    ),
                    FieldPanel("key"),
                ],
                heading=_("Route"),
            ),
            ObjectList(
                [VersionsPanel("cases", _("Cases"), address=page_of_version, drafted=compile_route)],
                heading=_("Versions"),
            ),
        ],
        base_form_class=RouteDefinitionForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("borja/", StartRoute.as_view(), name="start"),
            path("borja/<slug:name>/", LookAtReadyRoute.as_view(), name="look"),
            path("borja/<slug:name>/ta/", TakeReadyRoute.as_view(), name="take"),
            path("importera/", ImportRoute.as_view(), name="import"),
            path("exportera/<int:pk>/", ExportRoute.as_view(), name="export"),
            path("versioner/<int:pk>/<int:number>/", ShowRouteVersion.as_view(), name="version"),
            path("versioner/<int:pk>/<int:number>/se/", LookAtRouteVersion.as_view(), name="version_look"),
            path("versioner/<int:pk>/<int:number>/utkast/", BeginFromRouteVersion.as_view(), name="version_begin"),
            *super().get_urlpatterns(),
        ]

    def get_queryset(self, request: Any) -> Any:
        newest = RouteVersion.objects.filter(route=OuterRef("pk")).order_by("-number").values("number")[:1]
        return Route.objects.select_related("form").annotate(current_number=Coalesce(Subquery(newest), 0))


class DefinitionsGroup(SnippetViewSetGroup):
    items = (FormViewSet, RouteViewSet, TemplateViewSet, AgreementTemplateViewSet)
    menu_label = _("Forms and routes")
    menu_icon = "form"
    menu_order = 200
