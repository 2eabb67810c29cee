"""Take in a route that was written or exported as JSON."""

from django.db import transaction

from cases.compile import decompile
from cases.domain.problems import DefinitionProblem
from cases.domain.route import parse_route, to_json
from cases.errors import RouteError
from cases.models import Route
from forms.models import Form
from people.models import User


@transaction.atomic
def import_route(source: object, *, by: User | None) -> Route:
    """The route's draft as the JSON (parsed) says, made or changed; what was published stays as it was.

    Raises RouteError with every problem of the shape, or for a form that does not exist.
    """
    from cases.domain.check import check_route

    problems = check_route(source)
    if problems:
        raise RouteError(problems)
    definition = parse_route(source)
    form = Form.objects.filter(key=definition.opens_with).first()
    if form is None:
        raise RouteError([DefinitionProblem("unknown_form", "", {"form": definition.opens_with})])
    route = Route.objects.select_for_update(of=("self",)).filter(key=definition.key).first()
    route = route or Route(key=definition.key, live=False)
    route.title, route.introduction, route.form = definition.title, definition.introduction, form
    for name, key in vars(definition.reads).items():
        setattr(route, f"{name}_field", key)
    route.stages = decompile(to_json(definition))  # type: ignore[assignment]
    route.has_unpublished_changes = True
    route.save()
    route.save_revision(user=by)
    return route
