"""The one evaluator: what is visible, required, computed and wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import conditions
from .conditions import Comparison
from .kinds import KINDS
from .kinds.kind import NOTHING, Known, Reading
from .problems import Problem
from .structure import Definition, Field, Section

__all__ = ["Evaluation", "Problem", "evaluate"]


@dataclass(frozen=True)
class Evaluation:
    visible: frozenset[str]  # keys of visible fields, and "section:<key>" of sections
    required: frozenset[str]
    answers: Mapping[str, Any]  # as they are stored; hidden and unknown ones left out
    values: Mapping[str, Any]  # as Python values, of what could be read
    problems: tuple[Problem, ...]  # in the order of the page
    unasked: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by table: what an empty row does not ask

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.blocks)

    def with_problems(self, more: Iterable[Problem]) -> "Evaluation":
        """The same with problems that only the database can tell."""
        return replace(self, problems=(*self.problems, *more))

    def problems_of(self, *keys: str) -> tuple[Problem, ...]:
        """Those of some fields, such as a section's."""
        return tuple(problem for problem in self.problems if problem.path[0] in keys)


def evaluate(definition: Definition, answers: Any) -> Evaluation:
    """Pure; never raises on JSON, takes time in proportion to fields and rows."""
    walk = _Walk(definition, answers if isinstance(answers, Mapping) else {})
    for key in definition.in_order:
        walk.take(definition.fields[key])
    return walk.result()


class _Walk:
    def __init__(self, definition: Definition, given: Mapping[str, Any]) -> None:
        self.definition = definition
        self.given = given
        self.readings: dict[str, Reading] = {}  # of visible fields
        self.values: dict[str, Any] = {}
        self.sections: dict[str, bool] = {}

    def take(self, field: Field) -> None:
        section = self.definition.section_of[field.key]
        if self._shows(section) and conditions.holds(field.visible_when, self._compare) is True:
            reading = KINDS[field.kind].read(self.given.get(field.key), field, self.known)
            self.readings[field.key] = reading
            if reading.value is not None:
                self.values[field.key] = reading.value

    @property
    def known(self) -> Known:
        return Known(self.values, compare=self._compare)

    def _shows(self, section: Section) -> bool:
        if section.key not in self.sections:
            self.sections[section.key] = conditions.holds(section.visible_when, self._compare) is True
        return self.sections[section.key]

    def _compare(self, comparison: Comparison) -> bool | None:
        """None while the field is hidden or not answered."""
        field = self.definition.fields[comparison.field]
        if field.key not in self.readings:
            return None
        kind, reading = KINDS[field.kind], self.readings[field.key]
        if comparison.op in conditions.UNARY:
            return kind.is_answered(reading) is (comparison.op == "answered")
        value = None if reading.value is None else kind.comparable(reading.value)
        if value is None:
            return None
        return conditions.compared(comparison.op, value, kind.operand(comparison.value, field))

    def result(self) -> Evaluation:
        sections = [section for section in self.definition.sections if self._shows(section)]
        shown = [field for section in sections for field in section.fields if field.key in self.readings]
        required = frozenset(field.key for field in shown if self._is_required(field))
        return Evaluation(
            visible=frozenset(field.key for field in shown) | {f"section:{section.key}" for section in sections},
            required=required,
            answers={
                key: answer for field in shown if (answer := self.readings[(key := field.key)].answer) is not None
            },
            values={field.key: self.values[field.key] for field in shown if field.key in self.values},
            problems=tuple(problem for field in shown for problem in self._problems(field, field.key in required)),
            unasked={field.key: hidden for field in shown if (hidden := KINDS[field.kind].unasked(field, self.known))},
        )

    def _is_required(self, field: Field) -> bool:
        if not KINDS[field.kind].has_answer:
            return False
        asked = field.required_when is not None and conditions.holds(field.required_when, self._compare) is True
        return field.required or asked

    def _problems(self, field: Field, required: bool) -> list[Problem]:
        reading = self.readings.get(field.key, NOTHING)
        found = [problem.under(field.key) for problem in reading.problems]
        found += [problem.under(field.key) for problem in KINDS[field.kind].told_last(reading, field, self.known)]
        if required and not KINDS[field.kind].is_answered(reading):
            found.insert(0, Problem("required", (field.key,), {"label": field.label}))
        for rule in field.validations:
            # What is undetermined breaks no rule: asking for an answer is what `required` is for.
            if conditions.holds(rule.holds, self._compare) is False:
                found.append(Problem("editor_rule", (field.key,), {"message": rule.message}))
        return found
