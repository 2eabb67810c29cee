"""Where an editor writes a title instead of a key: a stage has no key before its draft is saved."""

from collections.abc import Callable, Iterable
from typing import Any

from wagtail.blocks import StreamValue


def put_keys_for_titles(stages: StreamValue) -> None:
    """Every reference to a stage, an end or an answer that is a title or a label becomes its key."""
    place = _by_title((each.value["key"], each.value["title"]) for each in stages)
    for stage in stages:
        if stage.block_type != "stage":
            continue
        outcomes = stage.value["outcomes"]
        for outcome in outcomes:
            _lead(outcome.value, place)
        answer = _by_title((each.value["key"], each.value["label"]) for each in outcomes)
        for message in stage.value["messages"]:
            message["outcome"] = answer(message["outcome"])


def _lead(outcome: Any, place: Callable[[str], str]) -> None:
    for name in ("to", "lapses_from"):
        if outcome.get(name):
            outcome[name] = place(outcome[name])
    for way in outcome.get("ways", ()):
        way["to"] = place(way["to"])
    chosen = outcome.get("lapses_stages", ())
    for number, written in enumerate(chosen):
        chosen[number] = place(written)


def _by_title(named: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """The key for what is written, which stays as it is where it is a key, nobody's title or that of several."""
    found: dict[str, set[str]] = {}
    keys = set()
    for key, title in named:
        keys.add(key)
        found.setdefault(title.strip().casefold(), set()).add(key)

    def key_of(written: str) -> str:
        meant = found.get((written or "").strip().casefold(), set())
        return written if written in keys or len(meant) != 1 else next(iter(meant))

    return key_of
