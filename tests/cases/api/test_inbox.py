"""What waits, by program: the same as on the page, nothing of secret cases, and the office reminds of what is late."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.actions.mark_secret import mark_secret
from cases.actions.post_message import post_message
from cases.actions.request_supplement import request_supplement
from cases.models import Case, Document
from tests.builders import cases as build
from tests.builders.api import Caller, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


def numbers(rows):
    return [each["case"] for each in rows]


def test_the_one_it_waits_for_finds_it_and_who_waits_finds_it_too(world):
    case = build.an_application(world, "lsg-flen")
    chair, writer = Caller(world.flen_chair), Caller(world.writer)
    mine = chair.get("/inbox").json()
    assert (numbers(mine["mine"]), mine["mine_count"]["is_longer"]) == ([case.number], False)
    assert mine["mine"][0]["kind"] == "answer"
    assert numbers(writer.get("/inbox?view=others").json()["others"]) == [case.number]
    assert numbers(chair.get("/inbox?view=unread").json()["mine"]) == []
    assert numbers(chair.get("/inbox?q=finns-inte").json()["mine"]) == []
    assert refused(chair.get("/inbox?view=hittepå")) == (422, "not_valid")


def test_of_a_secret_case_nothing_is_told_or_counted(world):
    case = build.an_application(world, "lsg-flen")
    post_message(case, by=world.officer, text="Hej")
    chair = Caller(world.flen_chair)
    before = chair.get("/inbox").json()["mine_count"]["number"]
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    told = chair.get("/inbox").json()
    assert (told["mine"], told["unread"], told["mine_count"]["number"]) == ([], [], before - 1)
    assert Caller(world.officer).get("/inbox").json()["late_with_others"] == []


def test_messages_are_marked_as_read_as_far_as_they_were_shown(world):
    case = build.an_application(world, "lsg-flen")
    first = post_message(case, by=world.officer, text="Ett")
    writer = Caller(world.writer)
    (unread,) = writer.get("/inbox").json()["unread"]
    assert (unread["case"], unread["count"], unread["last"]) == (case.number, 1, first.pk)
    post_message(case, by=world.officer, text="Två")
    assert writer.post("/inbox/read", {"case": case.number, "last": first.pk}).status_code == 200
    assert [each["count"] for each in writer.get("/inbox").json()["unread"]] == [1]
    assert refused(writer.post("/inbox/read", {"case": case.number, "last": 2**40})) == (422, "not_valid")
    other = Caller(world.strangnas_chair)
    assert refused(other.post("/inbox/read", {"case": case.number, "last": first.pk})) == (404, "not_found")


def test_the_office_reminds_of_what_is_late_once_a_day(world):
    case = build.an_application(world, "lsg-flen")
    officer = Caller(world.officer)
    assert officer.post("/reminders", {"cases": [case.number]}).json() == {"sent": 0, "earlier": 0, "gone_on": 1}
    late = timezone.localdate() - timedelta(days=3)
    Case.objects.filter(pk=case.pk).update(due_on=late)
    case.assignments.update(due_on=late)
    assert officer.post("/reminders", {"cases": [case.number]}).json() == {"sent": 1, "earlier": 0, "gone_on": 0}
    assert officer.post("/reminders", {"cases": [case.number]}).json() == {"sent": 0, "earlier": 1, "gone_on": 0}
    assert refused(officer.post("/reminders", {})) == (422, "not_valid")
    assert refused(officer.post("/reminders", {"cases": ["RAR99-99"]})) == (404, "not_found")
    assert refused(Caller(world.writer).post("/reminders", {"cases": [case.number]})) == (403, "not_allowed")


def test_two_revisions_are_compared_answer_by_answer(world):
    case = build.an_application(world, "lsg-flen")
    writer, path = Caller(world.writer), f"/cases/{case.number}/revisions"
    assert ([each["number"] for each in writer.get(path).json()["results"]], writer.get(f"{path}/compare").json()) == (
        [1],
        None,
    )
    request_supplement(build.waiting(case), by=world.flen_chair, sections=["om"], question="Rubriken?")
    draft = f"/submissions/{case.submission.uuid}"
    version = writer.get(draft)["ETag"]
    saved = writer.patch(f"{draft}/answers", {"answers": {"rubrik": "Ny rubrik"}}, if_match=version)
    assert saved.status_code == 200, saved.content
    sent = writer.post(f"{draft}/submit", if_match=saved["ETag"], idempotency_key="a")
    assert sent.status_code == 200, sent.content
    told = writer.get(f"{path}/compare").json()
    assert (told["before"]["number"], told["after"]["number"]) == (1, 2)
    assert [each["after"] for each in told["changes"]] == ["Ny rubrik"]
    assert refused(writer.get(f"{path}/compare?first=1&second=9")) == (404, "not_found")
    assert refused(Caller(world.strangnas_chair).get(path)) == (404, "not_found")


def test_a_file_of_a_message_is_registered_by_the_office(world):
    case = build.an_application(world, "lsg-flen")
    picture = SimpleUploadedFile("karta.png", build.PNG)
    sent = {"text": "Se kartan", "attached": [picture]}
    path = f"/cases/{case.number}/messages"
    assert Caller(world.writer).send_form(f"{path}/with-files", sent, idempotency_key="a").status_code == 201
    (row,) = Caller(world.writer).get(path).json()["results"]
    register = f"{path}/{row['id']}/files/{row['files'][0]['id']}/register"
    assert refused(Caller(world.writer).post(register, idempotency_key="a")) == (403, "not_allowed")
    officer = Caller(world.officer)
    done = officer.post(register, idempotency_key="a")
    assert done.json()["made"] == {"kind": "document", "id": str(Document.objects.filter(case=case).count())}
    assert refused(officer.post(register, idempotency_key="b")) == (409, "too_late")
