"""Reading a route from a file."""

from pathlib import Path
from typing import Any

from forms.domain.loading import LARGEST, load_json

from .domain.problems import DefinitionProblem, InvalidDefinition


def read_route(path: Path) -> Any:
    """The file's JSON, parsed. Raises InvalidDefinition where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return load_json(opened.read(LARGEST + 1))
    except OSError as error:
        raise InvalidDefinition((DefinitionProblem("not_a_file", "", {"file": str(path)}),)) from error
