"""When an agreement ends that somebody has given notice of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.terminating import AGREED, BREACH, NOTICE, Days, Ended, Refused, ended, last_day

ON = date(2026, 11, 22)
FORCE = date(2026, 1, 15)


def days(ground=NOTICE, received_on=ON, **more):
    return Days(FORCE, 3, ground, received_on, **more)


@pytest.mark.parametrize(
    ("received_on", "months", "expected"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 4, 30), 1, date(2026, 5, 30)),
    ],
)
def test_the_last_day_is_so_many_months_after_the_notice(received_on, months, expected):
    assert last_day(received_on, months) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (days(), Ended(date(2027, 2, 22), date(2027, 2, 22))),
        (days(ends_on=date(2027, 6, 30)), Ended(date(2027, 6, 30), date(2027, 6, 30))),
        (days(claims_until=date(2027, 4, 30)), Ended(date(2027, 2, 22), date(2027, 4, 30))),
        (days(BREACH), Ended(ON, ON)),
        (days(AGREED, ends_on=date(2026, 12, 31)), Ended(date(2026, 12, 31), date(2026, 12, 31))),
        (days(received_on=FORCE), Ended(date(2026, 4, 15), date(2026, 4, 15))),
        (days("för att"), Refused("ground_of_notice_missing", "ground")),
        (days(received_on=None), Refused("notice_day_missing", "received_on")),
        (days(received_on=ON + timedelta(1)), Refused("notice_in_the_future", "received_on")),
        (days(received_on=FORCE - timedelta(1)), Refused("notice_before_the_agreement", "received_on", FORCE)),
        (days(ends_on=date(2027, 2, 21)), Refused("notice_too_short", "ends_on", date(2027, 2, 22))),
        (days(BREACH, ends_on=ON - timedelta(1)), Refused("notice_too_short", "ends_on", ON)),
        (days(ends_on=date(2072, 2, 23)), Refused("ends_too_late", "ends_on", date(2032, 2, 22))),
        (
            days(claims_until=date(2027, 2, 21)),
            Refused("claims_end_before_the_agreement", "claims_until", date(2027, 2, 22)),
        ),
        (days(claims_until=date(2072, 1, 1)), Refused("ends_too_late", "claims_until", date(2032, 2, 22))),
    ],
)
def test_what_is_typed_gives_its_last_days_or_is_refused(typed, expected):
    assert ended(typed, on=ON) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 24))
def test_notice_is_never_shorter_than_its_months_and_never_a_month_longer(received_on, months):
    ends = last_day(received_on, months)
    assert (ends.year - received_on.year) * 12 + ends.month - received_on.month == months
    assert ends.day == received_on.day or ((ends + timedelta(1)).day == 1 and ends.day < received_on.day)
