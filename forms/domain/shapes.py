"""Whether JSON objects have the members that they should."""

from collections.abc import Iterator, Mapping
from typing import Any

from .kinds.kind import REQUIRED, Member
from .problems import DefinitionProblem


def check_members(
    raw: Mapping[str, Any], members: Mapping[str, Member], where: str, at: str
) -> Iterator[DefinitionProblem]:
    for name in raw:
        if name not in members:
            yield DefinitionProblem("unknown_member", where, {"at": at, "member": str(name)[:80]})
    for name, member in members.items():
        if name in raw:
            if not member.fits(raw[name]):
                yield DefinitionProblem("bad_value", where, {"at": f"{at}.{name}".lstrip("."), "member": name})
        elif member.default is REQUIRED:
            yield DefinitionProblem("missing_member", where, {"at": at, "member": name})


def fits_all(raw: Mapping[str, Any], members: Mapping[str, Member]) -> bool:
    return all(member.fits(raw[name]) for name, member in members.items() if name in raw)


def with_defaults(raw: Mapping[str, Any], members: Mapping[str, Member]) -> dict[str, Any]:
    """JSON values of the members, defaults filled in."""
    return {name: raw.get(name, member.default) for name, member in members.items()}


def load(raw: Mapping[str, Any], members: Mapping[str, Member]) -> dict[str, Any]:
    """Python values of the members, from JSON that was checked."""
    return {name: member.load(raw.get(name, member.default)) for name, member in members.items()}


def dump(values: Mapping[str, Any], members: Mapping[str, Member]) -> dict[str, Any]:
    """JSON of the members whose value is not the default."""
    plain = {name: member.dump(values[name]) for name, member in members.items()}
    return {
        name: value
        for name, value in plain.items()
        if members[name].default is REQUIRED or value != members[name].default
    }


def identity(raw: Any) -> str:
    """The id of a block, or "" where there is none to point at."""
    given = raw.get("id") if isinstance(raw, dict) else None
    return given if isinstance(given, str) else ""
