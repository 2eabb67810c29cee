"""The cells that a row asks for come and go as it is filled in; without JavaScript it is told on saving."""

import re

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from tests.builders.forms import a_column, a_field, a_form, a_section
from tests.builders.people import person

pytestmark = pytest.mark.django_db
TYPED = {"plan.rows": ["a", "b"], "plan.a.antal": "12", "plan.b.antal": "3"}


@pytest.fixture
def draft():
    many = {"cell": "antal", "op": "more_than", "value": 10}
    columns = [
        a_column("integer", "antal"),
        a_column("text", "varfor", visible_when=many, required=True),
        a_column(
            "integer",
            "tak",
            validations=[{"holds": {"cell": "antal", "op": "at_most", "other": "tak"}, "message": "Fler än taket."}],
        ),
    ]
    form = import_form(a_form(a_section("plan", a_field("row_table", "plan", columns=columns)), key="prov"), by=None)
    return start_submission(form, by=person("Processledare"))


def hidden_cells(page: str) -> set[str]:
    return set(re.findall(r'data-cell="([^"]+)" hidden', page))


def address(draft, name="section"):
    return reverse(f"forms:{name}", args=[draft.uuid, "plan"])


def test_an_empty_row_asks_for_no_more_than_it_must(client, draft):
    client.force_login(draft.created_by)

    page = client.get(address(draft)).content.decode()

    assert {name.rpartition(".")[2] for name in hidden_cells(page)} == {"varfor"}


def test_what_is_typed_shows_and_hides_the_cells_of_its_row(client, draft):
    client.force_login(draft.created_by)

    typed = TYPED | {"shown": ["plan"], "plan.rows": ["a", "b", "tom"]}
    answer = client.post(address(draft, "calculate"), typed).content.decode()

    # A row in which nothing stands yet asks for no more than when the page came.
    assert re.search(r'data-unasked="([^"]*)"', answer)[1].split() == ["plan.b.varfor", "plan.tom.varfor"]


def test_saved_without_javascript_the_page_shows_the_cell_and_says_what_is_wrong(client, draft):
    client.force_login(draft.created_by)
    typed = TYPED | {"plan.a.tak": "11", "shown": ["plan"], "revision": draft.revision, "do": "next"}

    response = client.post(address(draft), typed)
    page = response.content.decode()

    assert (response.status_code, hidden_cells(page)) == (422, {"plan.b.varfor"})
    assert page.count("Fler än taket.") == 2  # beside the cell, and in the summary


def test_a_table_without_conditions_says_nothing_of_its_cells(client):
    columns = [a_column("integer", "antal")]
    form = import_form(a_form(a_section("plan", a_field("row_table", "plan", columns=columns)), key="prov"), by=None)
    draft = start_submission(form, by=person("Processledare"))
    client.force_login(draft.created_by)

    assert "data-unasked" not in client.get(address(draft)).content.decode()
