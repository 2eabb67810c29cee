"""Take a route in from a file, and publish it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.actions.import_route import import_route
from cases.domain.problems import InvalidDefinition
from cases.queries.route_fit import route_problems
from cases.reading import read_route
from cases.wording import problem_text


class Command(BaseCommand):
    help = "Create or update a route from a JSON file (docs/formats.md) and publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            source = read_route(file)
            route = import_route(source, by=None)
        except InvalidDefinition as error:
            problems = [problem_text(problem) for problem in error.problems]
            raise CommandError("\n".join([f"{file} was not imported:", *problems])) from error
        problems = [problem_text(problem) for problem in route_problems(source)]
        if problems:
            self.stderr.write("\n".join([f"{route.key}: kept as a draft, not published:", *problems]))
            return
        version = route.current_version
        self.stdout.write(f"{route.key}: version {version.number if version else 0}")
