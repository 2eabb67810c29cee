"""Publish a route: freeze it as a numbered version, which new cases follow."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.compile import compile_route
from cases.domain.converters import ROUTES
from cases.domain.problems import DefinitionProblem
from cases.domain.route import parse_route, sha256, to_json
from cases.errors import RouteError
from cases.models import Route, RouteVersion
from cases.queries.route_fit import route_problems
from people.models import User


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
