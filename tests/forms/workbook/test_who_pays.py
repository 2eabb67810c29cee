"""Who pays for a budget, in the workbook and back."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.models import Submission
from forms.queries.draft import Draft
from forms.workbook.making import workbook_of
from tests.builders.filling import PERIOD, s3_budget
from tests.builders.forms import a_budget, a_calculation, a_field, a_form, a_section
from tests.builders.office import through_libreoffice
from tests.builders.people import body, person
from tests.builders.workbooks import changed, looked_at, table

pytestmark = pytest.mark.django_db


def a_shared_budget() -> dict[str, Any]:
    paying = [
        {"id": "applied", "source": "applied", "name": "", "amounts": {"2014": "600000", "2015": "700000"}},
        {"id": "esf", "source": "other", "name": "ESF", "amounts": {"2014": "50000"}},
    ]
    return {**s3_budget(), "financing": paying}


@pytest.fixture
def shared() -> Draft:
    half = a_calculation({"percent_of": [{"number": "50"}, {"field": "budget"}]}, "halften", "money", label="Hälften")
    asked = a_form(a_section("om", a_field("period", "period"), a_budget(label="Budget", financing=True), half))
    submission = start_submission(import_form(asked, None), person("Processledare"), [body("lsg-flen")])
    submission.answers = {"period": PERIOD, "budget": a_shared_budget()}
    submission.save(update_fields=["answers"])
    return Draft(Submission.objects.select_related("version__form").get(pk=submission.pk))


def test_who_pays_goes_out_and_comes_back(shared):
    content = workbook_of(shared)
    assert not looked_at(shared, content).takes

    def more(book: Any) -> None:
        sheet = book["Budget"]
        rows = {cell.value: cell.row for cell in sheet["A"]}
        spare = next(cell.row for cell in sheet["A"] if cell.value == "financing:")
        sheet[f"E{rows['financing:applied']}"].value = 590_000
        sheet[f"C{spare}"].value, sheet[f"F{spare}"].value = "Kommunen", "65 000 kr"

    seen = table(looked_at(shared, changed(content, more)), "budget")

    paying = {row["name"] or row["source"]: row["amounts"] for row in seen.answer["financing"]}
    assert paying == {
        "applied": {"2014": "590000", "2015": "700000"},
        "ESF": {"2014": "50000"},
        "Kommunen": {"2015": "65000"},
    }
    assert len(seen.changes) == 3


@pytest.mark.office
def test_a_calculation_of_a_shared_budget_stands_on_what_is_applied_for(shared, tmp_path):
    again = load_workbook(BytesIO(through_libreoffice(workbook_of(shared), tmp_path)), data_only=True)
    sums = {row[0].value: row[1].value for row in again["Beräkningar"].iter_rows(min_row=4)}

    assert sums["Hälften"] == 650_000 == shared.evaluation.values["halften"]
