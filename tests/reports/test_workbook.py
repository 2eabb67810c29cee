"""What a workbook is made of: numbers, dates and text that stays text."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from reports.columns import Column, RowSum, table
from reports.sheets import Cell, Sheet, Sum
from reports.workbook import sheet_title, text, workbook


def opened(*sheets: Sheet, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(workbook(sheets)), data_only=values)


def cell(value, kind="text"):
    return opened(Sheet("S", [[Cell("Head")], [Cell(value, kind)]])).active["A2"]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+46 155", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "1547", "'x", "TRUE"]
)
def test_text_stays_text_whatever_it_begins_with(typed):
    assert (cell(typed).value, cell(typed).data_type) == (typed, "s")


def test_control_characters_are_left_out_and_lines_are_kept():
    assert text("a\x00b\x0bc\x1f\ud800d\uffff\r\ne\tf") == "abcd\ne\tf"


def test_text_longer_than_excel_takes_is_cut():
    assert len(text("å" * 40_000)) == 32_767
    assert len(text("🙂" * 20_000).encode("utf-16-le")) <= 2 * 32_767


def test_amounts_are_numbers_and_dates_are_dates():
    amount, day = cell(Decimal("1547000"), "money"), cell(date(2014, 7, 1), "date")
    assert (amount.value, amount.data_type, amount.number_format) == (1_547_000, "n", "#,##0")
    assert (day.is_date, day.value.date(), day.number_format) == (True, date(2014, 7, 1), "yyyy-mm-dd")


def test_an_amount_with_ore_shows_them():
    assert cell(Decimal("1547.50"), "money").number_format == "#,##0.00"


def test_a_sum_is_a_formula_that_carries_its_value():
    sheet = Sheet("S", [[Cell("H")], [Cell(Decimal(1), "money")], [Cell(Sum((1, 0), (1, 0), Decimal("1.5")), "money")]])
    assert opened(sheet).active["A3"].value == "=SUM(A2:A2)"
    assert opened(sheet, values=True).active["A3"].value == 1.5


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("RAR14-06", "RAR14-06"),
        ("a/b\\c[d]:*?", "a-b-c-d----"),
        ("x" * 40, "x" * 31),
        ("", "-"),
        ("history", "history-"),
    ],
)
def test_a_sheet_title_is_one_that_excel_takes(wanted, got):
    assert sheet_title(wanted, set()) == got


def test_no_two_sheets_have_one_title():
    taken: set[str] = set()
    assert [sheet_title(title, taken) for title in ("A", "a", "A")] == ["A", "a (2)", "A (3)"]


def test_a_table_is_filtered_frozen_and_printed_on_a4_across():
    columns = [
        Column[int]("Number", lambda row: row, "number"),
        Column[int]("Twice", lambda row: row * 2, "money", total=True),
    ]
    sheet = opened(table("T", columns, [1, 2, 3])).active
    assert sheet.auto_filter.ref == "A1:B4"
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$1"
    assert [cell.value for cell in sheet["B"]] == ["Twice", 2, 4, 6, "=SUBTOTAL(109,B2:B4)"]


def test_a_row_adds_the_columns_of_its_group():
    columns = [
        Column[int]("2014", lambda row: Decimal(row), "money", group="years"),
        Column[int]("2015", lambda row: None, "money", group="years"),
        Column[int]("Sum", lambda row: RowSum("years"), "money", total=True),
    ]
    book = table("T", columns, [5, 7])
    assert [cell.value for cell in opened(book).active["C"]] == [
        "Sum",
        "=SUM(A2:B2)",
        "=SUM(A3:B3)",
        "=SUBTOTAL(109,C2:C3)",
    ]
    assert [cell.value for cell in opened(book, values=True).active["C"]] == ["Sum", 5, 7, 12]


def test_an_empty_table_has_its_head_alone():
    sheet = opened(table("T", [Column[int]("A", lambda row: row, total=True)], [])).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [["A"]]
