"""One published version of a route: its diagram and sentences, what differs, and how many cases run on it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cases.actions.draft_route import draft_from_definition
from cases.compile import compile_route
from cases.models import Route, RouteVersion
from forms.admin.comparing import Row
from forms.admin.frame import DefinitionPage
from forms.admin.version_pages import BeginFromVersion, OfVersion, ShowVersion
from people.models import User

from .comparing import compared
from .preview import preview_definition
from .starting import route_url
from .told import Names


def page_of_version(version: RouteVersion) -> str:
    return route_url("version", version.route_id, version.number)


class RoutePage(DefinitionPage):
    model = Route
    header_icon = "arrow-right-full"


class ShowRouteVersion(ShowVersion, RoutePage):
    look_words = gettext_lazy("See the route as it was")

    def facts(self) -> list[tuple[Any, int]]:
        cases = self.version.cases
        return [(_("Cases"), cases.count()), (_("Running cases"), cases.running().count())]

    def compiled(self, draft: Any) -> dict[str, Any]:
        found: dict[str, Any] = compile_route(draft)
        return found

    def compared(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Row]:
        return compared(old, new, self.names)

    @cached_property
    def names(self) -> Names:
        return Names()


class LookAtRouteVersion(OfVersion, RoutePage):
    """Its diagram, the same in words, and a walk through it."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return preview_definition(request, self.version.raised)


class BeginFromRouteVersion(BeginFromVersion, RoutePage):
    def begin(self, by: User) -> None:
        draft = draft_from_definition(self.definition, self.version.raised, by=by)
        log(instance=draft, action="forms.draft_from_version", user=by, data={"version": self.version.number})
