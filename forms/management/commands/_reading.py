"""How the commands read a definition's file and write its problems."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from forms.domain.definition import DefinitionProblem, load_json
from forms.domain.loading import LARGEST
from forms.wording import problem_text


def read_definition(file: Path) -> Any:
    """Raises CommandError where there is no file, DefinitionError where it is no JSON."""
    try:
        with file.open("rb") as opened:
            return load_json(opened.read(LARGEST + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error


def lines_of(problems: Iterable[DefinitionProblem]) -> Iterator[str]:
    for problem in problems:
        at = problem.params.get("at")
        yield f"{at}: {problem_text(problem)}" if at else problem_text(problem)
