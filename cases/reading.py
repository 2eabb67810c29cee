"""Reading a route from a file."""

from pathlib import Path
from typing import Any

from forms.domain.loading import load_json

from .domain.problems import DefinitionProblem, InvalidDefinition


def read_route(path: Path) -> Any:
    """The file's JSON, parsed. Raises InvalidDefinition where it cannot be read."""
    try:
        return load_json(path.read_bytes())
    except OSError as error:
        raise InvalidDefinition((DefinitionProblem("not_a_file", "", {"file": str(path)}),)) from error
