"""Where a case stands is said in plain words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cases.sentences import Given, Reopened, Situation, joined, sentence
from cases.wording import reason
from people.naming import in_sentence

TODAY = date(2026, 3, 5)
KV = Given("LSG Katrineholm/Vingåker", "support", "Tillstyrker", date(2026, 3, 3))


def situation(status="waiting", **more):
    return Situation(status=status, on=TODAY, **more)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            situation(waits_for=("LSG Flen",), due_on=date(2026, 3, 14), given=(KV,)),
            "Väntar på LSG Flen till 14 mars 2026. LSG Katrineholm/Vingåker tillstyrkte 3 mars.",
        ),
        (
            situation(waits_for=("LSG Flen", "LSG Strängnäs"), due_on=date(2026, 3, 14)),
            "Väntar på LSG Flen och LSG Strängnäs till 14 mars 2026.",
        ),
        (
            situation(waits_for=("LSG Flen",), due_on=date(2026, 3, 1)),
            "Väntar på LSG Flen. Svaret skulle ha kommit 1 mars 2026.",
        ),
        (situation(waits_for=("Styrelsen",)), "Väntar på styrelsen."),
        (
            situation(
                waits_for=("Kansliet",), given=(Given("LSG Flen", "support", "Antar planen", date(2025, 12, 1)),)
            ),
            "Väntar på kansliet. LSG Flen svarade ”Antar planen” 1 december 2025.",
        ),
        (
            situation(
                "supplement",
                waits_for=("LSG Flen",),
                due_on=date(2026, 3, 20),
                given=(Given("Beredningsgruppen", "request_supplement", "Begär komplettering", TODAY),),
            ),
            "Väntar på komplettering från LSG Flen till 20 mars 2026. Beredningsgruppen begärde komplettering 5 mars.",
        ),
        (
            situation(
                waits_for=("Kansliet",),
                given=(Given("Kansliet", "request_supplement", "Begär komplettering", date(2026, 3, 2)),),
                supplemented_on=date(2026, 3, 4),
            ),
            "Väntar på kansliet. Kansliet begärde komplettering 2 mars. Kompletteringen kom in 4 mars.",
        ),
        (
            situation("supplement", waits_for=("LSG Flen",), due_on=date(2026, 3, 1)),
            "Väntar på komplettering från LSG Flen. Den skulle ha kommit 1 mars 2026.",
        ),
        (
            situation(
                "ended",
                end_kind="granted",
                end_title="Beviljad",
                ended_on=date(2014, 4, 14),
                granted=Decimal(1_547_000),
                paragraph="34",
                given=(Given("Styrelsen", "approve", "Bifall", date(2014, 4, 14)),),
            ),
            "Styrelsen beviljade 1 547 000 kr 14 april 2014, § 34.",
        ),
        (
            situation(
                "ended",
                end_kind="granted",
                ended_on=date(2014, 5, 2),
                granted=Decimal(1_547_000),
                decided_by="Styrelsen",
                decided_on=date(2014, 4, 14),
                given=(Given("Kansliet", "submit", "Undertecknat", date(2014, 5, 2)),),
            ),
            "Styrelsen beviljade 1 547 000 kr 14 april 2014.",
        ),
        (
            situation(
                waits_for=("Styrelsen",),
                given=(Given("Styrelsen", "defer", "Bordläggning", TODAY),),
                rests_until=date(2026, 3, 20),
            ),
            "Styrelsen har bordlagt ärendet. Det tas upp igen 20 mars 2026.",
        ),
        (
            situation(
                "ended",
                end_kind="closed",
                end_title="Avstyrkt av en grupp",
                ended_on=date(2026, 3, 3),
                given=(Given("LSG Flen", "oppose", "Avstyrker", date(2026, 3, 3)),),
            ),
            "Avstyrkt av en grupp 3 mars 2026. LSG Flen avstyrkte 3 mars.",
        ),
        (
            situation("ended", end_kind="withdrawn", end_title="Återkallad", ended_on=date(2026, 3, 3), given=(KV,)),
            "Sökanden återkallade ärendet 3 mars 2026.",
        ),
    ],
)
def test_the_sentence_says_who_has_the_case_and_what_was_answered(now, words):
    with translation.override("sv"):
        assert sentence(now).replace("\N{NO-BREAK SPACE}", " ") == words


def test_an_english_reader_gets_english():
    with translation.override("en"):
        words = sentence(situation(waits_for=("LSG Flen",), due_on=date(2026, 3, 14), given=(KV,)))
    assert words.replace("\N{NO-BREAK SPACE}", " ") == (
        "Waits for LSG Flen until 14 March 2026. LSG Katrineholm/Vingåker supported it on 3 March."
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [((), ""), (("A",), "A"), (("A", "B"), "A och B"), (("A", "B", "C"), "A, B och C")],
)
def test_names_are_joined_as_in_speech(names, words):
    with translation.override("sv"):
        assert joined(names) == words


@pytest.mark.parametrize(
    ("name", "midway"),
    [
        ("Styrelsen", "styrelsen"),
        ("Arbetsutskottet", "arbetsutskottet"),
        ("Beredningsgruppen", "beredningsgruppen"),
        ("Kansliet", "kansliet"),
        ("Förbundsstyrelsen", "förbundsstyrelsen"),
        ("Styrelsen för RAR", "styrelsen för RAR"),
        ("LSG Västra Sörmland", "LSG Västra Sörmland"),
        ("Sörmlands styrelse", "Sörmlands styrelse"),
        ("AU", "AU"),
        ("", ""),
    ],
)
def test_a_body_that_is_a_common_noun_has_a_small_letter_in_a_sentence_and_a_name_its_own(name, midway):
    with translation.override("sv"):
        assert in_sentence(name) == midway
    with translation.override("en"):
        assert in_sentence(name) == name


def test_a_sentence_begins_with_a_capital_whoever_it_begins_with():
    rests = situation(waits_for=("Styrelsen", "Kansliet"), rests_until=date(2026, 3, 20))
    with translation.override("sv"):
        assert sentence(rests).startswith("Styrelsen och kansliet har bordlagt ärendet.")
        assert reason("already_answered", {"body": "Styrelsen"}) == "Styrelsen har redan svarat."
        assert reason("no_mandate", {"body": "Styrelsen"}) == "Du har inte uppdraget att svara för styrelsen här."


def test_why_a_case_was_opened_again_is_cut_where_it_is_long():
    why = Reopened("Anna Lind", date(2026, 3, 3), "lång " * 100)
    with translation.override("sv"):
        said = sentence(situation(waits_for=("LSG Flen",), reopened=why)).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Väntar på LSG Flen. Anna Lind öppnade ärendet igen 3 mars: ”lång lång")
    assert said.endswith("…”")
    assert len(said) < 300
