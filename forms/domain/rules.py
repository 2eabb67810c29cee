"""What an editor demands of an answer, of a field or of a cell, in words of their own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import conditions
from .conditions import Condition
from .problems import DefinitionProblem


@dataclass(frozen=True)
class Validation:
    """What must hold, and what is said in the editor's own words where it does not."""

    holds: Condition | None
    message: str


def are_validations(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 20 and all(_is_validation(entry) for entry in value)


def _is_validation(value: Any) -> bool:
    """The condition itself is told by `check_conditions`."""
    if not isinstance(value, dict) or set(value) != {"holds", "message"}:
        return False
    return isinstance(value["message"], str) and 0 < len(value["message"].strip()) <= 500


def load_validations(value: Iterable[Mapping[str, Any]]) -> tuple[Validation, ...]:
    return tuple(Validation(conditions.build(one["holds"]), one["message"]) for one in value)


def dump_validations(rules: Iterable[Validation]) -> list[dict[str, Any]]:
    return [{"holds": conditions.dump(rule.holds), "message": rule.message} for rule in rules]


def check_conditions(
    raw: Mapping[str, Any], where: str, at: str, *, in_row: bool = False
) -> Iterator[DefinitionProblem]:
    """The shapes of a field's or a column's conditions and rules."""
    for name in ("visible_when", "required_when"):
        yield from conditions.check(raw.get(name), where, f"{at}.{name}", in_row=in_row)
    if are_validations(raw.get("validations")):
        for number, rule in enumerate(raw["validations"]):
            place = f"{at}.validations[{number}]"
            yield from conditions.check(rule["holds"], where, place, must_be=True, in_row=in_row)
