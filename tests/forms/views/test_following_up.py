"""A report starts with what the application that it follows up said."""

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.submit_submission import submit_submission
from forms.domain.definition import check_definition
from forms.models import Submission
from tests.builders.filling import a_draft, somebody_else
from tests.builders.forms import a_field, a_form, a_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forms_alone")]
NEW = "/ansokningar/ny/rapport/"


def from_answer(field):
    return {"from": "answer", "form": "ansokan", "field": field}


def a_report():
    return import_form(
        a_form(
            a_section(
                "om_rapporten",
                a_field("text", "rubrik"),
                a_field("text", "av", prefill={"from": "person.name"}),
                a_field("text", "for", prefill={"from": "group.name"}),
                a_field("body", "grupper", multiple=True, applicants=True, prefill=from_answer("sokande")),
                a_field("long_text", "insats", prefill=from_answer("bakgrund")),
                a_field("integer", "antal", prefill=from_answer("bakgrund")),
                a_field("text", "ingen", prefill=from_answer("finns_inte")),
            ),
            key="rapport",
        ),
        None,
    )


def a_sent(**answers):
    draft = a_draft(rubrik="Processtöd", bakgrund="Därför.", **answers)
    submit_submission(draft.now, draft.now.revision, draft.writer)
    return draft


def test_one_chooses_what_it_follows_up_and_its_answers_come_along(client):
    draft, _form = a_sent(), a_report()
    draft.submission.bodies.remove(draft.vingaker)
    client.force_login(draft.writer)

    choice = client.post(NEW)
    response = client.post(NEW, {"follows": str(draft.submission.uuid)})

    report = Submission.objects.get(version__form__key="rapport")
    assert (choice.status_code, str(draft.submission.uuid) in choice.content.decode()) == (200, True)
    assert response.url == reverse("forms:overview", args=[report.uuid])
    assert report.answers == {
        "av": draft.writer.name,
        "for": "LSG Flen",
        "grupper": ["lsg-flen", "lsg-vingaker"],
        "insats": "Därför.",
    }
    assert {body.key for body in report.bodies.all()} == {"lsg-flen", "lsg-vingaker"}
    assert report.begun_from == draft.submission


def test_one_may_begin_with_an_empty_form(client):
    draft, _form = a_sent(), a_report()
    client.force_login(draft.writer)

    client.post(NEW, {"follows": ""})

    report = Submission.objects.get(version__form__key="rapport")
    assert ("insats" in report.answers, report.begun_from) == (False, None)


def test_where_nothing_was_sent_in_it_starts_at_once(client):
    draft, _form = a_draft(), a_report()
    client.force_login(draft.writer)

    assert client.post(NEW).status_code == 302
    assert client.get(NEW).url == reverse("forms:start")


def test_only_what_one_may_see_can_be_followed_up(client):
    draft, _form = a_sent(), a_report()
    client.force_login(somebody_else())

    assert client.post(NEW, {"follows": str(draft.submission.uuid)}).status_code == 404
    assert not Submission.objects.filter(version__form__key="rapport").exists()


@pytest.mark.parametrize(
    ("kind", "prefill", "code"),
    [
        ("integer", {"from": "person.name"}, "prefill_does_not_fit"),
        ("files", from_answer("bilagor"), "prefill_does_not_fit"),
        ("text", {"from": "answer"}, "bad_value"),
        ("text", {"from": "nobody"}, "bad_value"),
        ("text", {"from": ["x"]}, "bad_value"),
    ],
)
def test_a_prefill_that_cannot_be_is_refused(kind, prefill, code):
    problems = check_definition(a_form(a_section("om", a_field(kind, prefill=prefill))))

    assert [problem.code for problem in problems] == [code]
