"""Rows come, go and move, and pasted cells find their places, with and without JavaScript."""

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from tests.builders.filling import PERIOD, a_draft, s3_budget, typed_budget
from tests.builders.forms import a_column, a_field, a_form, a_section
from tests.builders.people import person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PLAN = {"plan.rows": ["a", "b"], "plan.a.mal": "Mål", "plan.a.aktivitet": "Första", "plan.b.aktivitet": "Andra"}


def activities(draft) -> list[str]:
    return [row.get("aktivitet", "") for row in draft.now.answers.get("plan", ())]


@pytest.mark.parametrize(
    ("do", "left"),
    [
        ("down:plan:a", ["Andra", "Första"]),
        ("up:plan:b", ["Andra", "Första"]),
        ("up:plan:a", ["Första", "Andra"]),
        ("remove:plan:a", ["Andra"]),
        ("add:plan", ["Första", "Andra"]),
        ("down:plan:finns-inte", ["Första", "Andra"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_button_moves_a_row_and_keeps_what_is_typed(client, do, left, headers):
    draft = a_draft()
    client.force_login(draft.writer)

    response = client.post(draft.url("plan"), draft.post("plan", PLAN, do=do), headers=headers)

    assert (response.status_code, activities(draft)) == (200, left)


def test_an_added_row_is_there_to_write_in(client):
    draft = a_draft()
    client.force_login(draft.writer)

    page = client.post(draft.url("plan"), draft.post("plan", PLAN, do="add:plan")).content.decode()

    assert page.count('name="plan.rows"') == 3


def test_cells_pasted_in_a_row_fill_it_and_the_rows_below(client):
    draft = a_draft()
    client.force_login(draft.writer)
    pasted = PLAN | {"pasted": "Ny\t140501–140630\nTredje\t\nFjärde\t"}

    client.post(draft.url("plan"), draft.post("plan", pasted, do="paste:plan:b:aktivitet"), headers=HTMX)

    assert activities(draft) == ["Första", "Ny", "Tredje", "Fjärde"]
    assert draft.now.answers["plan"][1]["tid"] == {"from": "2014-05-01", "to": "2014-06-30"}


def test_a_table_pasted_without_javascript_comes_after_the_rows_and_its_head_is_left_out(client):
    draft = a_draft()
    client.force_login(draft.writer)
    pasted = PLAN | {"paste.plan": 'Mal\tAktivitet\tTid\nNytt mål\t"Två\nrader"\t\n'}

    client.post(draft.url("plan"), draft.post("plan", pasted, do="paste:plan"))

    assert activities(draft) == ["Första", "Andra", "Två rader"]


def test_a_budget_pasted_whole_finds_its_lines_its_own_lines_and_its_printed_sums(client):
    draft = a_draft(period=PERIOD)
    client.force_login(draft.writer)
    grid = typed_budget({**s3_budget(), "printed": {"years": {}, "total": ""}})
    grid |= {name: "" for name in grid if name.rpartition(".")[2].isdigit()}
    grid["paste.budget"] = (
        "\t2014\t2015\t2016\nLön\t600 000\t712 000\t120 000\nUtbildning\t5 000\t\t\nSumma\t605 000\t712 000\t1\n"
        "TOTAL för 2014-2016\t\t\t1 437 001"
    )

    client.post(draft.url("budget"), draft.post("budget", grid, do="paste:budget"))

    budget = draft.now.answers["budget"]
    assert {line["label"]: line["amounts"] for line in budget["lines"]} == {
        "Lön": {"2014": "600000", "2015": "712000", "2016": "120000"},
        "Utbildning": {"2014": "5000"},
    }
    assert budget["printed"] == {
        "years": {"2014": "605000", "2015": "712000", "2016": "1"},
        "total": "1437001",
    }


def test_the_unit_changes_how_amounts_are_shown_and_no_amount(client):
    draft = a_draft(period=PERIOD, budget=s3_budget())
    client.force_login(draft.writer)
    typed = typed_budget(s3_budget())

    page = client.post(draft.url("budget"), draft.post("budget", typed, do="unit:budget:tkr")).content.decode()

    before, after = s3_budget(), draft.now.answers["budget"]
    assert after["unit"] == "tkr"
    assert [line["amounts"] for line in after["lines"]] == [line["amounts"] for line in before["lines"]]
    assert 'value="712"' in page


def test_the_difference_from_a_printed_sum_stands_beside_it_and_does_not_stop(client):
    draft = a_draft(period=PERIOD, budget=s3_budget())
    client.force_login(draft.writer)

    page = client.get(draft.url("budget")).content.decode().replace("\xa0", " ")
    beside = page.split('id="falt-budget-printed-2015-obs"')[1].split("</div>")[0]

    assert [figure in beside for figure in ("764 000", "765 000", "1 000")] == [True, True, True]
    assert client.post(draft.url("budget"), draft.post("budget", typed_budget(s3_budget()))).status_code == 302


def test_amounts_of_years_that_are_not_shown_are_kept(client):
    draft = a_draft(period={"from": "2014-03-01", "to": "2014-12-31"}, budget=s3_budget())
    client.force_login(draft.writer)

    page = client.get(draft.url("budget")).content.decode()

    assert '<input type="hidden" name="budget.lon.2015" value="712' in page


S3_PASTED = (
    "\t2014\t2015\t2016\nLön\t600 000\t712 000\t120 000\nLokal, 15kvm\t15 000\t18 000\t3 000\n"
    "Resor\t10 000\t10 000\t5 000\nTelefon\t10 000\t10 000\t2 000\nDator\t15 000\t15 000\t3 000\n\t\t\t\n"
    "Summa\t650 000\t764 000\t133 000\n\t\t\t\nTOTAL för 2014-2016\t\t\t1 547 000"
)


@pytest.mark.parametrize("unit", ["kr", "tkr"])
def test_the_real_table_of_2014_is_pasted_in_either_unit_and_its_sum_is_pointed_out(client, unit):
    draft = a_draft(period=PERIOD)
    client.force_login(draft.writer)
    grid = typed_budget({**s3_budget(), "printed": {"years": {}, "total": ""}}, unit=unit)
    grid |= {name: "" for name in grid if name.rpartition(".")[2].isdigit()}
    head = "Budget, tkr" if unit == "tkr" else "Budget i kronor"
    pasted = S3_PASTED.replace(" 000", "").replace("1 547", "1547") if unit == "tkr" else S3_PASTED
    # The grid shows the other unit than the paper has.
    grid |= {"budget.unit": "kr" if unit == "tkr" else "tkr", "paste.budget": f"{head}{pasted}"}

    page = client.post(draft.url("budget"), draft.post("budget", grid, do="paste:budget")).content.decode()

    budget = draft.now.answers["budget"]
    assert [line["amounts"] for line in budget["lines"]] == [line["amounts"] for line in s3_budget()["lines"]]
    assert budget["printed"] == s3_budget()["printed"]
    beside = page.replace("\xa0", " ").split('id="falt-budget-printed-2015-obs"')[1].split("</div>")[0]
    assert "1 000 kr" in beside


@pytest.mark.parametrize(("printed", "told"), [("1 100", True), ("1 000", False)])
@pytest.mark.parametrize("label", ["Summa", "SUMMA:", "Totalt"])
def test_a_sum_row_pasted_in_a_table_is_compared_and_no_row(client, label, printed, told):
    columns = [a_column("text", "vad"), a_column("money", "kostnad", sum=True), a_column("text", "vem")]
    form = import_form(a_form(a_section("plan", a_field("row_table", "plan", columns=columns)), key="prov"), by=None)
    draft = start_submission(form, by=person("Processledare"))
    client.force_login(draft.created_by)
    pasted = f"Vad\tKostnad\nA\t600\nB\t400\n{label}\t{printed}\n"

    typed = {
        "shown": ["plan"],
        "revision": draft.revision,
        "plan.rows": ["a"],
        "paste.plan": pasted,
        "do": "paste:plan",
    }
    page = client.post(reverse("forms:section", args=[draft.uuid, "plan"]), typed).content.decode().replace("\xa0", " ")

    draft.refresh_from_db()
    assert [(row["vad"], row["kostnad"]) for row in draft.answers["plan"]] == [("A", "600"), ("B", "400")]
    assert ("Skillnaden är −100 kr" in page) is told
