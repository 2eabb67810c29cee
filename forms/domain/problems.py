"""What is wrong, as codes with parameters; forms/wording.py puts them into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Something about an answer. `path` leads from the field's key to the row and cell."""

    code: str
    path: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    blocks: bool = True  # False: a notice, which does not stop submission

    def under(self, *path: str) -> "Problem":
        return replace(self, path=(*path, *self.path))


@dataclass(frozen=True)
class DefinitionProblem:
    """Something about a definition. `where` is the id of the block that it stands beside, or "" for the whole.

    `params["at"]` is where it is in the JSON, such as `sections[0].fields[2].key`.
    """

    code: str
    where: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class DefinitionError(ValueError):
    """A definition that cannot be used, with every problem found in it."""

    def __init__(self, problems: tuple[DefinitionProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.code} {problem.params.get('at', '')}".strip() for problem in problems))
