"""Publish a route: freeze it as a numbered version, which new cases follow."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.compile import compile_route
from cases.domain.check import check_route
from cases.domain.converters import ROUTES
from cases.domain.problems import DefinitionProblem
from cases.domain.route import RouteDefinition, parse_route, sha256, to_json
from cases.errors import RouteError
from cases.models import Route, RouteVersion
from forms.models import FormVersion
from people.models import Body, User

SCALAR_KINDS = {"title": {"text", "long_text"}, "groups": {"body"}, "period": {"period"}}
FIELD_KINDS = {**SCALAR_KINDS, "budget": {"budget_table", "money"}, "obligations": {"row_table"}}


@transaction.atomic
def publish_route(route: Route, *, by: User | None) -> RouteVersion:
    """The new version, or the current one when nothing has changed. Raises RouteError with every problem."""
    route = Route.objects.select_for_update(of=("self",)).select_related("form").get(pk=route.pk)
    return publish_definition(route, compile_route(route), by=by)


@transaction.atomic
def publish_definition(route: Route, source: dict[str, Any], *, by: User | None) -> RouteVersion:
    problems = route_problems(source) or list(_changed_keys(route, source))
    if problems:
        raise RouteError(problems)
    definition = to_json(parse_route(source))
    current = route.current_version
    if current is None or sha256(current.raised) != sha256(definition):
        current = RouteVersion.objects.create(
            route=route,
            number=current.number + 1 if current else 1,
            schema=definition["schema"],
            definition=definition,
            sha256=sha256(definition),
            published_by=by,
        )
    # Whoever publishes wants cases to come; an unpublished route opens none.
    Route.objects.filter(pk=route.pk).update(live=True, has_unpublished_changes=False, last_published_at=timezone.now())
    return current


def _changed_keys(route: Route, source: dict[str, Any]) -> Iterator[DefinitionProblem]:
    """What was published under one key keeps it: reports over several versions go by keys."""
    published: dict[str, str] = {}
    for earlier in route.versions.order_by("number").values_list("definition", flat=True):
        published.update(_keys_by_id(ROUTES.raised(earlier)))
    for block, key in _keys_by_id(source):
        if published.get(block, key) != key:
            yield DefinitionProblem("key_changed", block, {"key": key, "published": published[block]})


def _keys_by_id(source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for stage in source["stages"]:
        yield stage["id"], stage["key"]
        for outcome in stage["outcomes"]:
            yield outcome["id"], outcome["key"]
    for end in source["ends"]:
        yield end["id"], end["key"]


def route_problems(source: object) -> list[DefinitionProblem]:
    """What is wrong with the route in itself, and then with how it fits its form and the bodies there are."""
    problems = check_route(source)
    if problems:
        return problems
    route = source if isinstance(source, RouteDefinition) else parse_route(source)
    return [*_form(route), *_bodies(route)]


def _form(route: RouteDefinition) -> Iterator[DefinitionProblem]:
    version = FormVersion.objects.filter(form__key=route.opens_with).order_by("-number").first()
    if version is None:
        yield DefinitionProblem("form_not_published", "", {"form": route.opens_with})
        return
    other = Route.objects.filter(form__key=route.opens_with, live=True, versions__isnull=False).exclude(key=route.key)
    for taken in other.distinct():
        yield DefinitionProblem("form_taken", "", {"route": taken.title})
    kinds = {field["key"]: field["kind"] for section in version.raised["sections"] for field in section["fields"]}
    for name, expected in FIELD_KINDS.items():
        yield from _field(kinds, getattr(route.reads, name), expected, "")
    for stage in route.stages:
        if stage.actor.kind == "answer":
            yield from _field(kinds, stage.actor.field, {"body"}, stage.id)


def _field(kinds: dict[str, str], key: str, expected: set[str], where: str) -> Iterator[DefinitionProblem]:
    if not key:
        return
    if key not in kinds:
        yield DefinitionProblem("unknown_field", where, {"field": key})
    elif kinds[key] not in expected:
        yield DefinitionProblem("wrong_field", where, {"field": key, "expected": ", ".join(sorted(expected))})


def _bodies(route: RouteDefinition) -> Iterator[DefinitionProblem]:
    wanted = {stage.actor.body for stage in route.stages if stage.actor.kind == "body"}
    known = set(Body.objects.filter(key__in=wanted).values_list("key", flat=True))
    for stage in route.stages:
        if stage.actor.kind == "body" and stage.actor.body not in known:
            yield DefinitionProblem("unknown_body", stage.id, {"stage": stage.title, "body": stage.actor.body})
