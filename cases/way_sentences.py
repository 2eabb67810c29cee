"""The ways of a route as plain sentences, for editors and for whoever reads why a case went where it went."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext, pgettext_lazy

from forms.sentences import Fields
from forms.sentences import sentence as sentence_of_forms
from people.domain.swedish import kr

from .domain.facts import APPLIED, APPLIED_IN_YEAR, GRANTED, GROUPS, limit_named

FACT_NAMES: Mapping[str, str | Promise] = {
    APPLIED: pgettext_lazy("in a condition", "the amount applied for"),
    APPLIED_IN_YEAR: gettext_lazy("the amount applied for in any one year"),
    GRANTED: gettext_lazy("the amount granted"),
    GROUPS: gettext_lazy("the number of applying groups"),
}
SAYINGS = {
    "is": gettext_noop("{fact} is {value}"),
    "is_not": gettext_noop("{fact} is not {value}"),
    "answered": gettext_noop("{fact} is known"),
    "not_answered": gettext_noop("{fact} is not known"),
    "more_than": gettext_noop("{fact} is more than {value}"),
    "less_than": gettext_noop("{fact} is less than {value}"),
    "at_least": gettext_noop("{fact} is at least {value}"),
    "at_most": gettext_noop("{fact} is at most {value}"),
}
# A limit's key to its name and amount, as they stand in the definition.
type Limits = Mapping[str, Mapping[str, Any]]


def limits_by_key(definition: Mapping[str, Any]) -> Limits:
    return {limit["key"]: limit for limit in definition.get("limits") or ()}


def condition_sentence(condition: Mapping[str, Any] | None, fields: Fields, limits: Limits) -> str:
    """The condition in words, without a full stop; empty where there is none."""
    if not condition:
        return ""
    for name, word in (("all", pgettext("condition", "and")), ("any", pgettext("condition", "or"))):
        if name in condition:
            said = [_inner(part, fields, limits) for part in condition[name]]
            return f" {word} ".join(filter(None, said))
    limit = limit_named(condition.get("value"))
    value = _limit(limit, limits) if limit is not None else None
    if condition["field"] in FACT_NAMES:
        return _fact(condition, value)
    if value is None:
        return sentence_of_forms(condition, fields)
    # A limit stands where an amount would, and is named rather than counted.
    return sentence_of_forms({**condition, "value": value}, fields)


def _inner(condition: Mapping[str, Any], fields: Fields, limits: Limits) -> str:
    said = condition_sentence(condition, fields, limits)
    joined = max(len(condition.get("all", [])), len(condition.get("any", [])))
    return f"({said})" if joined > 1 else said


def _fact(condition: Mapping[str, Any], limit: str | None) -> str:
    saying = SAYINGS.get(condition.get("op", ""))
    if saying is None:
        return ""
    fact = condition["field"]
    value = limit or _value(condition.get("value"), is_amount=fact != GROUPS)
    return _(saying).format(fact=FACT_NAMES[fact], value=value)


def _value(value: Any, *, is_amount: bool) -> str:
    if value is None:
        return "…"
    try:
        return kr(Decimal(str(value))) if is_amount else str(value)
    except InvalidOperation:
        return str(value)


def _limit(key: str, limits: Limits) -> str:
    limit = limits.get(key)
    if limit is None:
        return _("“{name}”").format(name=key)
    return _("{name} ({amount})").format(name=limit["name"], amount=kr(Decimal(limit["amount"])))


def ways_of(to: str | list[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """The ways of an outcome in a definition, also where there is only one."""
    return to if isinstance(to, list) else [{"to": to}] if to else []


def named_stages(outcome: Mapping[str, Any]) -> list[str]:
    """The keys of the stages whose answers a supplement says lapse."""
    start = outcome.get("lapses_from")
    return [start] if start else list(outcome.get("lapses_stages") or ())


def ways_sentence(to: Any, names: Mapping[str, str], fields: Fields, limits: Limits) -> str:
    """Where an outcome leads: “if … : to X, otherwise to Y”, or the one place."""
    ways = ways_of(to)
    if len(ways) == 1 and not ways[0].get("when"):
        return names.get(ways[0]["to"], ways[0]["to"])
    return ", ".join(_ways(ways, names, fields, limits))


def _ways(ways: Iterable[Mapping[str, Any]], names: Mapping[str, str], fields: Fields, limits: Limits) -> Iterable[str]:
    for number, way in enumerate(ways):
        place = names.get(way["to"], way["to"] or "…")
        said = condition_sentence(way.get("when"), fields, limits)
        if not said:
            yield _("otherwise to {place}").format(place=place)
        elif number == 0:
            yield _("if {condition}: to {place}").format(condition=said, place=place)
        else:
            yield _("otherwise, if {condition}: to {place}").format(condition=said, place=place)
