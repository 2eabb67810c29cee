"""The site as a backup has it, in place of what is here."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.backup.contents import BackupRefused
from cms.backup.databases import DatabaseFailed
from cms.backup.restoring import restore_backup


class Command(BaseCommand):
    help = "Put back the database, the uploaded files and the secret key of a backup. End site and worker first."
    # A database that is empty or older than the code is what this mends.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            done = restore_backup(folder)
        except BackupRefused as reason:
            raise CommandError(f"Inget återställdes. {reason}") from None
        except (DatabaseFailed, OSError) as reason:
            raise CommandError(f"Återställningen blev inte klar. {reason}") from None
        self.stdout.write(f"Återställt till {done.what.taken_at}: {len(done.what.files)} filer.")
        if done.before:
            self.stdout.write(f"Det som fanns här ligger i {done.before}.")
        steps = ["migrate"] if done.must_migrate else []
        self.stdout.write("Kör nu: " + ", ".join(f"manage.py {step}" for step in [*steps, "dispose", "verify_audit"]))
