"""In which order fields are looked at, so that each comes after those that it depends on."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from .calculations import cells_used
from .conditions import Condition, cells_named, comparisons
from .tables import Column

if TYPE_CHECKING:
    from .structure import Definition


def fields_named(condition: Condition | None) -> set[str]:
    return {comparison.field for comparison in comparisons(condition)}


def dependencies(definition: "Definition") -> dict[str, set[str]]:
    """By field key: the fields that decide whether it is shown or that its value follows."""
    from .kinds import KINDS  # row tables order their columns with this file

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


def columns_in_order(columns: Iterable[Column]) -> list[Column]:
    """Each after those of its row that it is worked out of or that decide whether it is asked for.

    Raises CycleError; a checked table has none.
    """
    by_key = {column.key: column for column in columns}
    uses = {
        key: ({*cells_used(column.options.get("calculation")), *cells_named(column.visible_when)}) & set(by_key)
        for key, column in by_key.items()
    }
    return [by_key[key] for key in TopologicalSorter(uses).static_order()]


def column_cycle(columns: Iterable[Column]) -> tuple[str, ...]:
    try:
        columns_in_order(columns)
    except CycleError as error:
        return tuple(error.args[1])
    return ()
