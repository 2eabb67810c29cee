"""Conditions and calculations as plain sentences, with labels where the definition has keys."""

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


def sentence(condition: Mapping[str, Any] | None, fields: Fields, table: str = "") -> str:
    """The condition in words, without a full stop; empty where there is none.

    `table` is the key of the table whose column it stands in.
    """
    if not condition:
        return ""
    for name, word in (("all", pgettext("condition", "and")), ("any", pgettext("condition", "or"))):
        if name in condition:
            said = [_inner(part, fields, table) for part in condition[name]]
            return f" {word} ".join(filter(None, said))
    saying = SAYINGS.get(condition.get("op", ""))
    if saying is None:
        return ""
    if "cell" in condition:
        return _cell_sentence(condition, saying, fields, table)
    field = fields.get(condition["field"], {})
    return _(saying).format(field=field.get("label") or condition["field"], value=_value(condition.get("value"), field))


def _cell_sentence(condition: Mapping[str, Any], saying: str, fields: Fields, table: str) -> str:
    """“This row”: a cell with a value, or with another cell."""
    columns = {column.get("key"): column for column in fields.get(table, {}).get("columns", [])}
    column = columns.get(condition["cell"], {})
    label = column.get("label") or condition["cell"]
    other = condition.get("other")
    value = _label_of_column(fields, table, other) if other else _value(condition.get("value"), column)
    return _("{comparison} in the same row").format(comparison=_(saying).format(field=label, value=value))


def _inner(condition: Mapping[str, Any], fields: Fields, table: str) -> str:
    said = sentence(condition, fields, table)
    joined = max(len(condition.get("all", [])), len(condition.get("any", [])))
    return f"({said})" if joined > 1 else said


def _value(value: Any, field: Mapping[str, Any]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(one, field) for one in value)
    if field.get("kind") in AMOUNTS or (field.get("kind") == "calculated" and field.get("shows", "money") == "money"):
        try:
            return kr(Decimal(str(value)))
        except (ArithmeticError, ValueError, TypeError):
            return str(value)
    labels = {option["key"]: option["label"] for option in field.get("options", [])}
    return _quoted(labels[value]) if value in labels else str(value if value is not None else "…")


# Each operation in words; `{a}` and `{b}` are its first and second part.
JOINED = {
    "plus": " + ",
    "minus": " \N{MINUS SIGN} ",
    "times": " \N{MULTIPLICATION SIGN} ",
    "divided_by": " / ",
}
GATHERED = {
    "sum": gettext_noop("the sum of {parts}"),
    "count": gettext_noop("the number of {parts}"),
    "min": gettext_noop("the smallest of {parts}"),
    "max": gettext_noop("the largest of {parts}"),
}
ROUNDED = {
    "whole": gettext_noop("{part}, rounded half up to a whole number"),
    "two_decimals": gettext_noop("{part}, rounded half up to two decimals"),
    "thousands": gettext_noop("{part}, rounded half up to whole thousands"),
}


def calculation_sentence(calculation: Mapping[str, Any] | None, fields: Fields, table: str = "") -> str:
    """The calculation in words, without a full stop; `table` is the key of the table whose row it stands in."""
    if not calculation:
        return ""
    if "number" in calculation:
        return str(calculation["number"]).replace(".", ",").replace("-", "\N{MINUS SIGN}")
    if "cell" in calculation:
        return _label_of_column(fields, table, calculation["cell"])
    if "field" in calculation:
        return _answer(calculation, fields)
    name = next(name for name in (*JOINED, *GATHERED, "percent_of", "round") if name in calculation)
    parts = [_part(part, fields, table, alone=name not in JOINED) for part in calculation[name]]
    if name in JOINED:
        return JOINED[name].join(parts)
    if name in GATHERED:
        return _(GATHERED[name]).format(parts=_listed(parts))
    if name == "percent_of" and len(parts) == 2:
        return _("{rate} per cent of {base}").format(rate=parts[0], base=parts[1])
    return _(ROUNDED.get(calculation.get("to", ""), "{part}")).format(part=", ".join(parts))


def _part(calculation: Mapping[str, Any], fields: Fields, table: str, *, alone: bool) -> str:
    """In brackets where it could otherwise be read in two ways."""
    said = calculation_sentence(calculation, fields, table)
    return said if alone or {"number", "cell", "field"} & set(calculation) else f"({said})"


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {pgettext('condition', 'and')} {parts[-1]}"


def _answer(named: Mapping[str, Any], fields: Fields) -> str:
    label = _quoted(fields.get(named["field"], {}).get("label") or named["field"])
    if named.get("column"):
        column = _label_of_column(fields, named["field"], named["column"])
        return _("{column} in {table}").format(column=column, table=label)
    return f"{label} {named['year']}" if named.get("year") else label


def _label_of_column(fields: Fields, table: str, key: str) -> str:
    columns = {column.get("key"): column.get("label") for column in fields.get(table, {}).get("columns", [])}
    return _quoted(columns.get(key) or key)


def _quoted(name: str) -> str:
    return _("“{name}”").format(name=name)
