"""Keys of a definition: suggested from the label while there is none, fixed once published."""

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from forms.domain.checking import TAKEN_FIELD_KEYS, TAKEN_SECTION_KEYS

LONGEST = 60


@dataclass(frozen=True)
class Named:
    """Something with a key: its block's id, its value (which holds `key`), and the label to suggest from."""

    id: str
    value: MutableMapping[str, Any]
    label: str
    fallback: str


def suggest(label: str, taken: Iterable[str], fallback: str) -> str:
    """A key made of the label that neither a sibling nor a page has: `overgripande_mal`, `overgripande_mal_2`."""
    plain = slugify(label).replace("-", "_")
    plain = re.sub(r"^[^a-z]+", "", plain)[: LONGEST - 4].rstrip("_") or fallback
    taken = {*taken, *TAKEN_FIELD_KEYS, *TAKEN_SECTION_KEYS}
    key, number = plain, 1
    while key in taken:
        number += 1
        key = f"{plain}_{number}"
    return key


def give_keys(scope: list[Named], frozen: Mapping[str, str]) -> None:
    """Give each without a key the one it was published with, or else a suggestion; `scope` shares a namespace."""
    taken = {named.value.get("key") for named in scope} | {frozen.get(named.id) for named in scope}
    for named in scope:
        if not named.value.get("key"):
            key = frozen.get(named.id) or suggest(named.label, filter(None, taken), named.fallback)
            named.value["key"] = key
            taken.add(key)


def changed_keys(scope: list[Named], frozen: Mapping[str, str]) -> Iterator[tuple[Named, str]]:
    """Those whose key is another than the one they were published with, with that one."""
    for named in scope:
        published = frozen.get(named.id)
        if published and named.value.get("key") != published:
            yield named, published


def published_keys(definitions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Key by id of everything that was ever published; the newest definition last."""
    found: dict[str, str] = {}
    for definition in definitions:
        found.update(_keys_in(definition))
    return found


def _keys_in(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, Mapping):
        if "id" in part and "key" in part:
            yield part["id"], part["key"]
        for inner in part.values():
            yield from _keys_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _keys_in(inner)
