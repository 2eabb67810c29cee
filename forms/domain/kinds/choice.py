"""One or several of the editor's options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import as_typed, bare, is_unparsed

from .kind import (
    ANSWERED,
    CONTAINS,
    EQUAL,
    KEY,
    NOTHING,
    Asked,
    Kind,
    Known,
    Member,
    Post,
    Reading,
    a_flag,
    one_of,
    unread,
)


@dataclass(frozen=True)
class Option:
    key: str
    label: str


def _are_options(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 500 and all(_is_option(option) for option in value)


def _is_option(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"key", "label"}:
        return False
    key, label = value["key"], value["label"]
    return isinstance(key, str) and isinstance(label, str) and 0 < len(label.strip()) <= 500


class Choice(Kind):
    name = "choice"
    members = {
        "options": Member(
            [],
            _are_options,
            load=lambda value: tuple(Option(option["key"], option["label"]) for option in value),
            dump=lambda options: [{"key": option.key, "label": option.label} for option in options],
        ),
        "multiple": a_flag(False),
        "style": one_of("radio", "select"),
    }
    operators = ANSWERED | EQUAL | CONTAINS

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        if not options["options"]:
            yield DefinitionProblem("no_options", where, {"at": f"{at}.options"})
        keys = [option["key"] for option in options["options"]]
        for key in keys:
            if not KEY.fullmatch(key):
                yield DefinitionProblem("bad_key", where, {"at": f"{at}.options", "key": key})
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield DefinitionProblem("duplicate_key", where, {"at": f"{at}.options", "key": key})

    def parse(self, raw: str, field: Asked) -> Reading:
        wanted = bare(raw)
        for option in field.options["options"]:
            if wanted == option.key or wanted.casefold() == option.label.strip().casefold():
                return self._chosen((option.key,), field)
        return unread(raw, "not_an_option", option=wanted)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if not field.options["multiple"] or answer is None or is_unparsed(answer):
            return super().read(answer, field)
        given = [as_typed(entry) for entry in answer] if isinstance(answer, list) else [as_typed(answer)]
        return self._chosen(tuple(dict.fromkeys(key for key in given if key.strip())), field)

    def _chosen(self, keys: tuple[str, ...], field: Asked) -> Reading:
        """Keys as they are stored; with `multiple` an unknown one stays in the list, with its problem."""
        if not keys:
            return NOTHING
        if not field.options["multiple"]:
            return Reading(keys[0], keys[0])
        offered = {option.key for option in field.options["options"]}
        unknown = tuple(Problem("not_an_option", (), {"option": key}) for key in keys if key not in offered)
        return Reading(list(keys), tuple(key for key in keys if key in offered), unknown)

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        labels = {option.key: option.label for option in field.options["options"]}
        chosen = value if isinstance(value, tuple) else (value,)
        return ", ".join(labels.get(str(key), str(key)) for key in chosen)

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        return answer if isinstance(answer, str) else super().typed(answer, field)

    def operand(self, value: Any, field: Asked) -> Any:
        return value if any(option.key == value for option in field.options["options"]) else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        if not field.options["multiple"]:
            return super().from_post(post, name, field)
        return self.read(list(post.get(name) or ()), field).answer

    def json_schema(self, field: Asked) -> dict[str, Any]:
        one = {"enum": [option.key for option in field.options["options"]]}
        return {"type": "array", "items": one, "uniqueItems": True} if field.options["multiple"] else one
