"""How the commands read a definition's file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from forms.domain.definition import load_json
from forms.domain.loading import LARGEST


def read_definition(file: Path) -> Any:
    """Raises CommandError where there is no file, DefinitionError where it is no JSON."""
    try:
        with file.open("rb") as opened:
            return load_json(opened.read(LARGEST + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
