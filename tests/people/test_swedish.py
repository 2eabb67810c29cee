"""Amounts and dates are written as Swedish writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from people.domain.swedish import day, figures, kr, long_day, period, tkr


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1547000"), "1\xa0547\xa0000\xa0kr"),
        (Decimal("1547000.00"), "1\xa0547\xa0000\xa0kr"),
        (Decimal("1547.5"), "1\xa0547,50\xa0kr"),
        (Decimal("0.05"), "0,05\xa0kr"),
        (Decimal("-764000"), "\u2212764\xa0000\xa0kr"),
        (Decimal("1E+6"), "1\xa0000\xa0000\xa0kr"),
        (Decimal("-0.00"), "0\xa0kr"),
        (999, "999\xa0kr"),
        (0, "0\xa0kr"),
        (None, ""),
    ],
)
def test_kronor_have_hard_spaces_and_a_comma_only_when_needed(amount, written):
    assert kr(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1721000"), "1\xa0721\xa0tkr"),
        (Decimal("387500"), "387,5\xa0tkr"),
        (Decimal("7500.50"), "7,5005\xa0tkr"),
        (0, "0\xa0tkr"),
        (None, ""),
    ],
)
def test_thousands_are_never_rounded(amount, written):
    assert tkr(amount) == written


def test_figures_carry_no_unit():
    assert (figures(Decimal("712000")), figures(None)) == ("712\xa0000", "")


@pytest.mark.parametrize("on", [date(2014, 7, 1), datetime(2014, 7, 1, 23, 59)])  # noqa: DTZ001
def test_a_day_is_written_as_in_registers(on):
    assert day(on) == "2014-07-01"


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "14\xa0mars\xa02026"), ("en", "14\xa0March\xa02026"), ("fi", "14\xa0mars\xa02026")],
)
def test_a_day_in_running_text_has_its_month_in_words(language, written):
    assert long_day(date(2026, 3, 14), language) == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2014, 7, 1), date(2016, 6, 30), "2014-07-01–2016-06-30"),
        (date(2014, 7, 1), None, "2014-07-01–"),
        (None, date(2016, 6, 30), "–2016-06-30"),
        (None, None, ""),
        (date(2014, 5, 27), date(2014, 5, 27), "2014-05-27"),
    ],
)
def test_a_period_has_an_en_dash_and_may_be_open(first, last, written):
    assert period(first, last) == written
