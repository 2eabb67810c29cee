"""What a year cost cannot be known before it has begun: refused by the action, the page and the API alike."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.report_outcome import Cost, not_begun, report_outcome
from cases.models import OutcomeReport
from cases.queries.outcomes import budget_lines
from tests.builders.api import Caller, refused
from tests.builders.cases import a_world, an_application, support, waiting
from tests.builders.changes import lines
from tests.builders.refusing import refused as refused_act

pytestmark = pytest.mark.django_db
THIS = timezone.localdate().year
NEXT = THIS + 1


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def case(world):
    """1 000 kr of salary granted for this year and 1 000 kr for the next."""
    budget = lines(("a", "Lön", {str(THIS): "1000", str(NEXT): "1000"}), ("b", "Resor", {str(THIS): "0"}))
    period = {"from": f"{THIS}-01-01", "to": f"{NEXT}-12-31"}
    case = an_application(world, "lsg-flen", period=period, budget=budget)
    support(support(case, "lsg-flen", by=world.flen_chair), "beredningsgruppen", by=world.preparer)
    said = {"text": "Ja.", "decided_on": timezone.localdate(), "granted": dict.fromkeys((THIS, NEXT), Decimal(1_000))}
    answer_assignment(waiting(case), "bifall", by=world.board_chair, **said)
    case.refresh_from_db()
    return case


def costs(case):
    return {line.id: Cost(line.budget) for line in budget_lines(case, NEXT)}


@pytest.mark.parametrize(
    ("year", "on", "is_refused"),
    [
        (2014, date(2013, 12, 31), True),
        (2014, date(2014, 1, 1), False),
        (2014, date(2016, 2, 29), False),
        (2016, date(2014, 6, 1), True),
    ],
)
def test_a_year_begins_on_new_years_day(year, on, is_refused):
    assert (not_begun(year, on) is not None) is is_refused


def test_a_year_that_has_not_begun_is_reported_by_nobody(world, case):
    for who in (world.writer, world.officer):
        assert refused_act(report_outcome, case, year=NEXT, costs=costs(case), after=0, by=who) == (
            "year_not_begun",
            422,
        )
    report_outcome(case, year=THIS, costs=costs(case), after=0, by=world.writer)
    later = datetime(NEXT, 1, 1, 8, tzinfo=timezone.get_default_timezone())
    report_outcome(case, year=NEXT, costs=costs(case), after=0, by=world.officer, at=later)
    assert sorted(OutcomeReport.objects.values_list("year", flat=True)) == [THIS, NEXT]


def test_the_page_offers_begun_years_alone_and_keeps_what_was_typed_for_another(client, world, case):
    client.force_login(world.writer)
    tab = client.get(f"/arenden/{case.number}/ekonomi/").content.decode()
    here = f"/arenden/{case.number}/utfall/"
    assert (f'href="{here}{THIS}/"' in tab, f'href="{here}{NEXT}/"' in tab) == (True, False)

    told = f"{NEXT} har inte börjat. Utfallet kan rapporteras från och med 1 januari {NEXT}."
    early = client.get(f"{here}{NEXT}/")
    assert (early.status_code, told in early.content.decode()) == (409, True)
    first, *others = costs(case)
    typed = {"after": 0, f"outcome_{first}": "1 234", f"explanation_{first}": "Dyrare än väntat."}
    typed |= {f"outcome_{each}": "0" for each in others}
    sent = client.post(f"{here}{NEXT}/", typed)
    shown = sent.content.decode()
    assert (sent.status_code, told in shown) == (422, True)
    assert ('value="1 234"' in shown, "Dyrare än väntat." in shown) == (True, True)
    assert f'id="id_outcome_{first}_error"' in shown
    assert not OutcomeReport.objects.exists()


def test_the_api_neither_offers_a_coming_year_nor_takes_its_outcome(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}"
    offers = writer.get(f"{path}/moves").json()["offers"]
    assert [each["id"] for each in offers if each["move"] == "report_outcome"] == [THIS]

    sent = {"after": 0, "lines": {each: {"outcome": "1000"} for each in costs(case)}}
    answer = writer.post(f"{path}/outcomes/{NEXT}", sent, idempotency_key="a")
    assert refused(answer) == (422, "not_valid")
    (problem,) = answer.json()["problems"]
    assert (problem["code"], problem["message"].split(".")[0]) == ("year_not_begun", f"{NEXT} har inte börjat")
    assert refused(writer.get(f"{path}/moves/report_outcome?id={NEXT}")) == (422, "not_valid")
    assert refused(Caller(world.preparer).post(f"{path}/outcomes/{NEXT}", sent, idempotency_key="b"))[0] == 403
    assert not OutcomeReport.objects.exists()
