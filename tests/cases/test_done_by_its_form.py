"""What is owed with a form is done by sending that in: only the office takes it as done otherwise, and says why."""

from datetime import date

import pytest

from cases.actions.add_obligation import add_obligation
from cases.actions.complete_obligation import complete_obligation
from cases.models import Obligation, Reason
from cases.queries.trail import check_trail
from forms.models import Form
from tests.builders.api import Caller, refused
from tests.builders.cases import a_world, granted_case, published_form
from tests.builders.refusing import refused as refused_act
from tests.cases.actions.test_what_a_grant_owes import REPORT, a_report, send_in

pytestmark = pytest.mark.django_db
WHY = "Rapporten kom på papper och ligger i pärmen."


@pytest.fixture
def world():
    world = a_world()
    published_form(REPORT)
    return world


@pytest.fixture
def case(world):
    return granted_case(world, "lsg-flen")


@pytest.fixture
def report(world, case):
    return a_report(world, case)


def sound(case):
    case.refresh_from_db()
    return check_trail(case) == []


def test_who_owes_a_form_does_not_tick_it_off(world, case, report):
    for who in (world.writer, world.flen_chair):
        assert refused_act(complete_obligation, report, by=who) == ("done_by_its_form", 403)
        assert refused_act(complete_obligation, report, by=who, reason=WHY) == ("done_by_its_form", 403)
    assert not Reason.objects.exists()
    assert sound(case)


def test_the_office_says_why_it_is_done_without_its_form(world, case, report):
    assert refused_act(complete_obligation, report, by=world.officer) == ("why_missing", 422)
    assert refused_act(complete_obligation, report, by=world.officer, reason=" \n") == ("why_missing", 422)
    complete_obligation(report, by=world.officer, reason=WHY)

    report.refresh_from_db()
    assert (report.state, report.done_by, report.done_reason.text) == (Obligation.State.DONE, world.officer, WHY)
    assert sound(case)
    Reason.objects.filter(pk=report.done_reason_id).update(text="Något annat.")
    assert [fault.code for fault in check_trail(case)] == ["reason_differs"]


def test_what_has_no_form_is_ticked_off_by_who_owes_it_without_a_reason(world, case):
    seminar = add_obligation(case, title="Seminarium", due_on=None, by=world.officer)
    Form.objects.filter(key="aktivitetsplan").delete()
    promised = case.obligations.get(kind="activity_plan")
    for each in (seminar, promised):
        assert complete_obligation(each, by=world.flen_chair).done_reason is None
    assert sound(case)


def test_the_page_leads_who_owes_it_to_the_form(client, world, case, report):
    client.force_login(world.flen_chair)
    page, act = f"/arenden/{case.number}/atagande/{report.pk}/", f"/arenden/{case.number}/ataganden/{report.pk}/"
    shown = client.get(page).content.decode()
    assert (act in shown, f"{page}fyll-i/" in shown) == (False, True)

    answer = client.post(act)
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "är klart när formuläret är ifyllt, inskickat och godkänt" in said
    assert said.count(f'action="{page}fyll-i/"') == 2
    report.refresh_from_db()
    assert report.done_on is None


def test_the_page_asks_the_office_why(client, world, case, report):
    client.force_login(world.officer)
    page, act = f"/arenden/{case.number}/atagande/{report.pk}/", f"/arenden/{case.number}/ataganden/{report.pk}/"
    assert "Markera som klart utan formuläret" in client.get(page).content.decode()
    empty = client.post(act, {"reason": ""})
    assert (empty.status_code, "Skriv varför." in empty.content.decode()) == (422, True)
    assert client.post(act, {"reason": WHY}).status_code == 302
    assert WHY in client.get(page).content.decode()
    assert WHY in client.get(f"/arenden/{case.number}/handelser/").content.decode()
    again = client.post(act, {"reason": "En gång till."})
    assert (again.status_code, "En gång till." in again.content.decode()) == (409, True)

    client.force_login(world.preparer)
    assert client.post(act, {"reason": WHY}).status_code == 403
    client.force_login(world.strangnas_chair)
    assert client.post(act, {"reason": WHY}).status_code == 404


def test_the_api_offers_it_to_the_office_alone_and_asks_why(world, case, report):
    chair, officer = Caller(world.flen_chair), Caller(world.officer)
    path = f"/cases/{case.number}/obligations/{report.pk}/done"

    def offered(caller):
        offers = caller.get(f"/cases/{case.number}/moves").json()["offers"]
        return report.pk in {each["id"] for each in offers if each["move"] == "settle_obligation"}

    assert (offered(chair), offered(officer)) == (False, True)
    told = chair.post(path, idempotency_key="a")
    assert refused(told) == (403, "not_allowed")
    assert told.json()["reason"] == "done_by_its_form"
    assert refused(officer.post(path, idempotency_key="b")) == (422, "not_valid")
    assert refused(officer.post(path, {"reason": ""}, idempotency_key="c")) == (422, "not_valid")
    assert officer.post(path, {"reason": WHY}, idempotency_key="d").status_code == 200
    assert refused(officer.post(path, {"reason": WHY}, idempotency_key="e")) == (409, "too_late")

    plain = add_obligation(case, title="Seminarium", due_on=date(2015, 1, 31), by=world.officer)
    here = f"/cases/{case.number}/obligations/{plain.pk}/done"
    assert refused(chair.post(here, {"reason": WHY}, idempotency_key="f")) == (422, "not_valid")
    assert chair.post(here, idempotency_key="g").status_code == 200


def test_what_waits_for_the_office_is_told_so_and_not_that_it_has_a_form(world, case, report):
    send_in(report, world.flen_chair)
    path = f"/cases/{case.number}/obligations/{report.pk}/done"
    assert refused(Caller(world.flen_chair).post(path, idempotency_key="a")) == (409, "too_late")
