"""Put a route's definition where an editor can go on with it: a draft, which no case takes until it is published."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.log_actions import log

from cases.compile_ways import kinds_of
from cases.decompile import decompile
from cases.domain.problems import DefinitionProblem
from cases.domain.route import RouteDefinition, parse_route, to_json
from cases.errors import RouteError
from cases.models import AmountLimit, Route
from forms.actions.draft_form import draft_new_form
from forms.gallery import ready_form
from forms.models import Form
from forms.queries.keys import free_key
from people.models import User

from .set_limit import make_limit


@transaction.atomic
def draft_new_route(source: object, *, by: User, keep_ids: bool = False) -> Route:
    """A route made of a definition, under its key or one like it that is free, with ids of its own.

    A form that it opens with, or has filled in at a stage, is taken from the gallery as a draft where the site lacks
    it. Raises InvalidDefinition or RouteError; then nothing is stored.
    """
    definition = parse_route(source)
    if not keep_ids:
        definition = parse_route(with_new_ids(to_json(definition)))
    route = Route(key=free_key(Route, definition.key), live=False)
    write_route(route, definition, by=by)
    route.save()
    log(instance=route, action="wagtail.create", user=by)
    route.save_revision(user=by, clean=False)
    return route


@transaction.atomic
def draft_from_definition(route: Route, source: object, *, by: User) -> Route:
    """A new draft of the route; what was drafted before lies in its history, and what is published stays."""
    definition = parse_route(source)
    route = Route.objects.select_for_update(of=("self",)).get(pk=route.pk)
    draft: Route = route.get_latest_revision_as_object()
    write_route(draft, definition, by=by)
    draft.save_revision(user=by, clean=False, log_action=True)
    return draft


def write_route(route: Route, definition: RouteDefinition, *, by: User | None) -> None:
    form = form_of(definition.opens_with, by=by)
    for key in {stage.form for stage in definition.stages if stage.form}:
        form_of(key, by=by)
    route.title, route.introduction, route.form = definition.title, definition.introduction, form
    for name, key in vars(definition.reads).items():
        setattr(route, f"{name}_field", key)
    missing_limits(definition, by=by)
    route.stages = decompile(to_json(definition), kinds_of(form))  # type: ignore[assignment]


def forms_to_take(source: Mapping[str, Any]) -> list[str]:
    """Keys of the forms that a route names and the site lacks."""
    named = {source["opens_with"], *(stage.get("form") for stage in source["stages"])} - {None, ""}
    return sorted(named - set(Form.objects.filter(key__in=named).values_list("key", flat=True)))


def form_of(key: str, *, by: User | None) -> Form:
    """The site's own, else a draft of the gallery's. Raises RouteError where there is neither."""
    form = Form.objects.filter(key=key).first()
    if form is not None:
        return form
    try:
        ready = ready_form(key)
    except KeyError as error:
        raise RouteError([DefinitionProblem("unknown_form", "", {"form": key})]) from error
    if by is None:
        raise RouteError([DefinitionProblem("unknown_form", "", {"form": key})])
    return draft_new_form(ready.definition, by=by, keep_ids=True)


def missing_limits(definition: RouteDefinition, *, by: User | None) -> None:
    """A limit that the site has keeps the site's amount."""
    for limit in definition.limits:
        if not AmountLimit.objects.filter(key=limit.key).exists():
            make_limit(key=limit.key, name=limit.name, amount=limit.amount, by=by)


def with_new_ids(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Another route than the one that it was: nothing of the first one's is kept. Keys stay."""

    def anew(block: Mapping[str, Any]) -> dict[str, Any]:
        inside = {"outcomes": [anew(each) for each in block["outcomes"]]} if "outcomes" in block else {}
        return {**block, **inside, "id": str(uuid4())}

    return {**definition, **{name: [anew(block) for block in definition[name]] for name in ("stages", "ends")}}
