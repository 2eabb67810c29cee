"""Bodies of requests: JSON within limits, each member once."""

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from forms.api.problems import Refused
from forms.domain.loading import LARGEST, load_json, size_problem
from forms.domain.problems import DefinitionError


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
        return raw
