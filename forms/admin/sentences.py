"""A condition as a plain sentence, with labels where the definition has keys."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from people.domain.swedish import kr

SAYINGS = {
    "is": gettext_noop("“{field}” is {value}"),
    "is_not": gettext_noop("“{field}” is not {value}"),
    "contains": gettext_noop("“{field}” contains {value}"),
    "answered": gettext_noop("“{field}” is answered"),
    "not_answered": gettext_noop("“{field}” is not answered"),
    "more_than": gettext_noop("“{field}” is more than {value}"),
    "less_than": gettext_noop("“{field}” is less than {value}"),
    "at_least": gettext_noop("“{field}” is at least {value}"),
    "at_most": gettext_noop("“{field}” is at most {value}"),
}
AMOUNTS = {"money", "budget_table", "row_table"}
Fields = Mapping[str, Mapping[str, Any]]


def fields_by_key(definition: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {field["key"]: field for section in definition["sections"] for field in section["fields"]}


def sentence(condition: Mapping[str, Any] | None, fields: Fields) -> str:
    """The condition in words, without a full stop; empty where there is none."""
    if not condition:
        return ""
    for name, word in (("all", pgettext("condition", "and")), ("any", pgettext("condition", "or"))):
        if name in condition:
            said = [_inner(part, fields) for part in condition[name]]
            return f" {word} ".join(filter(None, said))
    saying = SAYINGS.get(condition.get("op", ""))
    if saying is None:
        return ""
    field = fields.get(condition["field"], {})
    return _(saying).format(field=field.get("label") or condition["field"], value=_value(condition.get("value"), field))


def _inner(condition: Mapping[str, Any], fields: Fields) -> str:
    said = sentence(condition, fields)
    joined = max(len(condition.get("all", [])), len(condition.get("any", [])))
    return f"({said})" if joined > 1 else said


def _value(value: Any, field: Mapping[str, Any]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(one, field) for one in value)
    if field.get("kind") in AMOUNTS:
        try:
            return kr(Decimal(str(value)))
        except (ArithmeticError, ValueError, TypeError):
            return str(value)
    labels = {option["key"]: option["label"] for option in field.get("options", [])}
    return f"“{labels[value]}”" if value in labels else str(value if value is not None else "…")
