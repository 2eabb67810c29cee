"""Every act leaves its document, numbered within the case without a gap."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.request_supplement import request_supplement
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.models import CaseWord, Document
from forms.models import StoredFile
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


def registered(case):
    found = case.documents.order_by("number")
    return [(each.number, each.direction, each.kind, each.title, each.counterpart) for each in found]


def attached(submission, name):
    stored = StoredFile(
        submission=submission,
        field_key="bilagor",
        name=name,
        size=3,
        content_type="application/pdf",
        sha256="",
        uploaded_by=submission.created_by,
    )
    stored.file.save(name, ContentFile(b"pdf"), save=False)
    stored.save()
    entry = {"id": str(stored.uuid), "name": name, "size": 3}
    submission.answers = {**submission.answers, "bilagor": [*submission.answers.get("bilagor", []), entry]}
    submission.save()
    return stored


def test_a_case_has_a_document_for_all_that_came_in_and_was_drawn_up(world):
    case = build.granted_case(world, "lsg-flen")

    assert registered(case) == [
        (1, "in", "application", "Ansökan", "LSG Flen"),
        (2, "in", "opinion", "Tillstyrker", "LSG Flen"),
        (3, "drawn_up", "opinion", "Tillstyrker", "Beredningsgruppen"),
        (4, "drawn_up", "decision", "Bifall, § 34", "Styrelsen"),
    ]
    assert {each.dated_on for each in case.documents.all()} == {timezone.localdate()}


def test_each_file_is_registered_once_with_the_sending_that_brought_it(world):
    submission = build.a_submission(world, "lsg-flen")
    attached(submission, "CV.pdf")
    case = build.send_in(submission)
    request_supplement(build.waiting(case), by=world.flen_chair, sections=["om"], question="Bifoga budgeten")
    submission.refresh_from_db()
    attached(submission, "Budget.pdf")
    build.send_in(submission)

    assert registered(case) == [
        (1, "in", "application", "Ansökan", "LSG Flen"),
        (2, "in", "attachment", "CV.pdf", "LSG Flen"),
        (3, "out", "request", "Komplettering", "LSG Flen"),
        (4, "in", "supplement", "Ansökan", "LSG Flen"),
        (5, "in", "attachment", "Budget.pdf", "LSG Flen"),
    ]


def test_a_file_that_lies_in_a_draft_is_no_document(world):
    submission = build.a_submission(world, "lsg-flen")
    case = build.send_in(submission)
    request_supplement(build.waiting(case), by=world.flen_chair, sections=["om"], question="Bifoga budgeten")
    attached(submission, "Budget.pdf")

    assert not Document.objects.filter(attachment__isnull=False).exists()


def test_a_withdrawal_comes_in(world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    withdraw_case(case, by=world.writer, reason="Vi söker i höst i stället.")

    assert registered(case)[-1] == (2, "in", "withdrawal", "Återkallelse", "LSG Flen, LSG Strängnäs")


def test_a_refused_answer_leaves_no_document(world):
    case = build.an_application(world, "lsg-flen")
    with pytest.raises(CaseError):
        answer_assignment(build.waiting(case), "avstyrker", by=world.flen_chair)

    assert len(registered(case)) == 1


def test_cases_from_before_get_the_documents_that_acts_leave_now(world):
    granted = build.granted_case(world, "lsg-flen")
    asked = build.send_in(build.a_submission(world, "lsg-flen"))
    request_supplement(build.waiting(asked), by=world.flen_chair, sections=["om"], question="Mer")
    withdrawn = build.an_application(world, "lsg-flen")
    withdraw_case(withdrawn, by=world.writer)
    now = [registered(case) for case in (granted, asked, withdrawn)]
    words = set(CaseWord.objects.values_list("case", "stem"))
    Document.objects.all().delete()
    CaseWord.objects.all().delete()

    import_module("cases.migrations.0016_documents_that_were_there").register(apps, None)
    import_module("cases.migrations.0018_words_that_were_there").keep(apps, None)

    assert [registered(case) for case in (granted, asked, withdrawn)] == now
    # An opinion says no more than its outcome, so the words of a case are those of what came in.
    assert words <= set(CaseWord.objects.values_list("case", "stem"))
