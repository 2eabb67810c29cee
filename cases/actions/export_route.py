"""Give a route away as JSON."""

from typing import Any

from cases.compile import compile_route
from cases.domain.route import parse_route, to_json
from cases.errors import CaseError
from cases.models import Route


def export_route(key: str) -> dict[str, Any]:
    """The route's definition as it is drawn now. Raises CaseError when there is no such route."""
    route = Route.objects.filter(key=key).select_related("form").first()
    if route is None:
        raise CaseError("route_unknown", key=key)
    return to_json(parse_route(compile_route(route)))
