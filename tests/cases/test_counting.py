"""Meetings in words, as a status report says them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.counting import MEETINGS, Held, by_kind, held_in, in_words, number_word, sentence, whose
from cases.domain.following_up import Span

SPAN = Span(date(2017, 1, 1), date(2017, 6, 30))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"meeting": 8, "planning_day": 4}, "åtta LSG-möten samt fyra planeringsdagar"),
        ({"meeting": 1}, "ett LSG-möte"),
        ({"planning_day": 1}, "en planeringsdag"),
        ({"meeting": 12, "seminar": 1}, "tolv LSG-möten samt ett seminarium"),
        ({"meeting": 13, "planning_day": 2, "other": 1}, "13 LSG-möten, två planeringsdagar samt ett annat möte"),
        ({}, "inga möten"),
        ({"meeting": 0}, "inga möten"),
    ],
)
def test_so_many_are_written_so(counts, words):
    assert in_words(counts) == words


@given(st.integers(0, 500), st.sampled_from(["en", "ett"]))
def test_numbers_are_words_up_to_twelve(number, one):
    assert number_word(number, one).isdigit() == (number > 12)
    assert number != 1 or number_word(number, one) == one


@given(st.dictionaries(st.sampled_from(list(MEETINGS)), st.integers(0, 40)))
def test_one_is_singular_and_several_are_plural(counts):
    said = in_words(counts)
    for kind, (one, several, _) in MEETINGS.items():
        words = f" {said} ".replace(",", " ")
        assert (f" {several} " in words) == (counts.get(kind, 0) > 1)
        assert (f" {one} " in words) == (counts.get(kind, 0) == 1)


@given(st.lists(st.tuples(st.sampled_from(list(MEETINGS)), st.integers(-40, 220)), max_size=60))
def test_the_first_and_the_last_day_count_and_no_meeting_twice(rows):
    every = [Held(pk, kind, SPAN.starts + timedelta(days=days), body=1) for pk, (kind, days) in enumerate(rows)]
    found = held_in([*every, *every], SPAN)
    inside = [each for each in every if 0 <= (each.on - SPAN.starts).days < SPAN.days]
    assert sorted(each.pk for each in found) == sorted(each.pk for each in inside)
    assert sum(by_kind(found).values()) == len(inside)


@pytest.mark.parametrize(
    ("day", "counted"), [("2016-12-31", 0), ("2017-01-01", 1), ("2017-06-30", 1), ("2017-07-01", 0)]
)
def test_the_edges_of_a_period(day, counted):
    assert len(held_in([Held(1, "meeting", date.fromisoformat(day), 1)], SPAN)) == counted


def test_a_process_leader_tells_what_they_took_part_in():
    held = [Held(number, "meeting", SPAN.starts, 1) for number in range(8)]
    held += [Held(10 + number, "planning_day", SPAN.starts, 1) for number in range(4)]
    assert sentence(held, by_process_leader=True) == (
        "Under den aktuella perioden har processledaren deltagit på åtta LSG-möten samt fyra planeringsdagar."
    )
    missed = [*held, Held(99, "meeting", SPAN.starts, 1, attended=False)]
    assert sentence(missed, by_process_leader=True) == (
        "Under den aktuella perioden har nio LSG-möten samt fyra planeringsdagar hållits. "
        "Av dem har processledaren deltagit på åtta LSG-möten samt fyra planeringsdagar."
    )
    assert sentence([]) == "Under den aktuella perioden har inga möten hållits."


@pytest.mark.parametrize(
    ("groups", "those", "words"),
    [
        (["A", "B"], ["A", "B"], "Respektive LSG"),
        (["A", "B"], ["B"], "B"),
        (["A"], ["A"], "A"),
        (["A", "B", "C", "D"], ["A", "B", "D"], "A, B och D"),
    ],
)
def test_all_of_several_groups_are_each_of_them(groups, those, words):
    assert whose(groups, those) == words
