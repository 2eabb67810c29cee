"""Take in a route that was written or exported as JSON."""

from django.db import transaction

from cases.compile_ways import kinds_of
from cases.decompile import decompile
from cases.domain.check import check_route
from cases.domain.problems import DefinitionProblem
from cases.domain.route import RouteDefinition, parse_route, to_json
from cases.errors import RouteError
from cases.models import Route
from cases.queries.route_fit import route_problems
from forms.models import Form
from people.models import User

from .draft_route import missing_limits
from .publish_route import publish_route


@transaction.atomic
def import_route(source: object, *, by: User | None) -> Route:
    """Make the route or replace its draft, and publish it. Taking in the same again changes nothing.

    A sound route that does not fit this site yet (its form is not published, a body does not exist) is kept
    as a draft: `route_problems` says what is missing. Raises RouteError for all else; then nothing is stored.
    """
    problems = check_route(source)
    if problems:
        raise RouteError(problems)
    definition = parse_route(source)
    route = _draft(definition, by=by)
    before = route.current_version
    fits = not route_problems(definition)
    version = publish_route(route, by=by) if fits else before
    route.refresh_from_db()
    if version != before or not fits:
        # The editor's own revision follows, or the administration would go on showing the old draft.
        revision = route.save_revision(user=by, clean=False)
        if fits:
            revision.publish(user=by, skip_permission_checks=True)
    return route


def _draft(definition: RouteDefinition, *, by: User | None) -> Route:
    form = Form.objects.filter(key=definition.opens_with).first()
    if form is None:
        raise RouteError([DefinitionProblem("unknown_form", "", {"form": definition.opens_with})])
    route = Route.objects.select_for_update(of=("self",)).filter(key=definition.key).first()
    route = route or Route(key=definition.key, live=False)
    route.title, route.introduction, route.form = definition.title, definition.introduction, form
    for name, key in vars(definition.reads).items():
        setattr(route, f"{name}_field", key)
    missing_limits(definition, by=by)
    route.stages = decompile(to_json(definition), kinds_of(form))  # type: ignore[assignment]
    route.save()
    return route
