"""The pages of what a grant owes: proposed, filled in, looked at, and reminded of together."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.actions.review_obligation import return_obligation
from cases.models import Case, Obligation
from cases.queries import follow_up
from tests.builders.cases import a_world, granted_case
from tests.cases.actions.test_what_a_grant_owes import REPORT, a_report, published_form, send_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = a_world()
    published_form(REPORT)
    return world


def test_the_office_makes_the_ticked_ones_with_its_own_words_and_days(client, world):
    case = granted_case(world)
    client.force_login(world.officer)
    url = f"/arenden/{case.number}/uppfoljning/"
    typed = {"act": "make", "take_0": "on", "title_0": "Första rapporten", "due_0": "2015-02-15"}
    assert client.get(url).status_code == 200
    assert client.post(url, {**typed, "due_0": "snart"}).status_code == 422
    assert client.post(url, {"act": "make"}).status_code == 422
    assert client.post(url, typed).status_code == 302

    made = case.obligations.get(kind="status_report")
    assert (made.title, made.due_on) == ("Första rapporten", date(2015, 2, 15))
    assert (made.span_from, made.span_to) == (date(2014, 7, 1), date(2014, 12, 31))


def test_who_applies_begins_the_form_and_the_office_sends_it_back_and_approves(client, world):
    case = granted_case(world)
    report = a_report(world, case)
    url = f"/arenden/{case.number}/atagande/{report.pk}/"
    client.force_login(world.flen_chair)
    assert client.post(f"{url}fyll-i/").status_code == 302
    assert client.post(f"{url}granska/", {"act": "approve"}).status_code == 403
    send_in(report, world.flen_chair)
    assert "Åtta möten" in client.get(url).content.decode()

    client.force_login(world.officer)
    assert "Åtta möten" in client.get(url).content.decode()
    assert "Godkänn" in client.get(url).content.decode()
    assert client.post(f"{url}granska/", {"act": "return", "reason": ""}).status_code == 422
    assert client.post(f"{url}granska/", {"act": "return", "reason": "Skriv mer."}).status_code == 302
    assert "Skriv mer." in client.get(url).content.decode()
    assert client.post(f"{url}granska/", {"act": "approve"}).status_code == 409
    send_in(report, world.flen_chair)
    assert f"{url}" in client.get("/att-gora/").content.decode()
    assert client.post(f"{url}granska/", {"act": "approve"}).status_code == 302
    report.refresh_from_db()
    assert report.state == Obligation.State.DONE
    document = case.documents.filter(kind="report").last()
    assert url in client.get(document.get_absolute_url()).content.decode()


def test_the_late_ones_are_reminded_of_together_by_the_office(client, world):
    report = a_report(world, granted_case(world))
    client.force_login(world.officer)
    assert report.title in client.get("/ataganden/").content.decode()
    assert client.post("/ataganden/paminn/").status_code == 422
    assert client.post("/ataganden/paminn/", {"obligation": [report.pk, 999_999]}).status_code == 404
    assert client.post("/ataganden/paminn/", {"obligation": [report.pk]}).status_code == 302
    report.refresh_from_db()
    assert report.reminded_at is not None
    client.force_login(world.flen_chair)
    assert report.title in client.get("/ataganden/").content.decode()
    assert client.post("/ataganden/paminn/", {"obligation": [report.pk]}).status_code == 403
    client.force_login(world.strangnas_chair)
    assert report.title not in client.get("/ataganden/").content.decode()


def test_the_list_costs_the_same_with_one_and_with_many(client, world, django_assert_max_num_queries):
    case = granted_case(world)
    Obligation.objects.bulk_create(
        Obligation(case=case, title=f"Rapport {number}", due_on=date(2015, 1, 31)) for number in range(60)
    )
    client.force_login(world.officer)
    client.get("/ataganden/")  # what every page keeps in memory is there
    with django_assert_max_num_queries(15):
        assert client.get("/ataganden/").status_code == 200


def test_the_list_that_is_read_is_counted_and_those_beside_it_no_further_than_enough(client, world, monkeypatch):
    monkeypatch.setattr(follow_up, "MOST_BESIDE", 2)
    monkeypatch.setattr(follow_up, "MOST", 4)
    case = granted_case(world)
    Obligation.objects.filter(case=case).delete()
    days = [date(2015, 1, day) for day in (5, 4, 3)] + [date(2999, 1, day) for day in (1, 2, 3, 4, 5)]
    Obligation.objects.bulk_create(Obligation(case=case, title=f"{day}", due_on=day) for day in days)
    for user in (world.officer, world.flen_chair):
        client.force_login(user)
        late, soon = (client.get(f"/ataganden/?visa={each}").context for each in ("forsenade", "kommande"))
        assert [tab["count"] for tab in late["tabs"]] == [3, 0, "2+", None]
        assert [tab["count"] for tab in soon["tabs"]] == ["2+", 0, "4+", None]
        assert [each.due_on for each in late["shown"].page] == sorted(days[:3])


def test_what_is_done_is_listed_in_an_archived_case_too(client, world):
    case = granted_case(world)
    done = a_report(world, case)
    Obligation.objects.filter(case=case).update(done_on=date(2015, 2, 1), done_by=world.officer)
    Case.objects.filter(pk=case.pk).update(closed_on=date(2020, 1, 15), archived_on=date(2020, 1, 15))
    client.force_login(world.flen_chair)

    assert done in client.get("/ataganden/?visa=klara").context["shown"].page.object_list
    assert list(client.get("/ataganden/").context["shown"].page.object_list) == []


def test_what_was_sent_back_waits_for_who_applies_whenever_it_is_due(client, world):
    case = granted_case(world)
    report = a_report(world, case)
    Obligation.objects.filter(pk=report.pk).update(due_on=timezone.localdate() + timedelta(days=200))
    words = f"Ändra och skicka in igen: {report.title}"
    client.force_login(world.flen_chair)
    assert report.title not in client.get("/att-gora/").content.decode()
    send_in(report, world.flen_chair)
    return_obligation(report, by=world.officer, reason="Skriv mer.")
    page = client.get("/att-gora/").content.decode()
    assert (words in page, f"/arenden/{case.number}/atagande/{report.pk}/" in page) == (True, True)
    send_in(report, world.flen_chair)
    assert words not in client.get("/att-gora/").content.decode()
    sent = client.get(f"/ansokningar/{Obligation.objects.get(pk=report.pk).submission.uuid}/inskickad/")
    assert (sent.status_code, sent.context["heading"]) == (200, "Nu är det inskickat")
