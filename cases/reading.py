"""Reading a definition from a file."""

import json
from pathlib import Path

from .domain.problems import DefinitionProblem
from .domain.route import MAXIMUM_BYTES
from .wording import problem_text


class NotJson(Exception):
    """The file is not there, too large, or no JSON; `str()` says which."""


def read_json(path: Path) -> object:
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise NotJson(problem_text(DefinitionProblem("definition_too_large", "", {"maximum": MAXIMUM_BYTES})))
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise NotJson(problem_text(DefinitionProblem("not_json", "", {"error": str(error)}))) from error
