"""When a difference from the budget must be explained."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.deviations import Threshold, deviation, must_be_explained, percent

KRONOR = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("budget", "outcome", "threshold", "explained"),
    [
        (100_000, 110_000, Threshold(), False),
        (100_000, 110_001, Threshold(), True),
        (100_000, 89_999, Threshold(), True),
        (1_000_000, 1_010_001, Threshold(), True),
        (1_000, 1_101, Threshold(), True),
        (0, 1, Threshold(), True),
        (0, 0, Threshold(), False),
        (1_000, 5_000, Threshold(percent=Decimal(0)), False),
        (1_000, 11_001, Threshold(percent=Decimal(0)), True),
        (1_000_000, 1_090_000, Threshold(kronor=Decimal(0)), False),
        (1, 10**9, Threshold(Decimal(0), Decimal(0)), False),
    ],
)
def test_above_the_share_or_the_sum(budget, outcome, threshold, explained):
    assert must_be_explained(Decimal(budget), Decimal(outcome), threshold) is explained


@given(KRONOR, KRONOR)
def test_too_much_and_too_little_are_treated_alike(budget, outcome):
    difference = deviation(budget, outcome)
    if difference <= budget:
        mirrored = budget - difference
        assert must_be_explained(budget, outcome, Threshold()) == must_be_explained(budget, mirrored, Threshold())
    assert percent(budget, budget) in {None, 0}
