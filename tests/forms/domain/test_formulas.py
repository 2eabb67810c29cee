"""A calculation and its spreadsheet formula give the same, for any tree."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from forms.domain.calculations import PARTS, ROUNDINGS, Answer, Cell, TooLarge, build, result
from forms.domain.formulas import Column, formula
from forms.domain.tables import TableRow, TableValue
from tests.builders.office import through_libreoffice

NUMBERS = {
    "tre": Decimal(3),
    "halv": Decimal("0.5"),
    "minus": Decimal("-12.75"),
    "noll": Decimal(0),
    "lon": Decimal(712000),
    "tomt": None,
}
COLUMN = [Decimal(4), None, Decimal("2.5"), Decimal(4)]


class OnOneSheet:
    """Every number in column A, the table's column in B."""

    def number(self, leaf: Answer | Cell) -> str | None:
        assert isinstance(leaf, Answer)
        return None if leaf.field not in NUMBERS else f"$A${1 + list(NUMBERS).index(leaf.field)}"

    def column(self, leaf: Answer) -> Column | None:
        return Column(f"$B$1:$B${len(COLUMN)}") if leaf.field == "tabell" else None

    def rows(self, table: str) -> str | None:
        return str(len(COLUMN)) if table == "tabell" else None


def values() -> dict[str, Any]:
    rows = tuple(TableRow(str(number), {"pris": cell}) for number, cell in enumerate(COLUMN))
    return {key: value for key, value in NUMBERS.items() if value is not None} | {"tabell": TableValue((), rows, {})}


def served(tree: Any) -> Decimal | None:
    try:
        return result(build(tree), values())
    except TooLarge:
        return None


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> Any:
    if depth == 4 or draw(st.integers(0, 3)) == 0:
        return draw(
            st.sampled_from([{"field": key} for key in (*NUMBERS, "dold")])
            | st.sampled_from(["0", "2", "-0.25", "48.33", "100", "1000"]).map(lambda text: {"number": text})
        )
    name = draw(st.sampled_from(sorted(PARTS)))
    least, most = PARTS[name]
    parts = draw(st.lists(trees(depth + 1), min_size=least, max_size=min(most, 3)))
    if name in ("sum", "count", "min", "max") and draw(st.booleans()):
        parts.append({"field": draw(st.sampled_from(["tabell", "borta"])), "column": "pris"})
    return {name: parts} | ({"to": draw(st.sampled_from(sorted(ROUNDINGS)))} if name == "round" else {})


def some_trees(how_many: int) -> list[Any]:
    found: list[Any] = []

    @settings(
        max_examples=how_many,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(trees())
    def gather(tree: Any) -> None:
        found.append(tree)

    gather()
    return found


NAMED = [
    {"round": [{"number": "2.5"}], "to": "whole"},
    {"round": [{"number": "-2.5"}], "to": "whole"},
    {"round": [{"number": "1499.999"}], "to": "thousands"},
    {"round": [{"number": "1500"}], "to": "thousands"},
    {"round": [{"number": "1.005"}], "to": "two_decimals"},
    {"divided_by": [{"field": "lon"}, {"field": "noll"}]},
    {"minus": [{"field": "lon"}, {"field": "tomt"}]},
    {"sum": [{"field": "lon"}, {"field": "tomt"}]},
    {"min": [{"field": "tomt"}, {"field": "dold"}]},
    {"max": [{"field": "minus"}, {"field": "tomt"}]},
    {"count": [{"field": "tabell", "column": "pris"}, {"field": "tabell"}, {"field": "tomt"}, {"field": "noll"}]},
    {"percent_of": [{"number": "48.33"}, {"field": "lon"}]},
    {"times": [{"number": "999999999999"}, {"number": "999999"}]},
]


@pytest.mark.office
def test_libreoffice_makes_of_each_formula_what_the_server_makes_of_the_tree(tmp_path):
    cases = [(tree, served(tree)) for tree in [*NAMED, *some_trees(300)]]
    book = Workbook()
    sheet = book.active
    for row, value in enumerate(NUMBERS.values(), 1):
        sheet.cell(row, 1).value = value
    for row, value in enumerate(COLUMN, 1):
        sheet.cell(row, 2).value = value
    for row, (tree, _value) in enumerate(cases, 1):
        sheet.cell(row, 4).value = f"={formula(build(tree), OnOneSheet())}"
    made = BytesIO()
    book.save(made)

    read = load_workbook(BytesIO(through_libreoffice(made.getvalue(), tmp_path)), data_only=True).active

    differ = [
        (tree, value, read.cell(row, 4).value)
        for row, (tree, value) in enumerate(cases, 1)
        if not same(value, read.cell(row, 4).value)
    ]
    assert differ == []
    assert len({value for _tree, value in cases}) > 50


def same(exact: Decimal | None, shown: Any) -> bool:
    """To the fifteen figures that a spreadsheet keeps."""
    if exact is None or shown in (None, ""):
        return exact is None and shown in (None, "")
    return abs(Decimal(str(shown)) - exact) <= max(Decimal("0.000001"), abs(exact) * Decimal("1e-14"))


def test_a_formula_that_no_spreadsheet_takes_is_not_made():
    tree = {"sum": [{"divided_by": [{"field": "lon"}, {"field": "tre"}]} for _ in range(100)]}
    deep = {"sum": [tree, tree]}

    assert formula(build(deep), OnOneSheet()) is None
