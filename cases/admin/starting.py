"""Start a route: from one of the gallery, from a file, or from nothing; and give a route out as a file."""

from collections.abc import Iterable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cases.actions.draft_route import draft_from_definition, draft_new_route, forms_to_take
from cases.compile import compile_route
from cases.domain.check import check_route
from cases.domain.problems import DefinitionProblem, InvalidDefinition
from cases.errors import RouteError
from cases.gallery import READY, ReadyRoute, ready_route
from cases.models import Route
from cases.sentences import quoted
from cases.wording import problem_text
from forms.admin.frame import DefinitionsPage, form_url
from forms.admin.moving import MOST_TOLD, ImportInput, as_file
from forms.admin.starting import OtherWay
from forms.domain import typed
from forms.domain.loading import load_json
from forms.models import Form
from people.models import User

from .preview import preview_definition


def route_url(name: str, *args: Any) -> str:
    return reverse(Route.snippet_viewset.get_url_name(name), args=args)


class RoutesPage(DefinitionsPage):
    """A page about all routes."""

    model = Route
    header_icon = "arrow-right-full"


class StartRoute(RoutesPage):
    """The gallery: what each ready route is for, and a look at it."""

    page_title = gettext_lazy("Start a route")
    template_name = "forms/admin/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        ready = [
            {
                "ready": one,
                "size": one.stations,
                "look": route_url("look", one.name),
                "take": route_url("take", one.name),
            }
            for one in READY
        ]
        empty = OtherWay(
            "empty",
            _("Empty route"),
            _("Begin from nothing and add stage by stage."),
            route_url("add"),
            _("Start from an empty route"),
        )
        file = OtherWay(
            "file",
            _("From a file"),
            _("A route that was exported here or on another site."),
            route_url("import"),
            _("Import a route"),
        )
        return self.page(ready=ready, other_ways=[empty, file])


class LookAtReadyRoute(RoutesPage):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return preview_definition(request, found(name).definition)


class TakeReadyRoute(RoutesPage):
    """Make a ready route a draft of one's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        definition = found(name).definition
        lacking = forms_to_take(definition)
        route = draft_new_route(definition, by=cast(User, request.user))
        said = _("“%(title)s” is a draft of your own now. Change what you want; no case takes it until you publish.")
        messages.success(request, said % {"title": route.title})
        if lacking:
            names = quoted([form.title for form in Form.objects.filter(key__in=lacking).order_by("title")])
            said = _("The forms that it needs were taken along as drafts: %(names)s. Publish them before the route.")
            messages.info(request, said % {"names": names}, buttons=[messages.button(form_url("list"), _("Forms"))])
        return redirect(route_url("edit", route.pk))


class ImportRouteInput(ImportInput):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A route's definition as JSON, such as one that was exported here or on another site."
        )
        self.fields["becomes"].label = _("If there is a route with the same key")
        self.fields["becomes"].choices = [
            (self.AS_DRAFT, _("Make a new draft of it. What is published stays until you publish.")),
            (self.AS_NEW, _("Make a route of its own, with another key.")),
        ]


class ImportRoute(RoutesPage):
    """Nothing is stored where the file has problems; they are told one a line, as the command tells them."""

    page_title = gettext_lazy("Import a route")
    template_name = "forms/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(input=ImportRouteInput())

    def post(self, request: HttpRequest) -> HttpResponse:
        given = ImportRouteInput(request.POST, request.FILES)
        if not given.is_valid():
            return self.page(status=422, input=given)
        file = given.cleaned_data["file"]
        try:
            source = load_json(file.read())
            problems: Iterable[DefinitionProblem] = check_route(source)
            if not problems:
                draft = self._take_in(source, given.cleaned_data["becomes"])
                said = _("“%(title)s” is imported as a draft. No case takes it until you publish.")
                messages.success(request, said % {"title": draft.title})
                return redirect(route_url("edit", draft.pk))
        except (InvalidDefinition, RouteError) as refused:
            problems = refused.problems
        lines = [problem_text(problem) for problem in problems]
        more = max(0, len(lines) - MOST_TOLD)
        told = {"problems": lines[:MOST_TOLD], "more_problems": more, "count": len(lines)}
        return self.page(status=422, input=given, file_name=file.name, **told)

    def _take_in(self, source: Any, becomes: str) -> Route:
        route = Route.objects.filter(key=source["key"]).first()
        if route is None or becomes == ImportInput.AS_NEW:
            return draft_new_route(source, by=cast(User, self.request.user), keep_ids=route is None)
        if not self.user_has_permission("change"):
            raise PermissionDenied
        return draft_from_definition(route, source, by=cast(User, self.request.user))


class ExportRoute(RoutesPage):
    """The draft, or with `?version=` what was published under that number, as a file."""

    permission_required = "change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        route = get_object_or_404(Route, pk=pk)
        number = request.GET.get("version", "")
        if not number:
            return as_file(compile_route(route.get_latest_revision_as_object()), f"{route.key}-utkast")
        version = route.versions.filter(number=typed.whole(number)).first()
        if version is None:
            raise Http404
        return as_file(version.raised, f"{route.key}-v{version.number}")


def found(name: str) -> ReadyRoute:
    try:
        return ready_route(name)
    except KeyError as error:
        raise Http404 from error
