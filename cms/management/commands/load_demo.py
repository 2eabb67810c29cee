"""The demo content, through the same actions as a user's clicks; safe to run twice."""

from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.demo.accounts import who_can_log_in
from cms.demo.load import NotADemoSite, load_demo
from cms.demo.reset import reset_demo


class Command(BaseCommand):
    help = "Load the demo content. What is already there is left as it stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="take the demo's cases, forms, routes and pages away first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        try:
            if options["reset"]:
                reset_demo()
            counts = load_demo(timezone.localdate())
        except NotADemoSite as reason:
            raise CommandError(f"This is no demo site: {reason}. Nothing was changed.") from None
        found = ", ".join(f"{number} {what}" for what, number in counts.items())
        self.stdout.write(f"Demo content is in place ({found}) after {perf_counter() - started:.1f} s.\n")
        if options["verbosity"] > 0:
            self.stdout.write(f"\nWho can log in, with the password {settings.DEMO_PASSWORD}:\n{who_can_log_in()}")
