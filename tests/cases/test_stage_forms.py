"""An answer that waits for a form: begun by who may answer, shared with their colleagues, and kept with the case."""

import pytest
from django.urls import reverse

from cases.actions.answer_assignment import answer_assignment
from cases.actions.fill_stage_form import begin_stage_form
from cases.errors import CaseError
from cases.models import Case
from cases.queries.trail import check_trail
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.permissions import may_write
from people.models import Role
from tests.builders.cases import (
    a_world,
    an_application,
    field,
    published_form,
    route_json,
    section,
    support,
    waiting,
)
from tests.builders.people import seat

pytestmark = pytest.mark.django_db

OPINION = {
    "schema": 1,
    "kind": "form",
    "key": "yttrande",
    "title": "Yttrande",
    "sections": [
        section(
            "bedomning",
            field("rubrik", "text", "Rubrik", prefill={"from": "answer", "form": "ansokan", "field": "rubrik"}),
            field("motivering", "long_text", "Motivering", required=True),
        )
    ],
}


@pytest.fixture
def world():
    published_form(OPINION)
    route = route_json()
    route["stages"][1] |= {"form": "yttrande"}
    route["stages"][1]["outcomes"].append({"id": "vila", "key": "vila", "kind": "defer", "label": "Bordlägger"})
    return a_world(route)


@pytest.fixture
def case(world) -> Case:
    return support(an_application(world), "lsg-flen", by=world.flen_chair)


def write(case: Case, by, text: str = "Väl underbyggt.") -> None:
    submission = begin_stage_form(waiting(case), by=by)
    saved = save_answers(submission, {**submission.answers, "motivering": text}, submission.revision, by)
    submit_submission(saved, saved.revision, by)


def test_the_answer_waits_for_the_form(world, case):
    with pytest.raises(CaseError) as refused:
        answer_assignment(waiting(case), "tillstyrker", by=world.preparer)

    assert (refused.value.code, refused.value.field) == ("form_missing", "outcome")


def test_a_begun_form_is_not_enough(world, case):
    begin_stage_form(waiting(case), by=world.preparer)

    with pytest.raises(CaseError):
        answer_assignment(waiting(case), "tillstyrker", by=world.preparer)


def test_with_the_form_sent_in_the_answer_moves_the_case_and_the_trail_holds_both(world, case):
    write(case, world.preparer)
    answer_assignment(waiting(case), "tillstyrker", by=world.preparer)
    case.refresh_from_db()

    assert case.stage == "styrelsen"
    assert Case.objects.count() == 1
    assert case.documents.filter(title="Processtöd i Flen").exists()
    assert check_trail(case) == []


def test_it_begins_from_the_application(world, case):
    submission = begin_stage_form(waiting(case), by=world.preparer)

    assert submission.answers["rubrik"] == "Processtöd i Flen"
    assert [body.key for body in submission.bodies.all()] == ["beredningsgruppen"]


def test_beginning_again_goes_on_with_the_same(world, case):
    first = begin_stage_form(waiting(case), by=world.preparer)

    assert begin_stage_form(waiting(case), by=world.preparer) == first


def test_a_colleague_who_may_answer_writes_in_it_too(world, case):
    colleague = seat(world.preparatory_group, Role.MEMBER, name="Annan ledamot")
    submission = begin_stage_form(waiting(case), by=world.preparer)

    assert may_write(colleague, submission)
    assert not may_write(world.flen_chair, submission)
    assert not may_write(world.stranger, submission)


def test_deferring_needs_no_form_and_the_draft_is_there_the_next_time(world, case):
    first = begin_stage_form(waiting(case), by=world.preparer)
    answer_assignment(waiting(case), "vila", by=world.preparer)

    assert begin_stage_form(waiting(case), by=world.preparer) == first


def test_what_was_sent_can_be_changed_until_the_answer_is_given(world, case):
    write(case, world.preparer)
    write(case, world.preparer, "Ännu bättre underbyggt.")
    answer_assignment(waiting(case), "tillstyrker", by=world.preparer)
    case.refresh_from_db()

    said = case.events.get(kind="answered", data__outcome="tillstyrker", data__stage="beredning").data["form"]
    assert said["form_revision"] == 2
    assert check_trail(case) == []


def test_who_may_not_answer_does_not_begin_it(world, case):
    with pytest.raises(CaseError) as refused:
        begin_stage_form(waiting(case), by=world.flen_chair)

    assert refused.value.code == "no_mandate"


def test_a_stage_without_a_form_has_none_to_begin(world):
    case = an_application(world)

    with pytest.raises(CaseError) as refused:
        begin_stage_form(waiting(case), by=world.flen_chair)

    assert refused.value.code == "no_form_here"


def test_a_form_that_is_sent_when_the_stage_is_settled_is_refused(world, case):
    from cases.actions.withdraw_case import withdraw_case
    from forms.errors import NotReceived

    submission = begin_stage_form(waiting(case), by=world.preparer)
    saved = save_answers(submission, {"motivering": "Sent"}, submission.revision, world.preparer)
    withdraw_case(case, by=world.writer)

    with pytest.raises(NotReceived):
        submit_submission(saved, saved.revision, world.preparer)


def test_a_changed_opinion_is_found_in_the_trail(world, case):
    from forms.models import SubmissionRevision

    write(case, world.preparer)
    SubmissionRevision.objects.filter(submission__version__form__key="yttrande").update(answers={"motivering": "Nej"})

    assert [fault.code for fault in check_trail(Case.objects.get())] == ["form_differs"]


def test_the_case_page_leads_to_the_form_and_then_to_the_answer(world, case, client):
    client.force_login(world.preparer)
    page = client.get(case.get_absolute_url())
    assert "Fyll i ”Yttrande”" in page.content.decode()

    answer = client.post(reverse("cases:fill", args=[case.number]), {"turn": waiting(case).pk})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200

    write(case, world.preparer)
    assert "är ifyllt och inskickat" in client.get(case.get_absolute_url()).content.decode()


def test_who_sees_the_case_reads_what_was_sent_and_nobody_reads_a_draft(world, case, client):
    begin_stage_form(waiting(case), by=world.preparer)
    form = case.stage_forms.get()
    address = reverse("cases:filled", args=[case.number, form.pk])
    client.force_login(world.flen_chair)
    assert client.get(address).status_code == 404

    write(case, world.preparer)
    page = client.get(address)
    assert "Väl underbyggt." in page.content.decode()
    document = case.documents.get(revision__submission=form.submission)
    assert f"{address}?sandning=1" in client.get(document.get_absolute_url()).content.decode()

    client.force_login(world.stranger)
    assert client.get(address).status_code == 404
    assert client.post(reverse("cases:fill", args=[case.number]), {"turn": "1"}).status_code == 404


def test_a_colleague_without_the_role_is_refused_the_form(world, case, client):
    client.force_login(world.flen_chair)

    answer = client.post(reverse("cases:fill", args=[case.number]), {"turn": waiting(case).pk})

    assert answer.status_code == 403
