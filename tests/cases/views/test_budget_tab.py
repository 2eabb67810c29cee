"""The budget of a case says who pays and how salaries were worked out."""

from decimal import Decimal

from django.template.loader import render_to_string

from forms.domain.budget import BudgetLine, FinancingRow, add_up, financed
from forms.domain.payroll import SalaryBasis


def test_the_tab_shows_who_pays_and_the_basis_of_a_salary():
    basis = SalaryBasis(Decimal(40_000), Decimal(1), Decimal(12), Decimal("48.33"))
    amounts = {2014: Decimal(712_000)}
    line = BudgetLine("lon", "lon", "Lön", "", amounts, Decimal(712_000), {2014: basis}, "flens-kommun")
    rows = (
        FinancingRow("applied", "applied", "", {2014: Decimal(700_000)}, Decimal(700_000)),
        FinancingRow("own", "own", "", {}, Decimal(0)),
        FinancingRow("esf", "other", "ESF", {2014: Decimal(12_000)}, Decimal(12_000)),
    )
    budget = add_up((2014,), (line,), {}, None, financed((2014,), rows))

    page = render_to_string(
        "cases/budget.html", {"budget": budget, "sent": {"employers": {"flens-kommun": "Flens kommun"}}}
    ).replace("\xa0", " ")

    assert "Flens kommun" in page
    assert "2014: 40 000 × 12 = 480 000, PO 48,33 % = 231 984, summa 711 984 kr" in page
    assert [words in page for words in ("Sökt belopp", "Egeninsats", "ESF", "700 000")] == [True, False, True, True]
