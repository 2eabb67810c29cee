"""Say what is wrong with a form's definition: problems one a line, exit 1 if there are any."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms.compile import compile_form
from forms.domain.definition import DefinitionError, DefinitionProblem, check_definition
from forms.models import Form
from forms.wording import problem_lines

from ._reading import read_definition


class Command(BaseCommand):
    help = "Check a JSON file, or the draft of the form with that key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("form", metavar="FILE-or-KEY")

    def handle(self, *args: Any, form: str, **options: Any) -> None:
        problems = _problems(form)
        for line in problem_lines(problems):
            self.stdout.write(line)
        if problems:
            sys.exit(1)


def _problems(given: str) -> Sequence[DefinitionProblem]:
    path = Path(given)
    draft = None if path.suffix or path.exists() else Form.objects.filter(key=given).first()
    if draft is not None:
        return check_definition(compile_form(draft))
    if not path.suffix and not path.exists():
        raise CommandError(f"there is no file and no form called {given}")
    try:
        return check_definition(read_definition(path))
    except DefinitionError as error:
        return error.problems
