"""A copied table is read as its rows and cells, whatever it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domain.pasted import cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\n", [["a", "b"]]),
        ('"två\nrader"\tb', [["två\nrader", "b"]]),
        ('"sagt ""så"""\tb', [['sagt "så"', "b"]]),
        ('12" skärm\tb', [['12" skärm', "b"]]),
        ("\n\na\n\n", [["a"]]),
        ("", []),
    ],
)
def test_rows_and_cells_are_found(text, rows):
    assert cells(text) == rows


@given(st.text(alphabet=st.sampled_from('ab"\t\n\r 1')))
def test_nothing_that_is_pasted_raises(text):
    assert all(isinstance(cell, str) for row in cells(text) for cell in row)
