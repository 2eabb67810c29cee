"""What fields say of each other: whether it exists, fits and comes to an end."""

from collections.abc import Iterator

from . import calculation_types, row_references
from .conditions import Condition, comparisons
from .ordering import column_cycle, cycle
from .problems import DefinitionProblem
from .row_references import check_comparison as check_comparison
from .structure import Definition, Field


def check(definition: Definition) -> Iterator[DefinitionProblem]:
    """Of a definition whose shapes are sound."""
    for index, section in enumerate(definition.sections):
        at = f"sections[{index}]"
        yield from _check_condition(definition, section.visible_when, section.id, f"{at}.visible_when")
        for place, field in enumerate(section.fields):
            here = f"{at}.fields[{place}]"
            yield from _check_condition(definition, field.visible_when, field.id, f"{here}.visible_when")
            yield from _check_condition(definition, field.required_when, field.id, f"{here}.required_when")
            for number, validation in enumerate(field.validations):
                yield from _check_condition(definition, validation.holds, field.id, f"{here}.validations[{number}]")
            yield from _check_period(definition, field, here)
            yield from _check_calculations(definition, field, here)
    if keys := cycle(definition):
        where = definition.fields[keys[0]].id
        yield DefinitionProblem("cycle", where, {"at": "", "keys": list(dict.fromkeys(keys))})


def _check_condition(
    definition: Definition, condition: Condition | None, where: str, at: str
) -> Iterator[DefinitionProblem]:
    for comparison in comparisons(condition):
        field = definition.fields.get(comparison.field)
        if field is None:
            yield DefinitionProblem("dangling_reference", where, {"at": at, "key": comparison.field[:80]})
        else:
            yield from check_comparison(comparison, field, where, at)


def _check_period(definition: Definition, field: Field, at: str) -> Iterator[DefinitionProblem]:
    """A budget's years come from a period, of no other kind."""
    if field.kind != "budget_table" or not (key := field.options["period_field"]):
        return
    followed = definition.fields.get(key)
    if followed is None:
        yield DefinitionProblem("dangling_reference", field.id, {"at": f"{at}.period_field", "key": key[:80]})
    elif followed.kind != "period":
        yield DefinitionProblem("not_a_period_field", field.id, {"at": f"{at}.period_field", "label": followed.label})


def _check_calculations(definition: Definition, field: Field, at: str) -> Iterator[DefinitionProblem]:
    """Of a calculated field, and of a table's calculated columns."""
    if field.kind == "calculated":
        yield from calculation_types.check(field, field.id, f"{at}.calculation", definition.fields)
    if field.kind != "row_table":
        return
    columns = field.options["columns"]
    for number, column in enumerate(columns):
        if column.kind == "calculated":
            place = f"{at}.columns[{number}].calculation"
            yield from calculation_types.check(column, column.id, place, definition.fields, columns)
        yield from row_references.check(column, columns, definition.fields, f"{at}.columns[{number}]")
    if keys := column_cycle(columns):
        where = next(column.id for column in columns if column.key == keys[0])
        yield DefinitionProblem("cycle", where, {"at": f"{at}.columns", "keys": list(dict.fromkeys(keys))})
