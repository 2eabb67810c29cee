"""Take a route in from a file, and publish it when asked."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.errors import RouteError
from cases.reading import NotJson, read_json
from cases.wording import problem_text


class Command(BaseCommand):
    help = "Makes or changes the route's draft as docs/formats.md says. Stores nothing when anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish it at once")

    def handle(self, *args: Any, file: Path, publish: bool, **options: Any) -> None:
        try:
            with transaction.atomic():
                route = import_route(read_json(file), by=None)
                version = publish_route(route, by=None) if publish else None
        except NotJson as error:
            raise CommandError(str(error)) from error
        except RouteError as error:
            raise CommandError("\n".join(problem_text(problem) for problem in error.problems)) from error
        state = f"publicerad som version {version.number}" if version else "sparad som utkast"
        self.stdout.write(f"{route.key}: {state}.")
