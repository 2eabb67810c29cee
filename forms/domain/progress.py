"""How far each section of a form has come."""

from collections.abc import Collection
from enum import StrEnum

from .evaluate import Evaluation
from .structure import Definition, Section

# What is not yet done rather than wrong.
MISSING = frozenset({"required", "too_few_rows", "not_financed"})


class Progress(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    WRONG = "wrong"


def visible_sections(definition: Definition, evaluation: Evaluation) -> list[Section]:
    return [section for section in definition.sections if f"section:{section.key}" in evaluation.visible]


def progress(section: Section, evaluation: Evaluation, saved: Collection[str]) -> Progress:
    """`saved` names the sections that somebody has saved: one that asks for nothing is done once it is."""
    keys = [field.key for field in section.fields]
    blocking = [problem for problem in evaluation.problems_of(*keys) if problem.blocks]
    if any(problem.code not in MISSING for problem in blocking):
        return Progress.WRONG
    answered = any(key in evaluation.answers for key in keys)
    if blocking:
        return Progress.STARTED if answered else Progress.NOT_STARTED
    return Progress.DONE if answered or section.key in saved else Progress.NOT_STARTED
