"""Say what is wrong with a route in a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.actions.publish_route import route_problems
from cases.domain.check import check_route
from cases.reading import NotJson, read_json
from cases.wording import problem_text


class Command(BaseCommand):
    help = "One problem a line. Exit code 1 if there is any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--here", action="store_true", help="also that its form, fields and bodies are there on this site"
        )

    def handle(self, *args: Any, file: Path, here: bool, **options: Any) -> None:
        try:
            source = read_json(file)
        except NotJson as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from error
        problems = route_problems(source) if here else check_route(source)
        for problem in problems:
            where = problem.where or str(problem.params.get("member", "")) or "-"
            self.stdout.write(f"{where}: {problem_text(problem)}")
        if problems:
            raise SystemExit(1)
        self.stdout.write("Inga fel.")
