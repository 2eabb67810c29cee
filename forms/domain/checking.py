"""What is wrong with a form's definition, all of it at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from . import conditions, references, shapes
from .converters import FORMS
from .kinds import KINDS
from .kinds.kind import KEY
from .loading import size_problem
from .prefilling import fits_kind
from .problems import DefinitionProblem
from .rules import check_conditions
from .structure import FIELD_MEMBERS, FORM_KEY, FORM_MEMBERS, SCHEMA, SECTION_MEMBERS, build_form

MOST_FIELDS = 2000

# Names that a page uses for itself.
TAKEN_FIELD_KEYS = frozenset({"shown", "revision", "csrfmiddlewaretoken", "next", "action"})
# Pages that stand beside the sections' own, at the same place in the address.
TAKEN_SECTION_KEYS = frozenset({"granska", "skicka", "inskickad", "utskrift"})


def check_definition(raw: Any) -> list[DefinitionProblem]:
    """Every problem of parsed JSON; an empty list means that `parse_definition` takes it.

    An older format is checked as what it becomes, and places are those of today's.
    """
    if too_much := size_problem(raw):
        return [too_much]
    raw = FORMS.raised(raw)
    if not isinstance(raw, dict):
        return [DefinitionProblem("not_an_object", "", {"at": ""})]
    if stranger := _stranger(raw):
        return [stranger]
    problems = list(shapes.check_members(raw, FORM_MEMBERS, "", ""))
    if isinstance(key := raw.get("key"), str) and not FORM_KEY.fullmatch(key):
        problems.append(DefinitionProblem("bad_key", "", {"at": "key", "key": key[:80]}))
    if isinstance(raw.get("sections"), list):
        problems += _check_sections(raw["sections"])
    if not problems:
        problems += references.check(build_form(raw))
    return problems


def _stranger(raw: Mapping[str, Any]) -> DefinitionProblem | None:
    """A definition of another kind or a later format: nothing more can be said of it."""
    schema = raw.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA:
        return DefinitionProblem("newer_schema", "", {"at": "schema", "schema": schema, "known": SCHEMA})
    if "kind" in raw and raw["kind"] != "form":
        return DefinitionProblem("not_a_form", "", {"at": "kind"})
    return None


def _check_sections(sections: list[Any]) -> Iterator[DefinitionProblem]:
    if not sections:
        yield DefinitionProblem("no_sections", "", {"at": "sections"})
    section_keys: set[str] = set()
    field_keys: set[str] = set()
    ids: set[str] = set()
    count = 0
    for index, section in enumerate(sections):
        at = f"sections[{index}]"
        if not isinstance(section, dict):
            yield DefinitionProblem("not_an_object", "", {"at": at})
            continue
        yield from _check_section(section, at, section_keys, ids)
        fields = section["fields"] if isinstance(section.get("fields"), list) else []
        count += len(fields)
        for place, field in enumerate(fields):
            yield from _check_field(field, f"{at}.fields[{place}]", field_keys, ids)
    if count > MOST_FIELDS:
        yield DefinitionProblem("too_many_fields", "", {"at": "sections", "maximum": MOST_FIELDS})


def _check_section(raw: dict[str, Any], at: str, keys: set[str], ids: set[str]) -> Iterator[DefinitionProblem]:
    where = shapes.identity(raw)
    yield from shapes.check_members(raw, SECTION_MEMBERS, where, at)
    yield from _check_names(raw, at, keys, ids)
    if raw.get("key") in TAKEN_SECTION_KEYS:
        yield DefinitionProblem("taken_key", where, {"at": f"{at}.key", "key": raw["key"]})
    yield from conditions.check(raw.get("visible_when"), where, f"{at}.visible_when")


def _check_field(raw: Any, at: str, keys: set[str], ids: set[str]) -> Iterator[DefinitionProblem]:
    where = shapes.identity(raw)
    if not isinstance(raw, dict):
        yield DefinitionProblem("not_an_object", where, {"at": at})
        return
    kind = KINDS.get(raw["kind"]) if isinstance(raw.get("kind"), str) else None
    if kind is None:
        code = "unknown_kind" if "kind" in raw else "missing_member"
        yield DefinitionProblem(code, where, {"at": at, "kind": str(raw.get("kind"))[:80], "member": "kind"})
        return
    yield from shapes.check_members(raw, FIELD_MEMBERS | dict(kind.members), where, at)
    yield from _check_names(raw, at, keys, ids)
    if raw.get("key") in TAKEN_FIELD_KEYS:
        yield DefinitionProblem("taken_key", where, {"at": f"{at}.key", "key": raw["key"]})
    if not fits_kind(raw.get("prefill"), kind.name):
        yield DefinitionProblem("prefill_does_not_fit", where, {"at": f"{at}.prefill"})
    yield from check_conditions(raw, where, at)
    if shapes.fits_all(raw, kind.members):
        yield from kind.check(shapes.with_defaults(raw, kind.members), where, at)


def _check_names(raw: Mapping[str, Any], at: str, keys: set[str], ids: set[str]) -> Iterator[DefinitionProblem]:
    where, key = shapes.identity(raw), raw.get("key")
    if isinstance(key, str):
        if not KEY.fullmatch(key):
            yield DefinitionProblem("bad_key", where, {"at": f"{at}.key", "key": key[:80]})
        if key in keys:
            yield DefinitionProblem("duplicate_key", where, {"at": f"{at}.key", "key": key[:80]})
        keys.add(key)
    if where in ids:
        yield DefinitionProblem("duplicate_id", where, {"at": f"{at}.id"})
    if where:
        ids.add(where)
