"""Give out a form's published definition as JSON."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms.actions.export_form import export_form
from forms.errors import NotPublished
from forms.models import Form


class Command(BaseCommand):
    help = "Write the current version of a form as JSON (docs/formats.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--out", type=Path, help="a file instead of the standard output")

    def handle(self, *args: Any, key: str, out: Path | None, **options: Any) -> None:
        try:
            definition = export_form(key)
        except Form.DoesNotExist as error:
            raise CommandError(f"there is no form with the key {key}") from error
        except NotPublished as error:
            raise CommandError(f"{key} has never been published") from error
        text = json.dumps(definition, ensure_ascii=False, indent=2) + "\n"
        if out is None:
            self.stdout.write(text, ending="")
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
