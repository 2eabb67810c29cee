"""When a year asks for what, on paper: every period once, no gap, in any year."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import year as rules
from cases.domain.following_up import DAY, Span, span_of
from cases.domain.wheel import APART, CENTRE, OUTER, angle, rings
from cases.domain.year import Fulfilment, Rule, covers, half_year_of, occasion, occasions, reported_next, spans, state

YEARS = st.integers(2000, 2096)
RULES = st.builds(
    Rule,
    every=st.sampled_from(rules.EVERY),
    due=st.sampled_from(rules.RULES),
    first_month=st.integers(1, 12),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    days=st.integers(0, 180),
    opens_days=st.integers(0, 180),
)
# What the documents and the gallery say, by the year that it is due in.
TOLD = [
    (Rule(rules.HALF_YEARLY, rules.AFTER_END, days=31), 2017, ["2017-01-31", "2017-07-31"]),
    (Rule(rules.HALF_YEARLY, rules.ON_DAY_BEFORE, month=6, day=15), 2014, ["2014-06-15", "2014-12-15"]),
    (Rule(rules.HALF_YEARLY, rules.ON_DAY, first_month=10, month=2, day=30), 2028, ["2028-02-29", "2028-08-30"]),
    (Rule(rules.HALF_YEARLY, rules.ON_DAY, first_month=10, month=2, day=30), 2027, ["2027-02-28", "2027-08-30"]),
    (Rule(due=rules.ON_DAY_BEFORE, month=12, day=1), 2026, ["2026-12-01"]),
    (Rule(due=rules.BEFORE_START, days=31), 2026, ["2026-12-01"]),
    (Rule(due=rules.BEFORE_END, days=0), 2028, ["2028-12-31"]),
    (Rule(due=rules.AFTER_START, days=59), 2028, ["2028-02-29"]),
]


@pytest.mark.parametrize(("rule", "year", "days"), TOLD)
def test_a_rule_gives_these_days(rule, year, days):
    assert [each.due_on.isoformat() for each in occasions(rule, year)] == days


def test_half_years_may_begin_in_october():
    found = [
        (each.starts.isoformat(), each.ends.isoformat())
        for each in spans(Rule(rules.HALF_YEARLY, first_month=10), 2027)
    ]
    assert found == [("2027-10-01", "2028-03-31"), ("2028-04-01", "2028-09-30")]


@given(RULES, YEARS)
def test_periods_follow_each_other_without_a_gap(rule, year):
    found = [*spans(rule, year), *spans(rule, year + 1)]
    assert [later.starts - earlier.ends for earlier, later in itertools.pairwise(found)] == [DAY] * (len(found) - 1)


@given(RULES, YEARS)
def test_every_period_is_due_in_one_year_and_in_that_one_alone(rule, year):
    for span in spans(rule, year):
        due = occasion(rule, span).due_on.year
        found = [each for other in range(year - 2, year + 4) for each in occasions(rule, other) if each.span == span]
        assert [(each.span, each.due_on.year) for each in found] == [(span, due)]


@given(RULES, YEARS)
def test_a_day_in_the_period_lies_in_it_and_one_before_it_does_not(rule, year):
    for span in spans(rule, year):
        due = occasion(rule, span).due_on
        if rule.due == rules.ON_DAY:
            assert span.starts <= due <= span.ends
        if rule.due == rules.ON_DAY_BEFORE:
            assert due < span.starts
            assert (span.starts - due).days <= 366


@given(RULES, YEARS, st.integers(-500, 500))
def test_what_nothing_answers_goes_from_not_yet_to_due_to_late_to_not_noted(rule, year, days):
    each = occasion(rule, next(iter(spans(rule, year))))
    on = each.due_on + timedelta(days=days)
    order = (rules.NOT_YET, rules.DUE, rules.LATE, rules.NOT_RECORDED)
    today, tomorrow = (state(each, None, on=day) for day in (on, on + DAY))
    assert order.index(today) <= order.index(tomorrow)
    assert (today == rules.LATE) == (0 < days <= 366)


EACH = occasion(Rule(due=rules.ON_DAY, month=5, day=31), Span(date(2026, 1, 1), date(2026, 12, 31)))
LATE_DAY, EARLY = date(2026, 6, 1), date(2026, 5, 30)


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        (Fulfilment(rules.DONE), LATE_DAY, rules.DONE),
        (Fulfilment(rules.NOT_NEEDED), LATE_DAY, rules.NOT_NEEDED),
        (Fulfilment(rules.UNDER_WAY, sent=True), LATE_DAY, rules.UNDER_WAY),
        (Fulfilment(rules.UNDER_WAY, planned_for=date(2026, 6, 9)), LATE_DAY, rules.LATE),
        (Fulfilment(rules.UNDER_WAY, planned_for=date(2026, 6, 9)), EARLY, rules.UNDER_WAY),
        (None, EACH.due_on, rules.DUE),
        (None, LATE_DAY, rules.LATE),
    ],
)
def test_what_answers_it_says_how_it_stands(found, on, expected):
    assert state(EACH, found, on=on) == expected


def test_what_was_due_before_it_was_kept_here_is_not_late():
    assert state(EACH, None, on=LATE_DAY, since=date(2026, 6, 1)) == rules.NOT_RECORDED
    assert state(EACH, None, on=LATE_DAY, since=EACH.due_on) == rules.LATE


@pytest.mark.parametrize(
    ("plan", "span", "expected"),
    [
        # S3's plans: 140901–141231 is the second half of 2014; 150101–160228 is not the first of 2016.
        (("2014-09-01", "2014-12-31"), ("2014-07-01", "2014-12-31"), True),
        (("2015-01-01", "2016-02-28"), ("2015-07-01", "2015-12-31"), True),
        (("2015-01-01", "2016-02-28"), ("2016-01-01", "2016-06-30"), False),
        (("2017-01-01", "2017-06-30"), ("2017-07-01", "2017-12-31"), False),
    ],
)
def test_a_plan_is_for_the_half_year_that_it_covers(plan, span, expected):
    one, other = (Span(*(date.fromisoformat(day) for day in days)) for days in (plan, span))
    assert covers(one, other) is expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.none() | st.integers(0, 300))
def test_a_report_goes_on_from_the_last_and_ends_with_a_half_year(on, since):
    last = None if since is None else on - timedelta(days=since)
    found = reported_next(last, on=on)
    assert found.ends == half_year_of(found.ends).ends
    assert found.days > 0
    assert last is None or found.starts == last + DAY


@given(st.lists(st.dates(date(2028, 1, 1), date(2028, 12, 31)), max_size=12))
def test_each_day_has_a_place_on_the_wheel_and_neighbours_move_inwards(days):
    found = rings(sorted(days))
    assert len(found) == len(days)
    assert all(abs(float(one.x) - CENTRE) <= OUTER and abs(float(one.y) - CENTRE) <= OUTER for one in found)


def test_a_year_goes_once_round():
    assert angle(date(2028, 1, 1)) < 1
    assert angle(date(2028, 12, 31)) > 359
    assert 0 < APART < 30


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 800))
def test_a_period_that_is_typed_is_read_back(starts, days):
    ends = starts + timedelta(days=days)
    assert span_of({"from": starts.isoformat(), "to": ends.isoformat()}) == Span(starts, ends)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "2017",
        {},
        {"from": "2017-01-01"},
        {"from": "2017-02-29", "to": "2017-03-01"},
        {"from": "2017-03-01", "to": "2017-02-28"},
        {"unparsed": "våren"},
    ],
)
def test_what_is_not_finished_is_no_period(answer):
    assert span_of(answer) is None


@given(RULES, st.dates(date(2004, 1, 1), date(2090, 12, 31)))
def test_what_can_be_late_or_due_within_a_month_lies_in_the_years_that_are_looked_in(rule, on):
    """From a year and a day ago to a month ahead, with half-years that begin in October and leap days in them."""
    first, last = on - rules.LATE_FOR, on + timedelta(days=30)
    near = [each for year in range(first.year, last.year + 1) for each in occasions(rule, year)]
    far = [each for year in range(first.year - 2, last.year + 3) for each in occasions(rule, year)]
    assert [each for each in near if first <= each.due_on <= last] == [
        each for each in far if first <= each.due_on <= last
    ]
