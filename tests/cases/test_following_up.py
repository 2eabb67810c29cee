"""What follows from a period: half-years, the evaluation's base and the last day, for any period."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.following_up import (
    ACTIVITY_PLAN,
    AGREEMENT_DAY,
    BUDGET_START,
    DECISION_DAY,
    EVALUATION,
    FINAL_REPORT,
    OTHER,
    REAL_START,
    STATUS_REPORT,
    Days,
    Span,
    Terms,
    half_years,
    kind_of,
    months_after,
    owed,
)

DAY = timedelta(days=1)
BASES = (BUDGET_START, REAL_START, DECISION_DAY, AGREEMENT_DAY)
days = st.dates(date(2004, 1, 1), date(2090, 12, 31))
periods = st.builds(lambda start, length: Span(start, start + length * DAY), days, st.integers(0, 3_000))
terms = st.builds(
    Terms,
    report_days=st.integers(0, 365),
    shortest_days=st.integers(0, 180),
    evaluation_months=st.integers(0, 120),
    evaluated_from_months=st.integers(0, 120),
    final_report_months=st.integers(0, 120),
)


def span(text: str) -> Span:
    return Span(*map(date.fromisoformat, text.split("/")))


@pytest.mark.parametrize(
    ("period", "pieces"),
    [
        (
            "2014-07-01/2016-06-30",
            ["2014-07-01/2014-12-31", "2015-01-01/2015-06-30", "2015-07-01/2015-12-31", "2016-01-01/2016-06-30"],
        ),
        # S3: its last piece, 59 days of a leap year, is told of with the half-year before.
        ("2014-09-01/2016-02-28", ["2014-09-01/2014-12-31", "2015-01-01/2015-06-30", "2015-07-01/2016-02-28"]),
        (
            "2014-09-01/2016-02-29",
            ["2014-09-01/2014-12-31", "2015-01-01/2015-06-30", "2015-07-01/2015-12-31", "2016-01-01/2016-02-29"],
        ),
        ("2026-10-01/2027-09-30", ["2026-10-01/2026-12-31", "2027-01-01/2027-06-30", "2027-07-01/2027-09-30"]),
        ("2026-11-15/2027-06-30", ["2026-11-15/2027-06-30"]),
        ("2026-03-10/2026-03-20", ["2026-03-10/2026-03-20"]),
        ("2026-06-01/2026-07-31", ["2026-06-01/2026-07-31"]),
    ],
)  # fmt: skip
def test_a_period_is_cut_where_half_years_meet(period, pieces):
    assert half_years(span(period), 60) == [span(piece) for piece in pieces]


@given(periods, st.integers(0, 180))
def test_every_day_of_a_period_is_told_of_once(period, shortest):
    pieces = half_years(period, shortest)
    assert (pieces[0].starts, pieces[-1].ends) == (period.starts, period.ends)
    assert all(before.ends + DAY == after.starts for before, after in pairwise(pieces))
    assert sum(piece.days for piece in pieces) == period.days
    assert len(pieces) == 1 or min(piece.days for piece in pieces) >= shortest


@given(periods, terms, st.none() | days)
def test_obligations_follow_from_periods_for_any_period(period, terms, began_on):
    found = owed(period, terms, Days(began_on=began_on))
    kinds = [each.kind for each in found]
    reports = [each for each in found if each.kind == STATUS_REPORT]
    evaluations = [each for each in found if each.kind == EVALUATION]

    assert [each.span for each in reports] == half_years(period, terms.shortest_days)
    assert {(each.due_on - each.span.ends).days for each in reports} == {terms.report_days}
    assert kinds.count(FINAL_REPORT) == 1
    assert len(evaluations) == (period.ends + DAY >= months_after(period.starts, terms.evaluated_from_months))
    assert {each.due_on for each in evaluations} <= {months_after(period.starts, terms.evaluation_months)}
    assert list(found) == sorted(found, key=lambda each: each.due_on)


@given(days, st.integers(0, 240))
def test_months_after_a_day_is_a_day_of_that_month(day, months):
    after = months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after + DAY).month != after.month


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2014, 7, 1), 21, date(2016, 4, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2015, 2, 28), 12, date(2016, 2, 29)),
        (date(2015, 11, 30), 3, date(2016, 2, 29)),
        (date(2015, 10, 30), 4, date(2016, 2, 29)),
        (date(2016, 6, 30), 3, date(2016, 9, 30)),
    ],
)
def test_the_end_of_a_month_stays_the_end(day, months, after):
    assert months_after(day, months) == after


def test_the_evaluation_is_counted_from_the_real_start_where_that_is_the_base_and_is_known():
    period, real = span("2014-09-01/2016-02-28"), Terms(evaluation_base=REAL_START)

    def due(terms: Terms, began_on: date | None = None) -> list[date]:
        return [each.due_on for each in owed(period, terms, Days(began_on=began_on)) if each.kind == EVALUATION]

    assert due(Terms(), date(2014, 9, 21)) == [date(2016, 6, 1)]
    assert due(real) == [date(2016, 6, 1)]
    assert due(real, date(2014, 9, 21)) == [date(2016, 6, 21)]


def test_what_is_shorter_than_a_year_is_not_evaluated():
    assert EVALUATION not in {each.kind for each in owed(span("2026-01-01/2026-12-30"), Terms())}
    assert EVALUATION in {each.kind for each in owed(span("2026-01-01/2026-12-31"), Terms())}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Komplettera med reviderad aktivitetsplan och mätbara mål", ACTIVITY_PLAN),
        ("Fastställa aktivitetsplan för 150101–160228", ACTIVITY_PLAN),
        ("Rapportera till RAR varje halvår", STATUS_REPORT),
        ("Genomföra en utvärdering inom 1¾ år", EVALUATION),
        ("Slutrapport", FINAL_REPORT),
        ("Seminarium på medlemsmötet", OTHER),
    ],
)
def test_an_obligation_in_ones_own_words_is_known_by_them(title, kind):
    assert kind_of(title) == kind


@given(periods, st.sampled_from(BASES), st.none() | days, st.none() | days, st.none() | days, st.booleans())
def test_the_evaluation_is_counted_from_the_day_that_the_association_chose(period, base, began, decided, agreed, needs):
    """What is known of the day, else the period's first; and nothing while an agreement is waited for."""
    known = {BUDGET_START: None, REAL_START: began, DECISION_DAY: decided, AGREEMENT_DAY: agreed}
    found = owed(
        period,
        Terms(evaluation_base=base, evaluated_from_months=0),
        Days(began_on=began, decided_on=decided, agreed_on=agreed, needs_agreement=needs),
    )
    due = [each.due_on for each in found if each.kind == EVALUATION]
    waits = base == AGREEMENT_DAY and needs and agreed is None
    assert due == ([] if waits else [months_after(known[base] or period.starts, 21)])


@pytest.mark.parametrize(
    ("period", "reports", "final"),
    [
        # Half-years that start in October: a short piece joins the next half-year, a long one stands alone.
        ("2026-10-01/2027-09-30", ["2027-01-31", "2027-07-31", "2027-10-31"], "2027-12-31"),
        ("2026-11-15/2027-06-30", ["2027-07-31"], "2027-09-30"),
        # Over a leap day, to its last day and from it.
        ("2023-10-01/2024-02-29", ["2024-01-31", "2024-03-31"], "2024-05-31"),
        ("2024-02-29/2024-08-31", ["2024-07-31", "2024-10-01"], "2024-11-30"),
        ("2014-09-01/2016-02-28", ["2015-01-31", "2015-07-31", "2016-03-30"], "2016-05-28"),
    ],
)
def test_periods_that_begin_in_october_or_meet_a_leap_day(period, reports, final):
    found = owed(span(period), Terms())
    assert [str(each.due_on) for each in found if each.kind == STATUS_REPORT] == reports
    assert [str(each.due_on) for each in found if each.kind == FINAL_REPORT] == [final]
