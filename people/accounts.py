"""How allauth deals with our accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are handed out by the office, with a mandate; nobody makes their own."""
        return False
