"""A draft under way when the form is published anew is finished as it is, or carried over without a word lost."""

import pytest

from forms.actions.attach_file import attach_file
from forms.actions.import_form import import_form
from forms.actions.save_section import save_section
from forms.actions.submit_submission import submit_submission
from tests.builders.filling import a_draft, a_file, nobody, seat, somebody_else
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forms_alone")]
PLAN = [{"id": "r1", "mal": "Mål"}]


def publish_anew():
    """Without the background and the plan, with a question of its own."""
    fields = (a_field("text", "rubrik"), a_field("body", "sokande", multiple=True, applicants=True))
    files = a_field("files", "bilagor")
    import_form(a_form(a_section("om", *fields, a_field("text", "nytt", label="En ny fråga"), files)), None)


def a_draft_under_way():
    draft = a_draft(rubrik="Processtöd", bakgrund="Därför.", plan=PLAN)
    attach_file(draft.submission, "bilagor", a_file("avtal.pdf"), by=draft.writer)
    publish_anew()
    return draft


def test_the_overview_says_so_and_shows_the_way(client):
    draft = a_draft_under_way()
    client.force_login(draft.writer)

    assert draft.url(name="new-version") in client.get(draft.url()).content.decode()


def test_the_page_lists_what_cannot_come_along_and_what_is_new_and_changes_nothing(client):
    draft = a_draft_under_way()
    client.force_login(draft.writer)

    page = client.get(draft.url(name="new-version")).content.decode()

    assert ("Därför." in page, "En ny fråga" in page) == (True, True)
    assert (draft.now.version.number, draft.now.answers["bakgrund"]) == (1, "Därför.")


def test_carried_over_it_keeps_answers_rows_and_files_and_the_rest_as_text(client):
    draft = a_draft_under_way()
    client.force_login(draft.writer)

    response = client.post(draft.url(name="new-version"), {"revision": draft.now.revision}, follow=True)

    now = draft.now
    assert (now.version.number, now.title) == (2, "Processtöd")
    assert sorted(now.answers) == ["bilagor", "rubrik", "sokande"]
    assert [(left["label"], left["text"]) for left in now.left_over] == [("Bakgrund", "Därför."), ("Plan", "Mål")]
    assert "Därför." in response.content.decode()
    assert now.events.last().kind == "carried"


def test_a_save_in_between_is_409_and_the_list_is_made_anew(client):
    draft = a_draft_under_way()
    stale = draft.now.revision
    save_section(draft.now, "om", {"bakgrund": "Nyare."}, stale, draft.writer)
    client.force_login(draft.writer)

    response = client.post(draft.url(name="new-version"), {"revision": stale})

    assert (response.status_code, "Nyare." in response.content.decode()) == (409, True)
    assert draft.now.version.number == 1


def test_it_may_be_finished_and_sent_in_as_it_is():
    draft = a_draft_under_way()

    submit_submission(draft.now, draft.now.revision, draft.writer)

    assert (draft.now.version.number, draft.now.state) == (1, "submitted")


def test_what_was_sent_in_stays_on_its_version(client):
    draft = a_draft_under_way()
    submit_submission(draft.now, draft.now.revision, draft.writer)
    client.force_login(draft.writer)

    response = client.post(draft.url(name="new-version"), {"revision": draft.now.revision})

    assert (response.url, draft.now.version.number) == (draft.url(), 1)


def test_strangers_get_404_and_members_who_only_read_403(client):
    draft = a_draft_under_way()
    for user, status in ((nobody(), 404), (somebody_else(), 404), (seat(draft.flen, Role.MEMBER), 403)):
        client.force_login(user)
        assert client.post(draft.url(name="new-version"), {"revision": draft.now.revision}).status_code == status
    assert draft.now.version.number == 1
