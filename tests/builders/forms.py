"""Forms in one line each, and hypothesis' ideas of forms and of answers.

definition = a_definition(a_field("money", "belopp"), a_field("text", "rubrik"))
"""

import string
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hypothesis import strategies as st

from forms.domain.calculations import PARTS, ROUNDINGS
from forms.domain.definition import Definition, parse_definition

Json = dict[str, Any]

LINES = [
    {"key": "lon", "label": "Lön"},
    {"key": "lokal", "label": "Lokal, 15 kvm"},
    {"key": "resor", "label": "Resor"},
    {"key": "telefon", "label": "Telefon"},
    {"key": "dator", "label": "Dator"},
]


def identity(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def a_field(kind: str, key: str = "svar", label: str = "", **members: Any) -> Json:
    return {"id": identity(key), "key": key, "kind": kind, "label": label or key.capitalize(), **members}


def a_column(kind: str, key: str, **members: Any) -> Json:
    return a_field(kind, key, **members) | {"id": identity(f"column {key}")}


def a_section(key: str, *fields: Json, **members: Any) -> Json:
    return {
        "id": identity(f"section {key}"),
        "key": key,
        "title": key.capitalize(),
        "fields": list(fields),
        **members,
    }


def a_form(*sections: Json, key: str = "ansokan", **members: Any) -> Json:
    return {"schema": 1, "kind": "form", "key": key, "title": "Ansökan", "sections": list(sections), **members}


def a_definition(*fields: Json) -> Definition:
    return parse_definition(a_form(a_section("allt", *fields)))


def a_calculation(calculation: Json, key: str = "svar", shows: str = "number", **members: Any) -> Json:
    return a_field("calculated", key, calculation=calculation, shows=shows, **members)


def asked(kind: str, **members: Any) -> Any:
    """One field of the kind, as kinds take it."""
    return a_definition(a_field(kind, **members)).fields["svar"]


def a_budget(**members: Any) -> Json:
    return a_field("budget_table", "budget", lines=LINES, period_field="period", **members)


# Random definitions: valid ones, with conditions on fields before them.

_KEYS = [f"falt_{letter}" for letter in string.ascii_lowercase[:12]]
_SCALARS = ("text", "long_text", "integer", "money", "date", "period", "yes_no", "choice")
_LONE = ("email", "phone", "web_address", "organisation_number", "decimal", "percent", "year")
_COLUMNS = _SCALARS + _LONE
_OTHERS = (
    *("calculated", "consent", "municipality", "rich_text"),
    *("body", "person", "files", "information", "row_table", "budget_table"),
)
_OPTIONS = [{"key": "a", "label": "Alfa"}, {"key": "b", "label": "Beta"}]


@st.composite
def forms(draw: st.DrawFn) -> Json:
    keys = draw(st.lists(st.sampled_from(_KEYS), min_size=1, max_size=len(_KEYS), unique=True))
    kinds = (*_COLUMNS, *_OTHERS)
    fields: list[Json] = []
    for key in keys:
        fields.append(draw(_field(key, draw(st.sampled_from(kinds)), list(fields))))
    cut = draw(st.integers(0, len(fields)))
    parts = [part for part in (fields[:cut], fields[cut:]) if part]
    return a_form(*(a_section(f"del_{number}", *part) for number, part in enumerate(parts)))


@st.composite
def _field(draw: st.DrawFn, key: str, kind: str, earlier: list[Json]) -> Json:
    field = a_field(kind, key, required=draw(st.booleans())) | draw(_members(kind, earlier))
    for name in ("visible_when", "required_when"):
        if earlier and draw(st.booleans()):
            condition = draw(conditions(earlier))
            if condition:
                field[name] = condition
    return field


@st.composite
def _members(draw: st.DrawFn, kind: str, earlier: list[Json]) -> Json:
    if kind == "choice":
        return {"options": _OPTIONS, "multiple": draw(st.booleans())}
    if kind == "body":
        return {"multiple": draw(st.booleans()), "applicants": draw(st.booleans())}
    if kind == "municipality":
        return {"multiple": draw(st.booleans())}
    if kind == "row_table":
        columns = [
            a_column(column, f"kolumn_{column}")
            for column in draw(st.lists(st.sampled_from(_COLUMNS), min_size=1, unique=True))
        ]
        for column in columns:
            column |= {"options": _OPTIONS} if column["kind"] == "choice" else {}
            column |= {"spans": draw(st.booleans()), "required": draw(st.booleans())}
            column |= {"sum": True} if column["kind"] in ("integer", "money") else {}
        numbers = [column["key"] for column in columns if column["kind"] == "integer"]
        if numbers and draw(st.booleans()):
            doubled = {"times": [{"cell": numbers[0]}, {"number": "2"}]}
            columns.append(a_column("calculated", "dubbelt", calculation=doubled, shows="number", sum=True))
        for place, column in enumerate(columns):
            column |= draw(_of_rows(column, columns[:place], earlier))
        return {"columns": columns}
    if kind == "calculated":
        calculation = draw(calculations(earlier))
        return {"calculation": calculation, "shows": "number"}
    if kind == "budget_table":
        periods = [field["key"] for field in earlier if field["kind"] == "period"]
        years = {"period_field": periods[0]} if periods else {"years": [2014, 2015, 2016]}
        lines = [line | ({"salary": True} if line["key"] == "lon" and draw(st.booleans()) else {}) for line in LINES]
        asks = {"own_lines": draw(st.booleans()), "financing": draw(st.booleans())}
        return {"lines": lines, "unit": draw(st.sampled_from(["kr", "tkr"]))} | asks | years
    return {}


@st.composite
def _of_rows(draw: st.DrawFn, column: Json, before: list[Json], earlier: list[Json]) -> Json:
    """Conditions of a column on the cells before it, and on fields before the table."""
    found: Json = {}
    for name in ("visible_when", "required_when", "rule"):
        if not draw(st.booleans()):
            continue
        cells = before if name == "visible_when" else [*before, column]
        condition = draw(_cell_conditions(cells)) if cells and draw(st.booleans()) else draw(conditions(earlier))
        if condition and name == "rule":
            found["validations"] = [{"holds": condition, "message": "Så är det inte."}]
        elif condition and not (name == "visible_when" and column.get("spans")):
            found[name] = condition
    if column["kind"] == "calculated":
        found.pop("required_when", None)
    return found


@st.composite
def _cell_conditions(draw: st.DrawFn, columns: list[Json]) -> Json:
    column = draw(st.sampled_from(columns))
    values = _VALUES.get(column["kind"], {})
    op = draw(st.sampled_from(["answered", "not_answered", *values]))
    compared = {"value": values[op]} if op in values else {}
    if (
        op in ("is", "is_not", "at_least", "more_than", "less_than")
        and column["kind"] in _COMPARED
        and draw(st.booleans())
    ):
        compared = {"other": column["key"]}
    return {"cell": column["key"], "op": op} | compared


@st.composite
def calculations(draw: st.DrawFn, fields: list[Json], depth: int = 0) -> Json:
    """Of plain numbers, so that all go together."""
    numbers = [field["key"] for field in fields if field["kind"] in ("integer", "decimal", "percent", "year")]
    if depth == 3 or draw(st.booleans()):
        number = {"number": draw(st.sampled_from(["0", "3", "-0.5", "999999999999"]))}
        return {"field": draw(st.sampled_from(numbers))} if numbers and draw(st.booleans()) else number
    name = draw(st.sampled_from(sorted(PARTS)))
    least, most = PARTS[name]
    parts = draw(st.lists(calculations(fields, depth + 1), min_size=least, max_size=min(most, 3)))
    return {name: parts} | ({"to": draw(st.sampled_from(sorted(ROUNDINGS)))} if name == "round" else {})


_COMPARED = ("integer", "money", "date", "decimal", "year")
_VALUES: dict[str, Json] = {
    "text": {"contains": "ö", "is": "Åsa"},
    "long_text": {"contains": "ö"},
    "integer": {"more_than": 3, "is": 0},
    "money": {"at_least": "1000.50", "is_not": "0"},
    "date": {"less_than": "2014-07-01"},
    "yes_no": {"is": True},
    "decimal": {"more_than": "0.5"},
    "year": {"at_least": 2014},
    "email": {"contains": "@rar.se"},
    "choice": {"is": "a", "contains": "b"},
    "body": {"contains": "lsg-flen"},
    "municipality": {"contains": "0482"},
    "rich_text": {"contains": "ö"},
    "budget_table": {"more_than": "500000"},
}


@st.composite
def conditions(draw: st.DrawFn, fields: list[Json], depth: int = 0) -> Json | None:
    named = [field for field in fields if field["kind"] != "information"]
    if not named:
        return None
    if depth < 2 and draw(st.integers(0, 3)) == 0:
        parts = draw(st.lists(conditions(fields, depth + 1), min_size=1, max_size=3))
        return {draw(st.sampled_from(["all", "any"])): parts}
    field = draw(st.sampled_from(named))
    values = _VALUES.get(field["kind"], {})
    op = draw(st.sampled_from(["answered", "not_answered", *values]))
    return {"field": field["key"], "op": op} | ({"value": values[op]} if op in values else {})


# Random answers: any JSON, and what people would type.

TYPED = st.sampled_from(
    [
        "",
        " ",
        "ja",
        "Nej",
        "a",
        "Beta",
        "12",
        "1 547 000 kr",
        "1\u00a0547,50",
        "1.547.000",
        "-3",
        "1,5 tkr",
        "2014-07-01",
        "140701",
        "140701–160630",
        "160630-140701",
        "2014-02-30",
        "7/1 2014",
        "Åsa\x0b\u0000",
        "rad\r\nrad",
        "\ud800",
        "12 abc",
        "lsg-flen",
        "0482",
        "**fet** [x](https://rar.se)",
        "anna@rar.se",
        "www.rar.se",
        "556016-0680",
        "48,33 %",
        "9" * 40,
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TYPED | st.text(max_size=20)
ANY_JSON = st.recursive(
    LEAVES | TYPED.map(lambda text: {"unparsed": text}),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_AMOUNTS = st.dictionaries(st.sampled_from(["2013", "2014", "2015", "2016", "x"]), ANY_JSON | TYPED, max_size=4)
_BASIS = st.dictionaries(
    st.sampled_from(["monthly", "posts", "months", "rate"]),
    TYPED | ANY_JSON | st.sampled_from(["40000", "12", "0.5", "48.33", "50 %"]),
)
_LINES = st.fixed_dictionaries(
    {},
    optional={
        "id": ANY_JSON | st.sampled_from(["lon", "r1", "r2"]),
        "key": ANY_JSON | st.sampled_from(["lon", "resor", ""]),
        "label": ANY_JSON,
        "measure": ANY_JSON,
        "amounts": ANY_JSON | _AMOUNTS,
        "employer": ANY_JSON | st.just("flens-kommun"),
        "basis": ANY_JSON | st.dictionaries(st.sampled_from(["2014", "2015", "x"]), ANY_JSON | _BASIS, max_size=2),
    },
)
_FINANCING = st.fixed_dictionaries(
    {},
    optional={
        "id": ANY_JSON | st.sampled_from(["applied", "own", "f1"]),
        "source": ANY_JSON | st.sampled_from(["applied", "own", "other"]),
        "name": ANY_JSON,
        "amounts": ANY_JSON | _AMOUNTS,
    },
)
_PRINTED = st.fixed_dictionaries({}, optional={"years": ANY_JSON | _AMOUNTS, "total": ANY_JSON})
_BUDGETS = st.fixed_dictionaries(
    {},
    optional={
        "unit": ANY_JSON | st.sampled_from(["kr", "tkr"]),
        "lines": ANY_JSON | st.lists(ANY_JSON | _LINES, max_size=4),
        "printed": ANY_JSON | _PRINTED,
        "financing": ANY_JSON | st.lists(ANY_JSON | _FINANCING, max_size=4),
    },
)
_ROWS = st.lists(
    st.dictionaries(st.sampled_from(["id", *(f"kolumn_{kind}" for kind in _COLUMNS)]), ANY_JSON | TYPED, max_size=5),
    max_size=4,
)
_PERSONS = st.fixed_dictionaries({"id": st.integers() | ANY_JSON}, optional={"name": ANY_JSON})
_PERIODS = st.sampled_from(
    [
        {"from": "2014-07-01", "to": "2016-06-30"},
        {"from": "2016-01-01", "to": "2014-01-01"},
        {"from": "1900-01-01", "to": "2199-12-31"},
    ]
)
ANSWERS = st.dictionaries(
    st.sampled_from([*_KEYS, "okand"]), TYPED | ANY_JSON | _PERIODS | _PERSONS | _BUDGETS | _ROWS, max_size=len(_KEYS)
)
