"""Whether conditions hold on answers, for whoever stands outside the form, such as the route that its cases take."""

from collections.abc import Mapping

from .conditions import UNARY, Comparison, Condition, compared, holds
from .evaluate import Evaluation
from .kinds import KINDS
from .kinds.kind import Reading
from .structure import Field


def truth(condition: Condition | None, fields: Mapping[str, Field], readings: Mapping[str, Reading]) -> bool | None:
    """`fields` has every field that the condition names; what has no reading is hidden, and undetermined."""
    return holds(condition, lambda comparison: _compare(comparison, fields[comparison.field], readings))


def readings_of(evaluation: Evaluation) -> dict[str, Reading]:
    """What the visible fields read, answered or not."""
    return {
        key: Reading(evaluation.answers.get(key), evaluation.values.get(key))
        for key in evaluation.visible
        if not key.startswith("section:")
    }


def _compare(comparison: Comparison, field: Field, readings: Mapping[str, Reading]) -> bool | None:
    kind, reading = KINDS[field.kind], readings.get(field.key)
    if reading is None:
        return None
    if comparison.op in UNARY:
        return kind.is_answered(reading) is (comparison.op == "answered")
    value = None if reading.value is None else kind.comparable(reading.value)
    if value is None:
        return None
    return compared(comparison.op, value, kind.operand(comparison.value, field))
