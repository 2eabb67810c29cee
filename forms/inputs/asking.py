"""All that a page knows while its questions are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.domain.definition import Definition, Section
from forms.domain.evaluate import Evaluation
from forms.domain.problems import Problem
from forms.domain.progress import MISSING
from forms.wording import problem_text
from people.models import Body, Municipality, Party
from people.queries.payroll import PayrollRates
from people.queries.people import Holder


@dataclass(frozen=True)
class Asking:
    """A section being filled in. `answers` are as stored; `rows` names the rows that a table shows, empty ones too."""

    definition: Definition
    section: Section
    answers: Mapping[str, Any]
    evaluation: Evaluation
    url: str = ""
    period_url: str = ""
    bodies: Sequence[Body] = ()
    municipalities: Sequence[Municipality] = ()
    # Whom questions for a person may be answered with, by field key.
    persons: Mapping[str, Sequence[Holder]] = field(default_factory=dict)
    # For the lines of a budget that salaries are worked out for.
    employers: Sequence[Party] = ()
    rates: PayrollRates = field(default_factory=PayrollRates)
    # Whether what is missing is pointed out, and not only what is wrong.
    tell_missing: bool = False
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    focus: str = ""
    # Errors that no evaluation knows, such as a refused file, by field key.
    refused: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # What is to be said of what a button just did, by field key.
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def problems(self, *path: str, deep: bool = False) -> list[Problem]:
        """The problems at the path, or with `deep` at it and under it, in the order that they were found."""
        return [
            problem
            for problem in self.evaluation.problems
            if (problem.path[: len(path)] == path if deep else problem.path == path)
            and (self.tell_missing or problem.code not in MISSING)
        ]

    def errors(self, *path: str) -> list[str]:
        return [problem_text(problem) for problem in self.problems(*path) if problem.blocks]

    def notices(self, *path: str) -> list[str]:
        return [problem_text(problem) for problem in self.problems(*path) if not problem.blocks]
