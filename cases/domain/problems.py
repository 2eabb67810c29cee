"""What can be wrong with a definition, as codes; the wording lives in cases/wording.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class DefinitionProblem:
    code: str
    where: str = ""  # the id of the block that it stands beside, or "" for the whole
    params: Mapping[str, Any] = field(default_factory=dict)


class InvalidDefinition(Exception):
    """The JSON is not a definition at all; `problems` says where and why."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.code} {dict(problem.params)}" for problem in self.problems))
