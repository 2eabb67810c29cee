"""JSON text from outside, within limits and without members that overwrite each other."""

import json
from typing import Any

from .problems import DefinitionError, DefinitionProblem

LARGEST = 1024 * 1024  # bytes
DEEPEST = 40


def load_json(text: str | bytes) -> Any:
    """Parsed JSON; raises DefinitionError where it cannot be read at all."""
    if len(text) > LARGEST:
        raise _refused("too_big", maximum=LARGEST)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _refused("not_utf8") from error
    except RecursionError as error:
        raise _refused("too_deep", maximum=DEEPEST) from error
    except json.JSONDecodeError as error:
        raise _refused("not_json", line=error.lineno, column=error.colno) from error
    except DefinitionError:
        raise
    except ValueError as error:  # a number of thousands of figures
        raise _refused("not_json", line=0, column=0) from error


def size_problem(raw: Any) -> DefinitionProblem | None:
    """Whether parsed JSON is too deep or too big to be looked at."""
    if _too_deep(raw):
        return DefinitionProblem("too_deep", "", {"at": "", "maximum": DEEPEST})
    try:
        size = len(json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (TypeError, ValueError):
        return DefinitionProblem("not_json", "", {"at": "", "line": 0, "column": 0})
    return DefinitionProblem("too_big", "", {"at": "", "maximum": LARGEST}) if size > LARGEST else None


def _too_deep(raw: Any) -> bool:
    level = [raw]
    for _ in range(DEEPEST):
        level = [child for entry in level for child in _children(entry)]
        if not level:
            return False
    return True


def _children(entry: Any) -> list[Any]:
    if isinstance(entry, dict):
        return list(entry.values())
    return entry if isinstance(entry, list) else []


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise _refused("member_twice", member=name[:80])
        made[name] = value
    return made


def _no_constant(name: str) -> Any:
    raise _refused("not_json_number", number=name)


def _refused(code: str, **params: Any) -> DefinitionError:
    return DefinitionError((DefinitionProblem(code, "", {"at": ""} | params),))
