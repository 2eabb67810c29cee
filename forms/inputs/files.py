"""Attached files as a page lists them."""

from typing import Any

from django.urls import reverse


def entries(answer: Any) -> list[dict[str, Any]]:
    """The stored answer of a files field with the address of each."""
    if not isinstance(answer, list):
        return []
    return [
        {**entry, "url": reverse("forms:file", args=[entry["id"]])}
        for entry in answer
        if isinstance(entry, dict) and "id" in entry
    ]
