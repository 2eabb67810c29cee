"""Words in any form, the beginning of one, and numbers as people remember them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.registry import format_number, remembered_number
from cases.domain.words import MOST_ASKED, MOST_KEPT, asked, kept, stem
from cases.queries.register import Asked, register
from tests.builders import cases as build

SAID = [
    ("RAR14-06", "RAR14-06"),
    ("rar14-06", "RAR14-06"),
    ("rar 14 6", "RAR14-06"),
    ("RAR 14-6", "RAR14-06"),
    ("2014-6", "RAR14-06"),
    ("14/6", "RAR14-06"),
    ("rar1406", "RAR14-06"),
    ("RAR26-103:2", "RAR26-103"),
    ("RAR26-00", ""),
    ("processtöd", ""),
    ("1406", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "number"), SAID, ids=[each[0] or "nothing" for each in SAID])
def test_a_number_is_known_however_it_is_remembered(text, number):
    assert remembered_number(text) == number


@given(year=st.integers(2000, 2099), serial=st.integers(1, 999_999))
def test_every_number_that_is_given_is_known_again(year, serial):
    assert remembered_number(format_number(year, serial)) == format_number(year, serial)


FORMS = [
    ("ansökan", "ansökningarna"),
    ("ansökan", "ansökningar"),
    ("grupp", "gruppernas"),
    ("åtgärd", "åtgärderna"),
    ("träffpunkt", "träffpunkter"),
    ("Örebro", "örebros"),
]


@pytest.mark.parametrize(("word", "inflected"), FORMS)
def test_forms_of_a_word_have_one_stem(word, inflected):
    assert stem(word.casefold()) == stem(inflected.casefold())


def test_letters_with_rings_and_dots_are_letters_of_their_own():
    assert len({stem(word) for word in ("tag", "tåg", "täg")}) == 3


@given(st.text(max_size=3000))
def test_no_text_is_too_much(text):
    assert len(kept([text])) <= MOST_KEPT
    assert len(asked(text)) <= MOST_ASKED


@pytest.fixture
def world(db):
    return build.a_world()


def found(user, text):
    return sorted(row.case.title for row in register(user, Asked(q=text)).rows)


SEARCHES = [
    ("träffpunkten", ["Träffpunkter för unga i Åkers"]),
    ("TRÄFFPUNKT", ["Träffpunkter för unga i Åkers"]),
    ("träff", ["Träffpunkter för unga i Åkers"]),
    ("åkers", ["Träffpunkter för unga i Åkers"]),
    ("akers", []),
    ("ungas träffpunkter", ["Träffpunkter för unga i Åkers"]),
    ("träffpunkter gamla", []),
    ("stöd", ["Samordnat processtöd"]),
    ("processtödet", ["Samordnat processtöd"]),
    ("flens", ["Samordnat processtöd", "Träffpunkter för unga i Åkers"]),
    ("rar14 1", ["Träffpunkter för unga i Åkers"]),
    ("%", []),
    ("_", []),
]


@pytest.mark.parametrize(("text", "titles"), SEARCHES, ids=[each[0] for each in SEARCHES])
def test_the_register_finds_words_in_any_form(world, text, titles):
    from datetime import UTC, datetime

    build.an_application(world, "lsg-flen", rubrik="Träffpunkter för unga i Åkers", at=datetime(2014, 3, 1, tzinfo=UTC))
    build.an_application(world, "lsg-flen", rubrik="Samordnat processtöd")

    assert found(world.officer, text) == titles


def test_only_what_one_may_see_is_found(world):
    build.an_application(world, "lsg-flen", rubrik="Träffpunkter")

    assert found(world.flen_chair, "träffpunkt") == ["Träffpunkter"]
    assert found(world.strangnas_chair, "träffpunkt") == []
    assert found(world.stranger, "träffpunkt") == []
