"""What WeasyPrint may fetch for a paper: nothing, neither from the net nor from a file."""

from typing import Any

from weasyprint.urls import URLFetcher


class Fetched(ValueError):
    """A paper asked for something outside itself; WeasyPrint leaves that out and goes on."""


class Nothing(URLFetcher):  # type: ignore[misc]
    def fetch(self, url: str, headers: Any = None) -> Any:
        raise Fetched(url)
