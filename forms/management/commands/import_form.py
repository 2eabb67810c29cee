"""Take in a form's definition from a JSON file, and publish it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms.actions.import_form import import_form
from forms.domain.definition import DefinitionError
from forms.wording import problem_lines

from ._reading import read_definition


class Command(BaseCommand):
    help = "Create or update a form from a JSON file (docs/formats.md) and publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            form = import_form(read_definition(file), by=None)
        except DefinitionError as error:
            raise CommandError("\n".join([f"{file} was not imported:", *problem_lines(error.problems)])) from error
        version = form.current_version
        self.stdout.write(f"{form.key}: version {version.number if version else 0}")
