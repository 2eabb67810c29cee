"""A backup of the whole site in a folder of its own; the site may go on working."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from cms.backup.contents import BackupRefused
from cms.backup.databases import DatabaseFailed
from cms.backup.taking import take_backup


class Command(BaseCommand):
    help = "Copy the database, the uploaded files and the secret key to a folder that is not there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            done = take_backup(folder)
        except (BackupRefused, DatabaseFailed, OSError) as reason:
            raise CommandError(f"Ingen säkerhetskopia togs. {reason}") from None
        size = filesizeformat(done.size)
        self.stdout.write(f"Säkerhetskopian ligger i {folder}: {len(done.files)} filer, {size}.")
