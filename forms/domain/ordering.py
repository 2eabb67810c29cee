"""In which order fields are looked at, so that each comes after those that it depends on."""

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from .conditions import Condition, comparisons
from .kinds import KINDS

if TYPE_CHECKING:
    from .structure import Definition


def fields_named(condition: Condition | None) -> set[str]:
    return {comparison.field for comparison in comparisons(condition)}


def dependencies(definition: "Definition") -> dict[str, set[str]]:
    """By field key: the fields that decide whether it is shown or that its value follows."""
    fields = definition.fields
    found = {}
    for section in definition.sections:
        of_section = fields_named(section.visible_when)
        for field in section.fields:
            follows = KINDS[field.kind].depends_on(field.options)
            found[field.key] = {
                key for key in (*of_section, *fields_named(field.visible_when), *follows) if key in fields
            }
    return found


def evaluation_order(definition: "Definition") -> tuple[str, ...]:
    """Raises CycleError; a definition that was checked has none."""
    return tuple(TopologicalSorter(dependencies(definition)).static_order())


def cycle(definition: "Definition") -> tuple[str, ...]:
    """The keys of fields that wait for each other, or nothing."""
    try:
        evaluation_order(definition)
    except CycleError as error:
        return tuple(error.args[1])
    return ()
