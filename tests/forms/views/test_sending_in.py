"""Drafts are started, looked over, checked and sent in by those who may."""

import pytest
from django.db.models import Q
from django.urls import reverse

from forms import extensions
from forms.extensions import Whereabouts
from forms.models import Submission
from forms.signals import answers_submitted
from tests.builders.filling import PERIOD, a_draft, a_form_to_fill_in, nobody, s3_budget, somebody_else

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    """Forms alone: what becomes of an application is another app's."""
    monkeypatch.setattr(answers_submitted, "receivers", [])
    monkeypatch.setattr(extensions, "_starters", [])
    answers_submitted.sender_receivers_cache.clear()


def test_a_draft_is_started_for_the_groups_that_one_leads(client):
    writer = a_draft().writer
    client.force_login(writer)

    response = client.post(reverse("forms:new", args=["ansokan"]))

    started = Submission.objects.order_by("-pk").first()
    assert response.url == reverse("forms:overview", args=[started.uuid])
    assert [str(group) for group in started.bodies.all()] == ["LSG Flen"]


def test_a_form_that_another_app_does_not_open_to_somebody_is_not_started(client):
    a_form_to_fill_in()
    extensions.say_who_starts(lambda user: Q(pk__in=()))
    client.force_login(nobody())

    assert client.post(reverse("forms:new", args=["ansokan"])).status_code == 403
    assert client.get(reverse("forms:start")).status_code == 200


def test_a_form_that_is_not_there_cannot_be_started(client):
    client.force_login(a_draft().writer)

    assert client.post(reverse("forms:new", args=["finns-inte"])).status_code == 404


def test_the_overview_tells_how_far_each_section_has_come(client):
    draft = a_draft(rubrik="Processtöd", period={"unparsed": "i höst"}, kommentar="Klart")
    client.force_login(draft.writer)

    tasks = client.get(draft.url()).context["tasks"]

    assert [(task["title"], task["status"]) for task in tasks] == [
        ("Om", "behöver rättas"),
        ("Budget", "klar"),
        ("Plan", "inte påbörjad"),
        ("Bilagor", "inte påbörjad"),
    ]


def test_the_check_page_links_to_what_is_missing_and_offers_no_sending_in(client):
    draft = a_draft()
    client.force_login(draft.writer)

    page = client.get(draft.url(name="check"))

    assert [problem["href"] for problem in page.context["problems"]] == [f"{draft.url('om')}?saknas#id_rubrik"]
    assert page.context["may_send"] is False


def test_what_is_missing_is_422(client):
    draft = a_draft()
    client.force_login(draft.writer)

    response = client.post(draft.url(name="submit"), {"revision": draft.now.revision})

    assert (response.status_code, draft.now.state) == (422, Submission.State.DRAFT)


def test_a_sum_that_differs_is_told_and_does_not_stop_sending_in(client):
    draft = a_draft(rubrik="Processtöd", period=PERIOD, budget=s3_budget())
    client.force_login(draft.writer)

    page = client.get(draft.url(name="check"))
    response = client.post(draft.url(name="submit"), {"revision": draft.now.revision})

    assert len(page.context["notices"]) == 2
    assert (response.status_code, response.url) == (302, draft.url(name="sent"))
    assert draft.now.state == Submission.State.SUBMITTED


def test_answers_that_somebody_changed_since_they_were_read_are_409(client):
    draft = a_draft(rubrik="Processtöd")
    client.force_login(draft.writer)

    response = client.post(draft.url(name="submit"), {"revision": draft.now.revision - 1})

    assert (response.status_code, draft.now.state) == (409, Submission.State.DRAFT)


def test_sending_in_twice_is_409(client):
    draft = a_draft(rubrik="Processtöd")
    client.force_login(draft.writer)
    revision = draft.now.revision

    client.post(draft.url(name="submit"), {"revision": revision})

    assert client.post(draft.url(name="submit"), {"revision": revision}).status_code == 409


def test_the_page_after_sending_in_gives_the_number_that_another_app_knows(client, monkeypatch):
    draft = a_draft(rubrik="Processtöd")
    client.force_login(draft.writer)
    place = Whereabouts("RAR14-06", "/arenden/RAR14-06/", "Väntar på LSG Flen.")
    monkeypatch.setattr("forms.extensions._finders", [lambda found: {one.pk: place for one in found}])

    client.post(draft.url(name="submit"), {"revision": draft.now.revision})

    assert "RAR14-06" in client.get(draft.url(name="sent")).content.decode()
    assert "Väntar på LSG Flen." in client.get(reverse("forms:start")).content.decode()


@pytest.mark.parametrize("name", ["overview", "check", "sent", "print"])
def test_others_get_404_and_strangers_the_login(client, name):
    draft = a_draft()
    address = draft.url(name=name)
    anonymous = client.get(address)
    client.force_login(somebody_else())

    assert (anonymous.status_code, anonymous.url.startswith("/konto/login/")) == (302, True)
    assert client.get(address).status_code == 404
    assert client.post(draft.url(name="submit"), {"revision": 1}).status_code == 404


def test_a_member_of_the_group_does_not_send_in(client):
    from people.models import Role
    from tests.builders.people import seat

    draft = a_draft(rubrik="Processtöd")
    client.force_login(seat(draft.flen, Role.MEMBER))

    assert client.post(draft.url(name="submit"), {"revision": draft.now.revision}).status_code == 403
