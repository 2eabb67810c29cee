"""A draft route as its diagram, with the same in words below; nothing is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.blocks.route import RULES
from cases.compile import compile_route
from cases.diagram import draw
from cases.models import Route
from cases.queries.route_fit import route_problems
from cases.wording import problem_text
from forms.admin.preview import framed
from people.models import Body, Role

from .walking import can_be_walked, group_numbers, sealed


def preview(request: HttpRequest, route: Route) -> HttpResponse:
    definition = compile_route(route)
    bodies = dict(Body.objects.values_list("key", "name"))
    who = {stage["key"]: said_who(stage, bodies) for stage in definition["stages"]}
    names = {place["key"]: place["title"] for place in [*definition["stages"], *definition["ends"]]}
    context = {
        "route": route,
        "diagram": draw(definition, who),
        "stages": [_told(stage, who, names) for stage in definition["stages"]],
        "walk": sealed(definition) if can_be_walked(definition) else "",
        "numbers": group_numbers(),
        "number": 2,
        "problems": [problem_text(problem) for problem in route_problems(definition)],
    }
    return framed(TemplateResponse(request, "cases/admin/preview.html", context))


def said_who(stage: dict[str, Any], bodies: dict[str, str]) -> str:
    """Who answers at a stage, in words: “Chair in each applying group”."""
    actor = stage["actor"]
    where = {
        "applicants": _("each applying group"),
        "body": bodies.get(actor.get("body", ""), actor.get("body") or "…"),
        "answer": _("the bodies named in “%(field)s”") % {"field": actor.get("field") or "…"},
        "office": _("the office"),
    }.get(actor["kind"], "…")
    role = dict(Role.choices).get(stage["role"], stage["role"])
    return _("%(role)s in %(where)s") % {"role": role, "where": where}


def _told(stage: dict[str, Any], who: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    answers = stage.get("answers") or {"rule": "all"}
    return {
        **stage,
        "who": who[stage["key"]],
        "rule": dict(RULES).get(answers["rule"], ""),
        "n": answers.get("n"),
        "outcomes": [{**outcome, "leads": names.get(outcome.get("to", ""), "")} for outcome in stage["outcomes"]],
    }
