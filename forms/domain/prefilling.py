"""What a field is filled in with when a draft starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .kinds import KINDS

if TYPE_CHECKING:
    from .carrying import Terms
    from .structure import Definition

PERSON, GROUP, ANSWER = "person.name", "group.name", "answer"
WORDS = ("text", "long_text")


@dataclass(frozen=True)
class Prefill:
    """From the person, the group, or the answer to `field` in an earlier submission of the form `form`."""

    source: str
    form: str = ""
    field: str = ""


@dataclass(frozen=True)
class Earlier:
    """What was sent in before, that the new draft follows up."""

    definition: "Definition"
    answers: Mapping[str, Any]


def is_prefill(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or not all(isinstance(part, str) for part in value.values()):
        return False
    if value.get("from") == ANSWER:
        return set(value) == {"from", "form", "field"} and bool(value["form"]) and bool(value["field"])
    return set(value) == {"from"} and value["from"] in (PERSON, GROUP)


def load_prefill(value: Any) -> Prefill | None:
    return None if value is None else Prefill(value["from"], value.get("form", ""), value.get("field", ""))


def dump_prefill(prefill: Prefill | None) -> Any:
    if prefill is None:
        return None
    own = {"form": prefill.form, "field": prefill.field} if prefill.source == ANSWER else {}
    return {"from": prefill.source, **own}


def fits_kind(prefill: Any, kind: str) -> bool:
    """Names are words; files stay where they were attached, and information has no answer."""
    if prefill is None or not is_prefill(prefill):
        return True
    return kind in WORDS if prefill["from"] != ANSWER else KINDS[kind].has_answer and kind != "files"


def forms_followed(definition: "Definition") -> frozenset[str]:
    """The keys of the forms whose answers fill in fields of this one."""
    prefills = (field.prefill for field in definition.fields.values())
    return frozenset(one.form for one in prefills if one is not None and one.source == ANSWER)


def prefilled(
    definition: "Definition", *, person: str, group: str, earlier: Earlier | None, terms: "Terms"
) -> dict[str, Any]:
    """Stored answers by key. What does not fit its field is left empty: it is only a help."""
    from .carrying import carried_answer

    found: dict[str, Any] = {}
    for field in definition.fields.values():
        prefill, answer = field.prefill, None
        if prefill is None:
            continue
        if prefill.source != ANSWER:
            name = person if prefill.source == PERSON else group
            answer = KINDS[field.kind].parse(name, field).answer if name else None
        elif earlier is not None and prefill.form == earlier.definition.key:
            asked = earlier.definition.fields.get(prefill.field)
            given = earlier.answers.get(prefill.field)
            answer = carried_answer(asked, given, field, terms) if asked and given is not None else None
        if answer is not None:
            found[field.key] = answer
    return found
