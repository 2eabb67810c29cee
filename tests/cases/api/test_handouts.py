"""Documents are handed out by program as on the page: judged one by one, masked, logged; by the office alone."""

import pytest

from cases.actions.mark_secret import mark_secret
from cases.models import Document, Handout
from tests.builders import cases as build
from tests.builders.agreements import a_scan
from tests.builders.api import Caller, refused

pytestmark = pytest.mark.django_db
LETTER = {"direction": "in", "kind": "letter", "dated_on": "2014-07-01", "title": "Brev", "counterpart": "Flens kommun"}


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return build.an_application(world, "lsg-flen")


def started(officer, case, *documents):
    sent = {"documents": list(documents), "recipient": "Sörmlands Nyheter", "asked_on": "2014-07-02"}
    done = officer.post(f"/cases/{case.number}/handouts", sent, idempotency_key="start")
    assert done.status_code == 200, done.content
    assert done.json()["made"]["kind"] == "handout"
    return f"/cases/{case.number}/handouts/{done.json()['made']['id']}"


def test_a_document_is_masked_and_handed_out_as_a_copy_of_its_own(world, case):
    officer = Caller(world.officer)
    path = started(officer, case, 1)
    (item,) = officer.get(path).json()["items"]
    assert (item["how"], item["has_text"], item["is_masked"]) == ("whole", True, False)
    shown = officer.get(f"{path}/items/{item['id']}/masks").json()
    first, second = shown["passages"][:2]
    masks = {"passages": [first["key"]], "stretches": [{"passage": second["key"], "start": 0, "end": 2}]}
    assert (
        refused(officer.post(f"{path}/items/{item['id']}/masks", {"passages": ["nej"]}, idempotency_key="a"))[0] == 422
    )
    assert officer.post(f"{path}/items/{item['id']}/masks", masks, idempotency_key="b").status_code == 200
    left = officer.get(f"{path}/items/{item['id']}/masks").json()
    assert (left["passages"][0]["left"], left["masks"]["passages"]) == ("[maskat]", [first["key"]])
    assert left["passages"][1]["left"] == "[maskat]" + second["text"][2:]
    # What is kept back needs its ground.
    assert refused(officer.post(f"{path}/settle", {}, idempotency_key="c")) == (422, "not_valid")
    judged = {"how": "masked", "ground_text": "OSL 32:1"}
    done = officer.send_form(f"{path}/items/{item['id']}", judged, idempotency_key="d")
    assert done.status_code == 200, done.content
    assert officer.post(f"{path}/settle", {}, idempotency_key="e").status_code == 200
    told = officer.get(path).json()
    assert (told["state"], told["items"][0]["copy_document"]) == ("partly", Document.objects.filter(case=case).count())
    text = officer.get(f"/cases/{case.number}/documents/{told['items'][0]['copy_document']}/text").json()
    assert [each["text"] for each in text["passages"][:2]] == ["[maskat]", "[maskat]" + second["text"][2:]]
    assert refused(officer.post(f"{path}/settle", {}, idempotency_key="f")) == (409, "too_late")


def test_a_file_is_masked_elsewhere_and_its_copy_sent(world, case):
    officer = Caller(world.officer)
    letter = officer.send_form(
        f"/cases/{case.number}/documents", LETTER | {"upload": a_scan("brev.pdf")}, idempotency_key="brev"
    )
    number = int(letter.json()["made"]["id"])
    path = started(officer, case, 1, number)
    text, file = officer.get(path).json()["items"]
    assert (file["has_text"], refused(officer.get(f"{path}/items/{file['id']}/masks"))) == (False, (404, "not_found"))
    judged = {"how": "masked", "ground_text": "OSL 32:1"}
    with_copy = judged | {"upload": a_scan("maskat.pdf")}
    assert refused(officer.send_form(f"{path}/items/{text['id']}", with_copy, idempotency_key="a")) == (
        422,
        "not_valid",
    )
    with_copy = judged | {"upload": a_scan("maskat.pdf")}
    assert officer.send_form(f"{path}/items/{file['id']}", with_copy, idempotency_key="b").status_code == 200
    assert officer.post(f"{path}/settle", {}, idempotency_key="c").status_code == 200
    copy = officer.get(path).json()["items"][1]["copy_document"]
    assert b"".join(officer.get(f"/cases/{case.number}/documents/{copy}/content")).startswith(b"%PDF")


def test_what_nobody_asks_for_any_more_is_dropped(world, case):
    officer = Caller(world.officer)
    path = started(officer, case, 1)
    assert officer.post(f"{path}/drop", idempotency_key="a").status_code == 200
    assert Handout.objects.get().state == "dropped"
    assert [each["state"] for each in officer.get(f"/cases/{case.number}/handouts").json()["results"]] == ["dropped"]
    assert refused(officer.post(f"{path}/drop", idempotency_key="b")) == (409, "too_late")


def test_others_than_the_office_hand_nothing_out(world, case):
    path = started(Caller(world.officer), case, 1)
    sent = {"documents": [1], "asked_on": "2014-07-02"}
    for who, status in ((world.writer, 403), (world.strangnas_chair, 404)):
        caller = Caller(who)
        assert refused(caller.post(f"/cases/{case.number}/handouts", sent, idempotency_key="a"))[0] == status
        assert refused(caller.get(path))[0] == status
        assert refused(caller.post(f"{path}/settle", {}, idempotency_key="b"))[0] == status


def test_of_a_secret_case_nothing_is_handed_out_by_program(world, case):
    path = started(Caller(world.officer), case, 1)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    assert refused(Caller(world.officer).get(path)) == (404, "not_found")
    assert refused(Caller(world.officer).post(f"{path}/settle", {}, idempotency_key="a")) == (404, "not_found")


def test_a_documents_text_is_read_by_who_may_read_it(world, case):
    path = f"/cases/{case.number}/documents/1/text"
    assert Caller(world.writer).get(path).json()["passages"]
    assert refused(Caller(world.strangnas_chair).get(path)) == (404, "not_found")
    mark_secret(
        case, by=world.officer, document=case.documents.get(number=1), ground_text="OSL 32:1", against_parties=True
    )
    assert refused(Caller(world.writer).get(path)) == (404, "not_found")
    assert Caller(world.officer).get(path).status_code == 200
