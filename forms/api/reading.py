"""Bodies and parameters of requests: JSON within limits, each member once, and text that can be kept."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from forms.api.problems import Refused
from forms.domain.loading import LARGEST, load_json, size_problem
from forms.domain.problems import DefinitionError

# No database holds NUL, and no file half of a character that is written in two parts.
UNKEPT = re.compile("[\x00\ud800-\udfff]")
MOST_TOLD = 20
type Way = tuple[str, ...]


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """Raises Refused, DefinitionError; ninja hands them on as the cause of its own error."""
        if request.content_type != "application/json":
            raise Refused("not_json")
        if len(request.body) > LARGEST:
            raise Refused("too_large")
        raw = load_json(request.body)
        if problem := size_problem(raw):
            raise DefinitionError((problem,))
        _require_keepable(raw, "body")
        return raw

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> Any:
        """Raises Refused. Also for what comes as a form, and for its files."""
        _require_keepable(dict(data.lists()), "query" if data is request.GET else "form")
        return super().parse_querydict(data, list_fields, request)


def _require_keepable(raw: Any, place: str) -> None:
    ways = [way for way, _number in zip(_unkept(raw, (place,)), range(MOST_TOLD), strict=False)]
    if ways:
        message = _("This holds a character that cannot be kept: NUL, or half of a surrogate pair.")
        found = [{"code": "unkept_character", "path": [*way], "message": message, "blocks": True} for way in ways]
        raise Refused("not_valid", problems=found)


def _unkept(raw: Any, way: Way) -> Iterator[Way]:
    """The ways to what cannot be kept; a member whose name cannot be is told without the character."""
    if isinstance(raw, str):
        if UNKEPT.search(raw):
            yield way
    elif isinstance(raw, dict):
        for name, value in raw.items():
            inner = (*way, UNKEPT.sub("\ufffd", name)[:80])
            if inner[-1] != name[:80]:
                yield inner
            yield from _unkept(value, inner)
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from _unkept(value, way if way[0] != "body" else (*way, str(number)))
