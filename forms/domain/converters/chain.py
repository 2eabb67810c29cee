"""From one schema number to the next, over plain JSON; of forms and of routes.

Steps are given whatever somebody wrote: what they do not recognise they leave, and the check refuses it by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Json = Any
Object = Mapping[str, Json]
Step = Callable[[Object], dict[str, Json]]


@dataclass(frozen=True)
class Chain:
    """One step for each schema number that there has been; the first takes schema 0 to 1."""

    steps: tuple[Step, ...]

    @property
    def current(self) -> int:
        return len(self.steps)

    def raised(self, raw: Json) -> Json:
        """The definition in the format of today.

        One of a later format, and what is no definition, comes back as it is.
        """
        schema = raw.get("schema") if isinstance(raw, dict) else None
        if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
            return raw
        for number, step in enumerate(self.steps[schema:], schema):
            raw = step(raw) | {"schema": number + 1}
        return raw


def renamed(source: Object, names: Mapping[str, str]) -> dict[str, Json]:
    """With the new names of members, in their order; a member whose new name is taken stays, to be refused."""
    return {name if (new := names.get(name, name)) in source else new: value for name, value in source.items()}


def with_each(source: Object, member: str, step: Step) -> dict[str, Json]:
    """With every object of the list `member` changed by the step."""
    listed = source.get(member)
    if not isinstance(listed, list):
        return dict(source)
    return {**source, member: [step(entry) if isinstance(entry, dict) else entry for entry in listed]}
