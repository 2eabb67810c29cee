"""Names in sentences, as the reader's language writes them."""

from collections.abc import Iterable

from django.utils.translation import get_language

from people.domain.naming import capital, midway

__all__ = ["capital", "in_sentence", "in_sentences"]


def in_sentence(name: str) -> str:
    """ "styrelsen" in Swedish; another language keeps the name as it is."""
    return midway(name) if (get_language() or "sv")[:2] == "sv" else name


def in_sentences(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(in_sentence(name) for name in names)
