"""Who pays and how salaries were worked out, as they leave in the budgets' workbook and stand on the case."""

from copy import deepcopy
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.models import Case
from forms.models import FormVersion, SubmissionRevision
from people.models import Party, PartyKind
from reports.budgets import sheets
from reports.workbook import workbook
from tests.builders.reports import KFV, case_about, group

pytestmark = pytest.mark.django_db
BASIS = {"2014": {"monthly": "40000", "posts": "0.5", "months": "12", "rate": "48.33"}}
FINANCING = [
    {
        "id": "applied",
        "source": "applied",
        "name": "",
        "amounts": {"2014": "650000", "2015": "700000", "2016": "133000"},
    },
    {"id": "own", "source": "own", "name": "", "amounts": {"2015": "50000"}},
    {"id": "esf", "source": "other", "name": "ESF", "amounts": {"2015": "15000"}},
]


@pytest.fixture
def shared_case() -> Case:
    case = case_about("KFV", [group("LSG Flen")], KFV)
    case_about("Utan", [group("LSG Trosa")], KFV)
    Party.objects.create(key="flens-kommun", name="Flens kommun", kind=PartyKind.MUNICIPALITY)
    old = case.submission.version
    definition = deepcopy(old.definition)
    fields = [field for section in definition["sections"] for field in section["fields"]]
    budget = next(field for field in fields if field["key"] == "budget")
    budget |= {"financing": True}
    budget["lines"] = [line | ({"salary": True} if line["key"] == "lon" else {}) for line in budget["lines"]]
    case.submission.version = FormVersion.objects.create(
        form=old.form, number=old.number + 1, schema=old.schema, definition=definition, sha256=""
    )
    answers = deepcopy(case.submission.answers)
    answers["budget"]["financing"] = FINANCING
    answers["budget"]["lines"][0] |= {"basis": BASIS, "employer": "flens-kommun"}
    case.submission.answers = answers
    case.submission.save()
    SubmissionRevision.objects.filter(submission=case.submission).update(answers=answers)
    return case


def book():
    return load_workbook(BytesIO(workbook(sheets(Case.objects.all()))), data_only=True)


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_what_is_applied_for_is_a_part_of_the_costs(shared_case):
    head, first, second, total = rows(book()["Översikt"])

    assert head[8:13] == ["Sökt", "Egeninsats", "Andra finansiärer", "Kostnader totalt", "Beviljat"]
    assert first[5:12] == [650_000, 700_000, 133_000, 1_483_000, 50_000, 15_000, 1_548_000]
    assert second[5:12] == [650_000, 765_000, 133_000, 1_548_000, None, None, 1_548_000]
    assert total[8:12] == [3_031_000, 50_000, 15_000, 3_096_000]


def test_each_source_has_a_row_a_year(shared_case):
    found = rows(book()["Finansiering"])

    assert found[0][3:] == ["Finansiering", "År", "Belopp"]
    assert [row[3:] for row in found[4:6]] == [["Egeninsats", 2015, 50_000], ["ESF", 2015, 15_000]]
    assert found[-1][5] == 1_548_000


def test_a_salary_line_has_its_basis_beside_the_amount(shared_case):
    found = rows(book()["Rader"])

    assert found[0][7:] == [
        *("Kostnad", "Arbetsgivare", "Månadslön", "Heltidstjänster", "Månader", "PO, procent", "Uträknat till")
    ]
    assert found[1][6:] == [2014, 600_000, "Flens kommun", 40_000, 0.5, 12, 48.33, 355_992]
    assert found[4][8:] == [None] * 6


def test_the_cases_sheet_shows_who_pays_and_how_it_was_worked_out(shared_case):
    found = rows(book()[shared_case.number])
    said = [row[0] for row in found if row[0]]

    paying = {
        row[0]: row[2:6] for row in found if row[0] in ("Sökt belopp", "Egeninsats", "ESF", "Finansiering, summa")
    }
    assert paying == {
        "Sökt belopp": [650_000, 700_000, 133_000, 1_483_000],
        "Egeninsats": [None, 50_000, None, 50_000],
        "ESF": [None, 15_000, None, 15_000],
        "Finansiering, summa": [650_000, 765_000, 133_000, 1_548_000],
    }
    assert [text.replace("\xa0", " ") for text in said[-2:]] == [
        "Lön: Flens kommun",
        "Lön: 2014: 40 000 × 0,5 × 12 = 240 000, PO 48,33 % = 115 992, summa 355 992 kr",
    ]


def test_the_queries_do_not_grow_with_the_cases(shared_case, django_assert_num_queries):
    for _ in range(3):
        case_about("Fler", [group("LSG Gnesta")], KFV)
    with django_assert_num_queries(5):
        sheets(Case.objects.all())
