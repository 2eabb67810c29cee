"""What changed between two definitions of a route, member by member, in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.blocks.outcomes import OutcomesBlock
from cases.blocks.route import END_KINDS, RULES, RouteStagesBlock
from cases.models import Route
from forms.admin.comparing import Changed, Row, rows_of
from forms.admin.comparing import said as plain
from forms.domain.changes import BlockChange, own_members
from people.domain.swedish import kr
from people.models import Role

from .told import Names, Words, by_when, lapses, letter, words_of

Json = Mapping[str, Any]
BLOCKS = RouteStagesBlock().child_blocks
STAGE, END, OUTCOMES = BLOCKS["stage"], BLOCKS["end"], OutcomesBlock().child_blocks
# Members that are told together, under the first of them.
TOGETHER = {"lapses_from": "lapses", "lapses_stages": "lapses"}
# Where the editor's block for a member has another name.
BLOCK_OF = {"answers": "rule", "deadline": "days"}


def compared(old: Json, new: Json, names: Names | None = None) -> list[Row]:
    """In the order of the new definition, what was removed last. `names` spares reading them again."""
    before, after = own_members(old), own_members(new)
    names = names or Names()
    words = words_of(old, names), words_of(new, names)

    def members(change: BlockChange) -> Iterator[Changed]:
        was, now = before[change.id], after[change.id]
        for member in dict.fromkeys(TOGETHER.get(each, each) for each in change.members):
            yield Changed(label(now, member), said(was, member, words[0]), said(now, member, words[1]))

    return rows_of(old, new, {**_places(old), **_places(new)}, members)


def _places(definition: Json) -> dict[str, str]:
    """By the id of an outcome the stage that it stands in."""
    return {outcome["id"]: stage["title"] for stage in definition["stages"] for outcome in stage["outcomes"]}


def label(block: Json, member: str) -> str:
    """What the editor calls the member."""
    if "opens_with" in block:
        return _whole(member)
    if "actor" in block:
        known: Mapping[str, Any] = STAGE.child_blocks
    elif block.get("kind") in OUTCOMES:
        known = OUTCOMES[block["kind"]].child_blocks
    else:
        known = END.child_blocks
    found = known.get(BLOCK_OF.get(member, member))
    return str(found.label) if found is not None else {"kind": _("Kind")}.get(member, member)


def _whole(member: str) -> str:
    named = {
        "introduction": capfirst(_field("introduction")),
        "opens_with": _("Opens with"),
        "reads": _("What the case is made from"),
        "limits": pgettext("of a route", "Amount limits"),
    }
    return named.get(member, member)


def said(block: Json, member: str, words: Words) -> str:
    """The member's value in the block, as the editor's page says it."""
    teller = TELLERS.get(member)
    if teller is not None:
        return teller(block, words)
    if member == "kind" and "to" not in block and block.get("kind") not in OUTCOMES:
        return str(dict(END_KINDS).get(block["kind"], block["kind"]))
    value = block.get(member)
    return plain(member, value, False if isinstance(value, bool) or (value is None and member in TICKS) else None, {})


TICKS = frozenset({"one_refusal_settles", "needs_reason", "grants", "pays"})


def _rule(stage: Json, words: Words) -> str:
    answers = stage.get("answers") or {"rule": "all"}
    rule = str(dict(RULES).get(answers["rule"], answers["rule"]))
    return f"{rule} ({answers['n']})" if "n" in answers else rule


def _deadline(stage: Json, words: Words) -> str:
    return next(iter(by_when(stage)), _("No deadline"))


def _letters(stage: Json, words: Words) -> str:
    return " ".join(letter(stage, message, words) for message in stage.get("messages") or ()) or "–"


def _named(names: Mapping[str, str], keys: Any) -> str:
    return ", ".join(str(names.get(key, key)) for key in keys or ()) or "–"


def _reads(route: Json, words: Words) -> str:
    labels = {key: str(field.get("label") or key) for key, field in words.fields.items()}
    reads = route.get("reads") or {}
    return "; ".join(f"{_field(f'{name}_field')}: {labels.get(key, key)}" for name, key in reads.items()) or "–"


def _field(name: str) -> str:
    return str(getattr(Route._meta.get_field(name), "verbose_name", name))


TELLERS: Mapping[str, Callable[[Json, Words], str]] = {
    "actor": lambda stage, words: words.who(stage),
    "role": lambda stage, words: str(dict(Role.choices).get(stage["role"], stage["role"])),
    "answers": _rule,
    "deadline": _deadline,
    "messages": _letters,
    "form": lambda stage, words: words.forms.get(stage.get("form", ""), stage.get("form", "–")),
    "opens_with": lambda route, words: words.forms.get(route["opens_with"], route["opens_with"]),
    "reads": _reads,
    "limits": lambda route, words: ", ".join(
        f"{limit['name']} ({kr(limit['amount'])})" for limit in route.get("limits") or ()
    ),
    "to": lambda outcome, words: words.leads(outcome) or "–",
    "lapses": lambda outcome, words: next(iter(lapses(outcome, words)), "–"),
    "sections": lambda outcome, words: _named(words.sections, outcome.get("sections")),
}
