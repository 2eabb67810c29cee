"""A form's definition: from JSON to frozen objects and back without loss."""

import hashlib
import json
from typing import Any

from .checking import check_definition
from .converters import FORMS
from .loading import load_json
from .problems import DefinitionError, DefinitionProblem
from .structure import SCHEMA, Definition, Field, Section, build_form, to_json

__all__ = [
    "SCHEMA",
    "Definition",
    "DefinitionError",
    "DefinitionProblem",
    "Field",
    "Section",
    "canonical",
    "check_definition",
    "load_json",
    "parse_definition",
    "sha256",
    "to_json",
]


def parse_definition(raw: Any) -> Definition:
    """From parsed JSON of any schema number that there has been; raises DefinitionError with every problem."""
    if problems := check_definition(raw):
        raise DefinitionError(tuple(problems))
    return build_form(FORMS.raised(raw))


def canonical(raw: Any) -> str:
    """The one way to write this JSON, which checksums are taken of."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(raw: Any) -> str:
    return hashlib.sha256(canonical(raw).encode()).hexdigest()
