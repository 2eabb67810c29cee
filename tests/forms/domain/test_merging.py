"""Each field is taken from whoever changed it; a field that both changed is told and not chosen."""

import pytest

from forms.domain.merging import digests, merge, read_digests


@pytest.mark.parametrize(
    ("base", "stored", "typed", "saved", "clashes"),
    [
        ({"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}, ()),
        ({"a": "1"}, {"a": "2"}, {"a": "1"}, {}, ()),
        ({"a": "1"}, {"a": "2"}, {"a": "2"}, {}, ()),
        ({"a": "1"}, {"a": "2"}, {"a": "3"}, {}, ("a",)),
        ({}, {"a": "2"}, {"a": None}, {}, ()),
        ({"a": "1"}, {}, {"a": "3"}, {}, ("a",)),
        ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "2"}, {"b": "2"}, ()),
    ],
)
def test_a_field_is_taken_from_whoever_changed_it(base, stored, typed, saved, clashes):
    merged = merge(read_digests(digests(base, ("a", "b"))), stored, typed)

    assert (merged.answers, merged.clashes) == (saved, clashes)


def test_a_page_that_does_not_say_what_it_was_made_from_overwrites_nothing():
    assert merge({}, {"a": "1"}, {"a": "2"}).clashes == ("a",)
