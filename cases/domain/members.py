"""Strict reading of a JSON object: each member is asked for by name, and what nobody asked for is refused."""

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import Any

from forms.domain import conditions
from forms.domain.conditions import Condition

from .problems import DefinitionProblem

KEY = re.compile(r"[a-z][a-z0-9_]*")
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
KEY_LENGTH = 60


class Members:
    """The members of one object. What does not fit is noted in `problems` and read as its default."""

    def __init__(self, source: object, problems: list[DefinitionProblem], name: str = "", where: str = "") -> None:
        self.problems = problems
        self.name = name
        self.where = where
        self.left: dict[str, Any] = {}
        if isinstance(source, dict):
            self.left = dict(source)
            identity = source.get("id")
            if isinstance(identity, str) and 0 < len(identity) <= KEY_LENGTH:
                self.where = identity
        else:
            self.refuse("not_an_object", name)

    def refuse(self, code: str, member: str, **params: Any) -> None:
        self.problems.append(DefinitionProblem(code, self.where, {"member": member, **params}))

    def _take(self, name: str, *, required: bool) -> Any:
        if name not in self.left:
            if required:
                self.refuse("member_missing", name)
            return None
        value = self.left.pop(name)
        if value is None and required:
            self.refuse("member_missing", name)
        return value

    def text(
        self, name: str, *, required: bool = False, maximum: int = 200, pattern: re.Pattern[str] | None = None
    ) -> str:
        value = self._take(name, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse("not_text", name)
            return ""
        if required and not value.strip():
            self.refuse("member_missing", name)
        elif len(value) > maximum:
            self.refuse("member_too_long", name, maximum=maximum)
        elif value and pattern is not None and not pattern.fullmatch(value):
            self.refuse("not_a_key", name, value=value)
        return value

    def key(self, name: str, *, required: bool = True) -> str:
        return self.text(name, required=required, maximum=KEY_LENGTH, pattern=KEY)

    def slug(self, name: str, *, required: bool = True) -> str:
        return self.text(name, required=required, maximum=KEY_LENGTH, pattern=SLUG)

    def one_of(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str:
        value = self._take(name, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or value not in allowed:
            self.refuse("not_one_of", name, value=str(value)[:60], allowed=", ".join(sorted(allowed)))
            return default or ""
        return value

    def flag(self, name: str) -> bool:
        value = self._take(name, required=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.refuse("not_yes_or_no", name)
        return False

    def number(self, name: str, *, default: int | None = None) -> int:
        """A whole number; whether it is sensible is for the check to say."""
        value = self._take(name, required=default is None)
        if value is None:
            return default or 0
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10_000:
            self.refuse("not_a_number", name)
            return default or 0
        return value

    def numbers(self, name: str, *, maximum: int) -> tuple[int, ...]:
        value = self._take(name, required=False)
        if value is None:
            return ()
        if (
            not isinstance(value, list)
            or len(value) > maximum
            or any(isinstance(number, bool) or not isinstance(number, int) or abs(number) > 10_000 for number in value)
        ):
            self.refuse("not_numbers", name, maximum=maximum)
            return ()
        return tuple(value)

    def texts(self, name: str, *, maximum: int, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """A list of keys."""
        value = self._take(name, required=False)
        if value is None:
            return ()
        if (
            not isinstance(value, list)
            or len(value) > maximum
            or any(not isinstance(text, str) or not pattern.fullmatch(text) for text in value)
        ):
            self.refuse("not_keys", name, maximum=maximum)
            return ()
        return tuple(dict.fromkeys(value))

    def condition(self, name: str) -> Condition | None:
        """A condition of forms, or None where there is none."""
        value = self._take(name, required=False)
        problems = list(conditions.check(value, self.where, name))
        if problems:
            self.problems += [replace(problem, params={**problem.params, "member": self.name}) for problem in problems]
            return None
        return conditions.build(value)

    def amount(self, name: str) -> Decimal:
        """Kronor, as a string of figures with at most two decimals."""
        value = self._take(name, required=True)
        if isinstance(value, str) and AMOUNT.fullmatch(value):
            return Decimal(value)
        if value is not None:
            self.refuse("not_an_amount", name)
        return Decimal(0)

    def is_list(self, name: str) -> bool:
        return isinstance(self.left.get(name), list)

    def inner(self, name: str, *, required: bool = False) -> "Members | None":
        value = self._take(name, required=required)
        return None if value is None else Members(value, self.problems, name, self.where)

    def list(self, name: str, *, maximum: int, required: bool = False) -> "tuple[Members, ...]":
        value = self._take(name, required=required)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.refuse("not_a_list", name)
            return ()
        if len(value) > maximum:
            self.refuse("too_many", name, maximum=maximum)
        return tuple(Members(item, self.problems, name, self.where) for item in value[:maximum])

    def close(self) -> None:
        """A member that nobody asked for is a misspelled one: better refused than lost in silence."""
        for name in sorted(self.left):
            self.refuse("unknown_member", str(name)[:60])
        self.left = {}
