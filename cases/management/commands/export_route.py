"""Give a route away as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.actions.export_route import export_route
from cases.errors import CaseError


class Command(BaseCommand):
    help = "Writes the route's definition (docs/formats.md) to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        try:
            definition = export_route(key)
        except CaseError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(definition, ensure_ascii=False, indent=2))
