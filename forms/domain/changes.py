"""What changed from one definition to another, block by block; of forms and of routes, as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = Mapping[str, Any]
# What blocks are listed under, where what is listed has keys of its own but no ids.
LABELLED = ("options", "lines")
NAMES = ("label", "title")


class Sort(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class BlockChange:
    """One change of one block, which is "" for the whole definition.

    `name` is what it is called now (a removed one: what it was called), `was` the name before a renaming.
    A change names its `members`; of options and budget lines also the labels that came and went.
    """

    sort: Sort
    id: str
    name: str
    was: str = ""
    members: tuple[str, ...] = ()
    labels_added: tuple[str, ...] = ()
    labels_removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Placed:
    """A block without the blocks inside it, and where it stands: under whom, and after whom."""

    own: Json
    inside: str
    siblings: tuple[str, ...]


def definition_changes(old: Json, new: Json) -> tuple[BlockChange, ...]:
    """In the order of the new definition, what was removed last. A block is known by its id through renaming."""
    before, after = dict(_blocks(old, "")), dict(_blocks(new, ""))
    found = [change for where in after for change in _of_block(where, before, after)]
    gone = [BlockChange(Sort.REMOVED, where, _name(before[where].own)) for where in before if where not in after]
    return (*found, *gone)


def own_members(definition: Json) -> dict[str, Json]:
    """By the id of each block ("" for the definition itself) its members, without the blocks inside it."""
    return {where: placed.own for where, placed in _blocks(definition, "")}


def _of_block(where: str, before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> Iterator[BlockChange]:
    now, name = after[where], _name(after[where].own)
    then = before.get(where)
    if then is None:
        yield BlockChange(Sort.ADDED, where, name)
        return
    if _name(then.own) != name:
        yield BlockChange(Sort.RENAMED, where, name, was=_name(then.own))
    if where in _moved(then, now, before, after):
        yield BlockChange(Sort.MOVED, where, name)
    members = tuple(
        member
        for member in dict.fromkeys((*then.own, *now.own))
        if member not in NAMES and then.own.get(member) != now.own.get(member)
    )
    if members:
        came, went = _labels(now.own, then.own), _labels(then.own, now.own)
        yield BlockChange(Sort.CHANGED, where, name, members=members, labels_added=came, labels_removed=went)


def _moved(then: _Placed, now: _Placed, before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> frozenset[str]:
    """The blocks beside this one that moved: all that came from elsewhere, and the fewest that changed order."""
    old = [where for where in then.siblings if where in after and after[where].inside == then.inside]
    new = [where for where in now.siblings if where in before and before[where].inside == now.inside]
    if then.inside != now.inside:
        return frozenset(now.siblings) - frozenset(new)
    place = {where: number for number, where in enumerate(old)}
    stays = _longest_rising([place[where] for where in new if where in place])
    return frozenset(where for where in new if place.get(where) not in stays)


def _longest_rising(numbers: list[int]) -> frozenset[int]:
    """The numbers of one longest rising row: those that kept their order."""
    ends: list[int] = []  # the smallest number that a row of each length ends in
    before: dict[int, int | None] = {}
    for number in numbers:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle] < number else (low, middle)
        before[number] = ends[low - 1] if low else None
        ends[low : low + 1] = [number]
    kept = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        kept.append(last)
        last = before[last]
    return frozenset(kept)


def _blocks(part: Any, inside: str, siblings: tuple[str, ...] = ()) -> Iterator[tuple[str, _Placed]]:
    if not isinstance(part, Mapping):
        return
    where = part.get("id", "")
    own = {name: value for name, value in part.items() if not _holds_blocks(value)}
    yield where, _Placed(own, inside, siblings)
    for value in part.values():
        if _holds_blocks(value):
            beside = tuple(block["id"] for block in value)
            for block in value:
                yield from _blocks(block, where, beside)


def _holds_blocks(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) and "id" in one for one in value)


def _labels(ours: Json, theirs: Json) -> tuple[str, ...]:
    """Labels of the options and lines whose keys the other does not have."""
    return tuple(
        str(entry["label"])
        for member in LABELLED
        for entry in ours.get(member) or ()
        if entry["key"] not in {other["key"] for other in theirs.get(member) or ()}
    )


def _name(block: Json) -> str:
    return str(block.get("label") or block.get("title") or block.get("key") or "")
