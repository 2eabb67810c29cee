"""What every kind of field can do; each kind is one file beside this one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from forms.domain.conditions import Compare
from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import as_typed, is_unparsed

type Post = Mapping[str, Sequence[str]]

# Operators that a condition may use, by what they need of a kind.
EQUAL = frozenset({"is", "is_not"})
ANSWERED = frozenset({"answered", "not_answered"})
ORDERED = frozenset({"more_than", "less_than", "at_least", "at_most"})
CONTAINS = frozenset({"contains"})

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class Asked(Protocol):
    """A field or a column: what a kind needs to know about the question."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def options(self) -> Mapping[str, Any]: ...


REQUIRED: Any = object()  # the default of a member that must be there


@dataclass(frozen=True)
class Member:
    """A member of JSON: its default and whether a value fits.

    `load` and `dump` stand between JSON and the objects in `options`.
    """

    default: Any
    fits: Callable[[Any], bool]
    load: Callable[[Any], Any] = lambda value: value
    dump: Callable[[Any], Any] = lambda value: value


@dataclass(frozen=True)
class Reading:
    """What an answer is: as it is stored, as a Python value, and what is wrong with it.

    An answer of None is no answer. A value of None beside an answer is one that could not be read.
    """

    answer: Any = None
    value: Any = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A spreadsheet cell: a value and one of the styles text, integer, year, money, percent, decimal, date."""

    value: str | int | Decimal | Any
    style: str = "text"


@dataclass(frozen=True)
class Known:
    """Values already read, for the fields that another field follows (a budget's period), and of the same row."""

    values: Mapping[str, Any] = field(default_factory=dict)
    row: Mapping[str, Any] | None = None
    # Conditions of rows on fields of the form; without it they are not looked at.
    compare: Compare | None = None


NOTHING = Reading()


class Kind:
    """A scalar kind by default: it overrides `parse`, `format` and `json_schema`."""

    name: ClassVar[str]
    members: ClassVar[Mapping[str, Member]] = {}
    operators: ClassVar[frozenset[str]] = ANSWERED
    is_scalar: ClassVar[bool] = True  # may be a column of a row table
    has_answer: ClassVar[bool] = True  # False: nothing to fill in
    is_read: ClassVar[bool] = True  # False: not shown where answers are read
    is_posted: ClassVar[bool] = True  # False: the answer does not come with the page

    @property
    def template(self) -> str:
        return f"forms/kinds/{self.name}.html"

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        """What the shapes of the members alone do not tell; `options` are JSON values with defaults filled in."""
        yield from ()

    def depends_on(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        """Keys of the fields whose values this one follows."""
        return ()

    def parse(self, raw: str, field: Asked) -> Reading:
        """What was typed, never empty."""
        raise NotImplementedError

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        """A stored answer, or any JSON in its place. What could not be read before is tried again."""
        if answer is None:
            return NOTHING
        typed = as_typed(answer)
        return self.parse(typed, field) if typed.strip() else NOTHING

    def told_last(self, reading: Reading, field: Asked, known: Known) -> Iterator[Problem]:
        """What is wrong that only shows when every field is known."""
        yield from ()

    def unasked(self, field: Asked, known: Known) -> frozenset[str]:
        """Columns that a row in which nothing stands yet does not ask for."""
        return frozenset()

    def is_answered(self, reading: Reading) -> bool:
        return reading.answer is not None

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        """The value in Swedish. `names` are the names of bodies by key."""
        return str(value)

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        """What to show in the input: as it was typed, or the answer in the form that is accepted."""
        if answer is None:
            return ""
        if is_unparsed(answer):
            return str(answer["unparsed"])
        reading = self.read(answer, field)
        return as_typed(answer) if reading.value is None else self.format(reading.value, field)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        raise NotImplementedError

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(self.format(value, field))

    def operand(self, value: Any, field: Asked) -> Any:
        """A condition's value as a Python value, or None when it does not fit."""
        reading = self.read(value, field)
        return None if any(problem.blocks for problem in reading.problems) else reading.value

    def comparable(self, value: Any) -> Any:
        """What a condition compares; None is undetermined."""
        return value

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        raw = posted(post, name)
        return self.parse(raw, field).answer if raw.strip() else None


def posted(post: Post, name: str) -> str:
    """The last value under the name, or ""."""
    values = post.get(name) or ("",)
    return values[-1]


def unread(raw: str, code: str, **params: Any) -> Reading:
    """An answer that could not be read: kept as it was typed."""
    return Reading({"unparsed": raw}, None, (Problem(code, (), params),))


def a_flag(default: bool) -> Member:
    return Member(default, lambda value: isinstance(value, bool))


def a_text(default: str = "", *, longest: int = 10_000) -> Member:
    return Member(default, lambda value: isinstance(value, str) and len(value) <= longest)


def one_of(default: str, *others: str) -> Member:
    return Member(default, lambda value: isinstance(value, str) and value in (default, *others))


def a_whole(default: int | None, *, least: int | None = None, most: int | None = None) -> Member:
    """An integer within bounds; a default of None allows null."""

    def fits(value: Any) -> bool:
        if value is None:
            return default is None
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        return (least is None or value >= least) and (most is None or value <= most)

    return Member(default, fits)
