"""The buttons beside a budget: who pays, and a salary worked out with the employer's overhead."""

from decimal import Decimal

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from people.models import Party, PartyKind, PayrollOverhead
from people.queries.payroll import payroll_rates
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LINES = [{"key": "lon", "label": "Lön", "salary": True}]
TYPED = {
    "budget.unit": "kr",
    "budget.rows": ["lon"],
    "budget.lon.key": "lon",
    "budget.lon.employer": "regionen",
    "budget.lon.basis.2014.monthly": "40 000",
    "budget.lon.basis.2014.months": "12",
    "budget.lon.basis.2014.rate": "48,33",
    "budget.lon.basis.2015.rate": "",
    "budget.financing.rows": ["applied", "own"],
}


@pytest.fixture
def region():
    region = Party.objects.create(key="regionen", name="Region Sörmland", kind=PartyKind.REGION)
    PayrollOverhead.objects.create(employer=None, year=2013, rate=Decimal("48.33"))
    PayrollOverhead.objects.create(employer=region, year=2015, rate=Decimal("44.1"))
    return region


@pytest.fixture
def draft(region):
    budget = a_field("budget_table", "budget", lines=LINES, years=[2014, 2015], financing=True)
    form = import_form(a_form(a_section("budget", budget), key="prov"), by=None)
    return start_submission(form, by=person("Processledare"))


def send(client, draft, do, **more):
    client.force_login(draft.created_by)
    headers = more.pop("headers", HTMX)
    address = reverse("forms:section", args=[draft.uuid, "budget"])
    response = client.post(
        address, TYPED | more | {"shown": ["budget"], "revision": draft.revision, "do": do}, headers=headers
    )
    draft.refresh_from_db()
    return response


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_sums_go_into_the_budget_when_the_applicant_says_so(client, draft, headers):
    send(client, draft, "stay", headers=headers)
    assert draft.answers["budget"]["lines"][0]["amounts"] == {}

    send(client, draft, "take:budget:lon", headers=headers, **{"budget.unit": "tkr"})

    line = draft.answers["budget"]["lines"][0]
    assert line["amounts"] == {"2014": "711984"}
    assert line["basis"] == {"2014": {"monthly": "40000", "months": "12", "rate": "48.33"}}


def test_how_it_was_worked_out_is_said(client, draft):
    page = send(client, draft, "rates:budget:ingen").content.decode().replace("\xa0", " ")

    assert "40 000 × 12 = 480 000, PO 48,33 % = 231 984, summa 711 984 kr" in page


def test_the_employers_own_rate_is_fetched_for_each_year(client, draft):
    page = send(client, draft, "rates:budget:lon").content.decode()

    # The region has a rate of its own from 2015; before that it is everybody's.
    assert 'name="budget.lon.basis.2015.rate"' in page
    assert page.split('name="budget.lon.basis.2015.rate"')[0].rpartition("<input")[2].count('value="44,1"') == 1
    assert draft.answers["budget"]["lines"][0]["basis"]["2014"]["rate"] == "48.33"


def test_an_employers_rate_holds_until_a_later_one_and_others_have_the_common_one(region):
    rates = payroll_rates()

    assert [rates.rate("regionen", year) for year in (2012, 2014, 2015, 2030)] == [
        None,
        Decimal("48.33"),
        Decimal("44.1"),
        Decimal("44.1"),
    ]
    assert rates.rate("okand", 2030) == Decimal("48.33")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_financiers_come_and_go(client, draft, headers):
    more = {"budget.financing.rows": ["applied", "own", "esf"], "budget.financing.esf.name": "ESF"}

    added = send(client, draft, "financing-add:budget", headers=headers, **more).content.decode()
    assert added.count('name="budget.financing.rows"') == 4
    assert draft.answers["budget"]["financing"] == [{"id": "esf", "source": "other", "name": "ESF", "amounts": {}}]

    send(client, draft, "financing-remove:budget:esf", headers=headers, **more)
    assert "financing" not in draft.answers["budget"]


def test_what_is_left_of_a_year_is_said_as_it_is_typed(client, draft):
    client.force_login(draft.created_by)
    typed = TYPED | {"budget.lon.2014": "100 000", "budget.financing.applied.2014": "60 000", "shown": ["budget"]}

    answer = client.post(reverse("forms:calculate", args=[draft.uuid, "budget"]), typed).content.decode()

    assert "40 000 kvar" in answer.replace("\xa0", " ").split('id="kvar-budget-2014"')[1].split("</div>")[0]


def test_a_year_that_does_not_add_up_stands_beside_it_and_stops_the_next_page(client, draft):
    more = {"budget.lon.2014": "100 000", "budget.financing.applied.2014": "60 000"}

    response = send(client, draft, "next", headers={}, **more)

    beside = response.content.decode().split('id="kvar-budget-2014"')[1].split("</div>")[0]
    assert response.status_code == 422
    assert "saknas" in beside
