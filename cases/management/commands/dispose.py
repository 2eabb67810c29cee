"""Carry out disposal (gallring) that has been decided."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.actions.dispose_case import dispose_case
from cases.actions.dispose_drafts import dispose_drafts
from cases.queries.disposal import left_to_dispose


class Command(BaseCommand):
    help = "Disposes of the cases that decisions name and that are left, and of drafts by the rules. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--decision", help="only the decision with this number")
        parser.add_argument("--drafts", action="store_true", help="drafts too: warn, and dispose of those warned")
        parser.add_argument("--dry-run", action="store_true", help="say what would be disposed of, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        items = left_to_dispose()
        if options["decision"]:
            items = items.filter(decision__reference=options["decision"])
        done = 0
        for item in list(items):
            words = f"{item.case.number} (beslut {item.decision.reference} {item.decision.decided_on})"
            if options["dry_run"]:
                self.stdout.write(f"Skulle gallra {words}")
                continue
            taken = dispose_case(item, by=None).taken
            done += 1
            self.stdout.write(f"Gallrade {words}: " + ", ".join(f"{count} {name}" for name, count in taken.items()))
        if options["drafts"] and not options["dry_run"]:
            self.stdout.write(f"Utkast: {dispose_drafts()}.")
        self.stdout.write(f"{done} ärenden gallrade." if not options["dry_run"] else f"{len(items)} ärenden.")
