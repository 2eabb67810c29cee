"""What a form works out is shown, follows what is typed, is read, and is never kept as an answer."""

import pytest
from django.urls import reverse
from django.utils import translation

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.admin.preview import _conditions
from forms.domain.evaluate import evaluate
from forms.queries.reading import read_sections
from forms.sentences import calculation_sentence, fields_by_key, sentence
from tests.builders.forms import a_calculation, a_column, a_field, a_form, a_section
from tests.builders.people import person

TABLE = a_field(
    "row_table",
    "tabell",
    "Utgifter",
    columns=[
        a_column("integer", "antal") | {"label": "Antal"},
        a_column("money", "pris") | {"label": "Pris"},
        a_column("calculated", "kostnad", calculation={"times": [{"cell": "antal"}, {"cell": "pris"}]}, sum=True)
        | {"label": "Kostnad"},
    ],
)
FORM = a_form(
    a_section(
        "allt",
        a_field("money", "sokt", "Sökt belopp"),
        a_field("money", "egen", "Egeninsats"),
        a_calculation({"minus": [{"field": "sokt"}, {"field": "egen"}]}, "kvar", "money", label="Kvar"),
        TABLE,
    ),
    key="raknar",
)


@pytest.fixture
def draft(db, client):
    writer = person("Processledare")
    client.force_login(writer)
    return start_submission(import_form(FORM, by=None), by=writer)


def test_a_result_is_shown_and_follows_what_is_typed(draft, client):
    posted = {
        "sokt": "1 500",
        "egen": "300",
        "kvar": "999",
        "tabell.rows": "r1",
        "tabell.r1.antal": "3",
        "tabell.r1.pris": "12,50",
        "tabell.r1.kostnad": "999",
        "shown": ["sokt", "egen", "kvar", "tabell"],
        "revision": "1",
    }
    before = client.get(reverse("forms:section", args=[draft.uuid, "allt"])).content.decode()
    followed = client.post(reverse("forms:calculate", args=[draft.uuid, "allt"]), posted).content.decode()
    client.post(reverse("forms:section", args=[draft.uuid, "allt"]), posted)
    draft.refresh_from_db()
    after = client.get(reverse("forms:section", args=[draft.uuid, "allt"])).content.decode()

    assert "–</output>" in before
    for shown in (followed, after):
        assert "1\u00a0200\u00a0kr</output>" in shown
        assert "37,50\u00a0kr</span>" in shown
    assert draft.answers == {
        "sokt": "1500",
        "egen": "300",
        "tabell": [{"id": "r1", "antal": 3, "pris": "12.50"}],
    }


def test_a_result_is_read_with_the_answers(draft):
    definition = draft.version.parsed
    evaluation = evaluate(
        definition, {"sokt": "1500", "egen": "300", "tabell": [{"id": "r1", "antal": 3, "pris": "12.50"}]}
    )
    [section] = read_sections(definition, evaluation)
    read = {answer.key: answer for answer in section.answers}

    assert read["kvar"].text == "1\u00a0200\u00a0kr"
    assert read["tabell"].rows[0][2]["text"] == "37,50\u00a0kr"
    assert read["tabell"].sums[2]["text"] == "37,50"


SAID = fields_by_key(FORM)


LESS = {"minus": [{"field": "sokt"}, {"plus": [{"field": "egen"}, {"number": "1.5"}]}]}
SUM = {"sum": [{"field": "tabell", "column": "pris"}, {"field": "egen"}]}


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (LESS, "”Sökt belopp” − (”Egeninsats” + 1,5)"),
        (SUM, "summan av ”Pris” i ”Utgifter” och ”Egeninsats”"),
        ({"percent_of": [{"number": "48.33"}, {"field": "sokt"}]}, "48,33 procent av ”Sökt belopp”"),
        ({"round": [{"field": "sokt"}], "to": "thousands"}, "”Sökt belopp”, avrundat till hela tusental (halva uppåt)"),
        ({"count": [{"field": "tabell"}]}, "antalet ”Utgifter”"),
    ],
)
def test_a_calculation_is_said_in_plain_swedish(calculation, said):
    with translation.override("sv"):
        assert calculation_sentence(calculation, SAID) == said


def test_a_condition_is_said_in_plain_swedish():
    condition = {"field": "sokt", "op": "more_than", "value": "500000"}

    with translation.override("sv"):
        assert sentence(condition, SAID) == "”Sökt belopp” är mer än 500\u00a0000\u00a0kr"


def test_the_editors_preview_says_calculations_and_rules():
    rule = {"holds": {"field": "sokt", "op": "at_most", "value": "500000"}, "message": "För mycket."}

    with translation.override("sv"):
        assert list(_conditions(TABLE | {"validations": [rule]}, SAID)) == [
            "Kräver att ”Sökt belopp” är högst 500\u00a0000\u00a0kr. Annars visas ”För mycket.”",
            "”Kostnad” räknas ut: ”Antal” × ”Pris”.",
        ]
