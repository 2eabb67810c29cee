"""What was changed in a text is marked word by word, and nothing of it is lost."""

import doctest

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import rewording
from cases.domain.rewording import MOST_WORDS, Piece, reworded
from forms.queries.changes import Change

texts = st.lists(st.sampled_from(["mål", "och", "syfte", " ", "\n", "2027.", " "]), max_size=60).map("".join)
STANDS = "Målet är ökade möjligheter till arbete.\nVi följer "


def test_the_example_holds():
    assert doctest.testmod(rewording).failed == 0


def test_what_stands_is_not_marked_and_what_is_new_is():
    before, after = reworded(STANDS + "inte upp det.", STANDS + "upp det varje halvår.")
    assert before == (Piece(STANDS, False), Piece("inte ", True), Piece("upp ", False), Piece("det.", True))
    assert after == (Piece(STANDS + "upp ", False), Piece("det varje halvår.", True))


@pytest.mark.parametrize(
    ("before", "after"),
    [("712 000 kr", "752 000 kr"), ("2026-01-01", "2026-02-01"), ("Ja", "Nej"), (STANDS, "Något helt annat, " * 5)],
)
def test_what_is_short_and_what_was_written_anew_is_marked_whole(before, after):
    assert reworded(before, after) == ((Piece(before, True),), (Piece(after, True),))


def test_an_empty_side_has_no_pieces():
    assert reworded("", STANDS) == ((), (Piece(STANDS, True),))


def test_a_very_long_change_is_marked_whole_between_what_stands():
    long = "".join(f"ord{number} " for number in range(MOST_WORDS + 1))
    after = reworded(STANDS * 100 + "slut.", STANDS * 100 + long + "slut.")[1]
    assert after == (Piece(STANDS * 100, False), Piece(long, True), Piece("slut.", False))


@given(texts, texts)
def test_the_pieces_are_the_texts(before, after):
    old, new = reworded(before, after)
    assert "".join(each.text for each in old) == before
    assert "".join(each.text for each in new) == after


@given(texts)
def test_a_text_is_not_changed_from_itself(text):
    changed = [each for pieces in reworded(text, text) for each in pieces if each.is_changed]
    assert changed == [] or len(rewording.WORD.findall(text)) < rewording.FEWEST_WORDS


def test_the_cells_mark_words_escape_them_and_say_when_a_side_is_empty():
    change = Change("Mål", "", STANDS + "<b>mera</b>.", STANDS + "mindre.")
    page = render_to_string("cases/reworded.html", {"change": change})
    assert "Vi följer <del>&lt;b&gt;mera&lt;/b&gt;.</del></td>" in page
    assert "till arbete.<br>Vi följer <ins>mindre.</ins></td>" in page
    assert "Borttaget" in render_to_string("cases/reworded.html", {"change": Change("Mål", "", "Ja", "")})
