"""Last year's application begins this year's: what fits comes along, the rest stands in a list."""

import re
from datetime import date

import pytest
from django.urls import reverse

from forms.actions.attach_file import attach_file
from forms.actions.import_form import import_form
from forms.actions.save_section import save_section
from forms.actions.submit_submission import submit_submission
from forms.models import Form, Submission
from tests.builders.filling import PERIOD, a_draft, a_file, chair_of, nobody, s3_budget, somebody_else
from tests.builders.forms import a_field, a_form, a_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forms_alone")]
PLAN = [{"id": "r1", "mal": "Mål", "aktivitet": "Träffar", "tid": PERIOD}]


def a_sent(**answers):
    draft = a_draft(rubrik="Processtöd", period=PERIOD, budget=s3_budget(), plan=PLAN, **answers)
    submit_submission(draft.now, draft.now.revision, draft.writer)
    return draft


def copy_of(draft) -> Submission:
    return Submission.objects.exclude(pk=draft.submission.pk).get()


def test_a_copy_has_the_answers_with_new_rows_and_old_days(client):
    draft = a_sent()
    client.force_login(draft.writer)

    response = client.post(draft.url(name="copy"))

    made = copy_of(draft)
    assert (response.status_code, response.url) == (302, reverse("forms:overview", args=[made.uuid]))
    assert (made.title, made.answers["period"], made.state) == ("Processtöd", PERIOD, "draft")
    assert {body.key for body in made.bodies.all()} == {"lsg-flen", "lsg-vingaker"}
    amounts = [line["amounts"] for line in made.answers["budget"]["lines"]]
    assert amounts == [line["amounts"] for line in s3_budget()["lines"]]
    assert {row["id"] for row in made.answers["plan"]}.isdisjoint({"r1"})
    assert (made.begun_from, made.left_over) == (draft.submission, [])
    assert list(made.events.values_list("kind", flat=True)) == ["copied"]


def test_what_was_sent_stays_as_it_was(client):
    draft = a_sent()
    before = draft.now.answers
    client.force_login(draft.writer)

    client.post(draft.url(name="copy"))

    assert (draft.now.answers, draft.now.state) == (before, "submitted")


def test_files_stay_and_are_named_in_the_list(client):
    draft = a_draft(rubrik="Processtöd")
    attach_file(draft.submission, "bilagor", a_file("avtal.pdf"), by=draft.writer)
    submit_submission(draft.now, draft.now.revision, draft.writer)
    client.force_login(draft.writer)

    page = client.post(draft.url(name="copy"), follow=True).content.decode()

    assert "bilagor" not in copy_of(draft).answers
    assert "avtal.pdf" in page


def test_a_group_that_is_no_more_is_left_by_name(client):
    draft = a_sent()
    draft.vingaker.valid_to = date(2020, 1, 1)
    draft.vingaker.save()
    client.force_login(draft.writer)

    client.post(draft.url(name="copy"))

    made = copy_of(draft)
    assert made.answers["sokande"] == ["lsg-flen"]
    assert [entry["text"] for entry in made.left_over] == ["LSG Vingåker"]


def test_the_copy_is_of_the_forms_current_version(client):
    draft = a_sent(bakgrund="Därför.")
    import_form(a_form(a_section("om", a_field("text", "rubrik"), a_field("body", "sokande", multiple=True))), None)
    client.force_login(draft.writer)

    page = client.post(draft.url(name="copy"), follow=True).content.decode()

    made = copy_of(draft)
    assert (made.version.number, sorted(made.answers)) == (2, ["rubrik", "sokande"])
    assert "Därför." in page


def test_the_list_of_applications_offers_it_for_what_was_sent_alone(client):
    draft, other = a_sent(), a_draft(rubrik="Utkast")
    client.force_login(draft.writer)

    page = client.get(reverse("forms:start")).content.decode()

    assert (draft.url(name="copy") in page, other.url(name="copy") in page) == (True, False)


def test_what_can_no_longer_be_begun_has_no_button_for_it(client):
    draft = a_sent()
    Form.objects.update(live=False)
    client.force_login(draft.writer)

    page = client.get(reverse("forms:start")).content.decode()

    assert draft.url(name="overview") in page
    assert set(re.findall(r'action="([^"]*)"', page)) == {reverse("account_logout"), reverse("set_language")}


def test_a_draft_is_no_ground_for_another(client):
    draft = a_draft()
    client.force_login(draft.writer)

    assert client.post(draft.url(name="copy")).status_code == 409
    assert Submission.objects.count() == 1


def test_strangers_are_refused(client):
    draft = a_sent()
    for user in (somebody_else(), nobody()):
        client.force_login(user)
        assert client.post(draft.url(name="copy")).status_code == 404
    assert Submission.objects.count() == 1


def test_a_form_that_is_closed_is_not_begun(client):
    draft = a_sent()
    Form.objects.update(live=False)
    client.force_login(chair_of(draft.flen))

    assert client.post(draft.url(name="copy")).status_code == 403


def test_what_could_not_be_carried_is_not_sent_in(client):
    draft = a_draft(rubrik="Processtöd")
    draft.submission.left_over = [{"label": "Syfte", "text": "Gammalt", "why": "no_question"}]
    draft.submission.save(update_fields=["left_over"])
    save_section(draft.now, "om", {"bakgrund": "Ny"}, draft.now.revision, draft.writer)

    sent = submit_submission(draft.now, draft.now.revision, draft.writer)

    assert "Gammalt" not in str(sent.answers)
