"""Agreements, changes of what was granted and the files of messages, by program."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.models import Agreement, ChangeRequest, Message
from tests.builders import agreements as agreeing
from tests.builders import cases as build
from tests.builders.api import Caller, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return agreeing.a_world()


@pytest.fixture
def case(world):
    return build.granted_case(world, "lsg-flen")


def draft(officer, case, **more):
    asked = officer.get(f"/cases/{case.number}/moves/draw_up_agreement").json()
    template = int(asked["choices"]["template"][0]["value"])
    sent = {"template": template, "employer": "Flens kommun", "period_from": "2014-07-01", "period_to": "2015-12-31"}
    return officer.post(f"/cases/{case.number}/agreements", sent | more, idempotency_key=f"draft{len(more)}")


def told(caller, case):
    return caller.get(f"/cases/{case.number}/agreements").json()


def test_an_agreement_is_drawn_up_sent_and_signed_until_it_is_in_force(world, case):
    officer, base = Caller(world.officer), f"/cases/{case.number}"
    made = draft(officer, case).json()["made"]
    assert made == {"kind": "agreement", "id": "1"}
    (now,) = told(officer, case)
    assert (now["status"], told(Caller(world.writer), case)) == ("draft", [])
    sent = {"revision": now["revision"], "sign_by": (timezone.localdate() + timedelta(days=9)).isoformat()}
    assert refused(Caller(world.writer).post(f"{base}/agreements/1/send", sent, idempotency_key="a"))[0] in (403, 404)
    assert refused(officer.post(f"{base}/agreements/1/send", sent | {"revision": 99}, idempotency_key="a")) == (
        409,
        "too_late",
    )
    assert officer.post(f"{base}/agreements/1/send", sent, idempotency_key="b").status_code == 200
    parties = [each for each in told(officer, case)[0]["parties"] if each["signs"]]
    for party in parties:
        signed = {"signed_on": timezone.localdate().isoformat(), "signed_by": "Anna Ek", "upload": agreeing.a_scan()}
        path = f"{base}/parties/{party['id']}/signature"
        done = officer.send_form(path, signed, idempotency_key=str(party["id"]))
        assert done.status_code == 200, done.content
    assert Agreement.objects.get().status == Agreement.Status.IN_FORCE
    again = {"signed_on": timezone.localdate().isoformat(), "signed_by": "Anna Ek", "reference": "BankID 1"}
    late = officer.send_form(f"{base}/parties/{parties[0]['id']}/signature", again, idempotency_key="z")
    assert refused(late) == (409, "too_late")


def test_a_draft_is_changed_and_cancelled_by_the_office_alone(world, case):
    officer, path = Caller(world.officer), f"/cases/{case.number}/agreements/1"
    assert refused(draft(officer, case, employer="")) == (422, "not_valid")
    assert draft(officer, case).status_code == 200
    now = Agreement.objects.get()
    changed = {"revision": now.revision, "template": now.template_id, "employer": "Trosa kommun"}
    changed |= {"period_from": "2014-07-01", "period_to": "2015-12-31"}
    assert officer.post(f"{path}/change", changed, idempotency_key="b").status_code == 200
    assert refused(officer.post(f"{path}/change", changed, idempotency_key="c")) == (409, "too_late")
    assert "Trosa kommun" in {each["name"] for each in told(officer, case)[0]["parties"]}
    assert refused(Caller(world.writer).post(f"{path}/cancel", {"reason": "Fel."}, idempotency_key="d"))[0] in (
        403,
        404,
    )
    assert officer.post(f"{path}/cancel", {"reason": "Fel."}, idempotency_key="e").status_code == 200
    assert told(officer, case)[0]["status"] == "cancelled"


def test_notice_is_given_with_its_letter_and_taken_back_with_a_reason(world, case):
    agreeing.in_force(case, by=world.officer)
    officer, path = Caller(world.officer), f"/cases/{case.number}/agreements/1/notice"
    asked = officer.get(f"/cases/{case.number}/moves/terminate_agreement?id=1").json()
    employer = next(each["value"] for each in asked["choices"]["party"] if each["label"] == agreeing.EMPLOYER)
    sent = {"party": employer, "received_on": timezone.localdate().isoformat(), "ground": "notice", "reason": "Slut."}
    with_letter = sent | {"upload": agreeing.a_scan("brev.pdf")}
    assert refused(Caller(world.writer).send_form(path, with_letter, idempotency_key="a")) == (403, "not_allowed")
    assert refused(officer.send_form(path, sent, idempotency_key="b")) == (422, "not_valid")
    assert refused(officer.send_form(path, sent | {"party": 9}, idempotency_key="c")) == (422, "not_valid")
    with_letter = sent | {"upload": agreeing.a_scan("brev.pdf")}
    done = officer.send_form(path, with_letter, idempotency_key="d")
    assert (done.status_code, done.json()["made"]) == (200, {"kind": "notice", "id": "1"}), done.content
    (now,) = told(officer, case)
    given = [(each["party"], each["ground"], each["reason"], each["withdrawn_on"]) for each in now["notices"]]
    assert (now["status"], given) == ("terminated", [(agreeing.EMPLOYER, "notice", "Slut.", None)])
    late = officer.send_form(path, sent | {"upload": agreeing.a_scan("brev.pdf")}, idempotency_key="e")
    assert refused(late) == (409, "too_late")
    back = f"{path}/take-back"
    assert refused(officer.post(back, {"reason": ""}, idempotency_key="f")) == (422, "not_valid")
    assert officer.post(back, {"reason": "De går vidare."}, idempotency_key="g").status_code == 200
    (now,) = told(officer, case)
    assert (now["status"], now["notices"][0]["withdrawn_on"]) == ("in_force", timezone.localdate().isoformat())
    assert refused(officer.post(back, {"reason": "Igen."}, idempotency_key="h")) == (409, "too_late")


def test_a_change_is_asked_for_only_of_what_was_granted_and_where_there_is_a_form_for_it(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}/changes"
    assert refused(writer.post(path, {"parts": ["period"]}, idempotency_key="a")) == (409, "too_late")
    assert refused(Caller(world.preparer).post(path, {"parts": ["period"]}, idempotency_key="a")) == (
        403,
        "not_allowed",
    )
    assert not ChangeRequest.objects.exists()


def test_files_are_written_with_a_message_and_read_by_its_readers_alone(world, case):
    officer, writer = Caller(world.officer), Caller(world.writer)
    path = f"/cases/{case.number}/messages"
    picture = SimpleUploadedFile("karta.png", build.PNG)
    sent = {"text": "Se kartan", "audience": "internal", "attached": [picture]}
    done = officer.send_form(f"{path}/with-files", sent, idempotency_key="a")
    assert (done.status_code, done.json()["made"]["kind"]) == (201, "message"), done.content
    picture.seek(0)
    assert officer.send_form(f"{path}/with-files", sent, idempotency_key="a").json() == done.json()
    (row,) = [each for each in officer.get(path).json()["results"] if each["files"]]
    (file,) = row["files"]
    assert (file["name"], file["size"], file["document"]) == ("karta.png", len(build.PNG), None)
    content = f"{path}/{row['id']}/files/{file['id']}/content"
    assert b"".join(officer.get(content)) == build.PNG
    assert refused(writer.get(content)) == (404, "not_found")
    wrong = {"text": "Se", "attached": [SimpleUploadedFile("a.exe", b"MZ\x90")]}
    assert refused(writer.send_form(f"{path}/with-files", wrong, idempotency_key="b"))[0] == 422
    assert Message.objects.filter(case=case, files__isnull=False).count() == 1
