"""From what a page posted to stored answers; docs/formats.md lists the names."""

from typing import Any

from .kinds import KINDS
from .kinds.kind import Post
from .structure import Definition


def answers_from_post(definition: Definition, section_key: str, post: Post) -> dict[str, Any]:
    """Stored answers by key of the section's fields that the page showed; None takes an answer away."""
    section = definition.section(section_key)
    shown = set(post.get("shown") or ())
    fields = section.fields if section else ()
    return {
        field.key: KINDS[field.kind].from_post(post, field.key, field)
        for field in fields
        if field.key in shown and KINDS[field.kind].is_posted
    }
