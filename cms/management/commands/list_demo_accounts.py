"""Who can log in to a demo site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.demo.accounts import who_can_log_in


class Command(BaseCommand):
    help = "List the demo's accounts and their password."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"\nWho can log in, with the password {settings.DEMO_PASSWORD}:\n{who_can_log_in()}")
