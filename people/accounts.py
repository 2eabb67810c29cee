"""How allauth deals with our accounts."""

from email.utils import formataddr, parseaddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest

from people.paper.letterhead import letterhead


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are handed out by the office, with a mandate; nobody makes their own."""
        return False

    def get_from_email(self) -> str:
        """A code to log in with comes from the association, as every letter does."""
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((name or letterhead().name, address))

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        return super().render_mail(template_prefix, email, {**context, "association": letterhead().name}, headers)
