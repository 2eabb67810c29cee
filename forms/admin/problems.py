"""What stops the saved draft from being published, by block, for the overview beside it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse

from forms.compile import compile_form
from forms.domain.definition import check_definition
from forms.wording import problem_text

from .frame import FormPage

MOST_TOLD = 200


class DraftProblems(FormPage):
    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        definition = compile_form(self.draft)
        owners = _owners(definition)
        told: dict[str, list[str]] = defaultdict(list)
        for problem in check_definition(definition)[:MOST_TOLD]:
            told[owners.get(problem.where, problem.where)].append(problem_text(problem))
        return JsonResponse({"problems": told})


def _owners(definition: Mapping[str, Any]) -> dict[str, str]:
    """The field that each column stands in: the overview lists fields."""
    return {
        column["id"]: field["id"]
        for section in definition["sections"]
        for field in section["fields"]
        for column in field.get("columns", ())
    }
