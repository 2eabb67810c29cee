"""Say what is wrong with a route's definition: problems one a line, exit 1 if there are any."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.compile import compile_route
from cases.domain.check import check_route
from cases.domain.problems import DefinitionProblem, InvalidDefinition
from cases.models import Route
from cases.queries.route_fit import route_problems, staffing_problems
from cases.reading import read_route
from cases.wording import problem_text


class Command(BaseCommand):
    help = "Check a JSON file, or the draft of the route with that key and how it fits this site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("route", metavar="FILE-or-KEY")

    def handle(self, *args: Any, route: str, **options: Any) -> None:
        problems = _problems(route)
        for problem in problems:
            place = problem.where or problem.params.get("at")
            self.stdout.write(f"{place}: {problem_text(problem)}" if place else problem_text(problem))
        if problems:
            sys.exit(1)


def _problems(given: str) -> Sequence[DefinitionProblem]:
    path = Path(given)
    draft = None if path.suffix or path.exists() else Route.objects.filter(key=given).first()
    if draft is not None:
        return route_problems(compile_route(draft))
    if not path.suffix and not path.exists():
        raise CommandError(f"there is no file and no route called {given}")
    try:
        source = read_route(path)
        return check_route(source) or list(staffing_problems(source))
    except InvalidDefinition as error:
        return error.problems
