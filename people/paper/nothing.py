"""What WeasyPrint may fetch for a paper: nothing, neither from the net nor from a file.

A picture that lies in the HTML itself is no fetching; SVG, which can ask for more, is none of them.
"""

from typing import Any

from weasyprint.urls import URLFetcher

IN_THE_PAPER = ("data:image/jpeg;base64,", "data:image/png;base64,")


class Fetched(ValueError):
    """A paper asked for something outside itself; WeasyPrint leaves that out and goes on."""


class Nothing(URLFetcher):  # type: ignore[misc]
    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith(IN_THE_PAPER):
            return super().fetch(url, headers)
        raise Fetched(url)
