"""A draft route, or a ready one, as its diagram, with the same in words below; nothing is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cases.compile import compile_route
from cases.diagram import draw
from cases.models import Route
from cases.queries.route_fit import route_problems
from cases.wording import problem_text
from forms.admin.preview import framed

from .told import told, words_of
from .walking import can_be_walked, group_numbers, sealed


def preview(request: HttpRequest, route: Route) -> HttpResponse:
    return preview_definition(request, compile_route(route))


def preview_definition(request: HttpRequest, definition: dict[str, Any]) -> HttpResponse:
    words = words_of(definition)
    context = {
        "route": definition,
        "diagram": draw(definition, {stage["key"]: words.who(stage) for stage in definition["stages"]}, words.way),
        "stages": [told(stage, words) for stage in definition["stages"]],
        "walk": sealed(definition) if can_be_walked(definition) else "",
        "numbers": group_numbers(),
        "number": 2,
        "problems": [problem_text(problem) for problem in route_problems(definition)],
    }
    return framed(TemplateResponse(request, "cases/admin/preview.html", context))
