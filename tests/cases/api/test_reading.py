"""What one reads by program beside the cases: what must follow, documents, money, meetings and what is to be done."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.add_obligation import add_obligation
from cases.actions.follow_up import add_action_item
from cases.actions.mark_secret import mark_secret
from cases.actions.register_document import register_document
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.meetings import a_held_meeting, a_meeting, board_point, the_point
from tests.builders.money import a_fund
from tests.builders.people import person

pytestmark = pytest.mark.django_db
PATHS = ("/obligations", "/funds", "/ledger", "/meetings", "/tasks")


@pytest.fixture
def world():
    return build.a_world()


def results(caller, path):
    response = caller.get(path)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def a_letter(case, by, **more):
    given = {"direction": "in", "kind": "letter", "title": "Brev", "counterpart": "Flens kommun"}
    return register_document(case, dated_on=timezone.localdate(), by=by, **given | more)


@pytest.mark.parametrize("path", PATHS)
def test_an_account_without_a_mandate_finds_nothing(world, path):
    assert refused(Caller(person("Ingen Alls")).get(path)) == (404, "not_found")


def test_what_must_follow_is_told_to_the_association_and_to_those_who_owe_it(world):
    case = build.granted_case(world, "lsg-flen")
    made = add_obligation(case, title="Slutrapport", kind="final_report", due_on=None, by=world.officer)
    for user in (world.officer, world.flen_chair):
        assert made.pk in {each["id"] for each in results(Caller(user), "/obligations")}
        listed = results(Caller(user), f"/cases/{case.number}/obligations")
        assert {"id": made.pk, "case": case.number, "kind": "final_report", "state": "open"}.items() <= next(
            each for each in listed if each["id"] == made.pk
        ).items()
    assert results(Caller(world.strangnas_chair), "/obligations") == []
    assert results(Caller(world.officer), "/obligations?standing=done") == []
    assert refused(Caller(world.officer).get("/obligations?standing=sen")) == (422, "not_valid")


def test_programs_are_told_nothing_of_a_secret_case(world):
    fund = a_fund(2014, 2015)
    case = build.granted_case(world, "lsg-flen", fund=fund)
    add_obligation(case, title="Slutrapport", due_on=None, by=world.officer)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    officer = Caller(world.officer)
    assert results(officer, "/obligations") == []
    entries = [each for each in results(officer, "/ledger") if each["kind"] == "committed"]
    assert entries
    assert all((each["case"], each["groups"]) == (None, "") for each in entries)
    assert refused(officer.get(f"/ledger?case={case.number}")) == (422, "not_valid")
    for part in ("obligations", "documents", "money", "documents/1/content", "moves/write"):
        assert refused(officer.get(f"/cases/{case.number}/{part}")) == (404, "not_found")


def test_the_mark_of_a_case_is_set_and_lifted_by_the_office_alone(world):
    case = build.an_application(world, "lsg-flen")
    officer, writer = Caller(world.officer), Caller(world.writer)
    path = f"/cases/{case.number}/secrecy"
    marked = officer.post(path, {"ground_text": "OSL 32:1"}, idempotency_key="a")
    assert marked.status_code == 200, marked.content
    assert officer.post(path, {"ground_text": "OSL 32:1"}, idempotency_key="a").json() == marked.json()
    lifting = {"reason": "Prövat på nytt."}
    assert refused(writer.post(f"{path}/lift", lifting, idempotency_key="a")) == (404, "not_found")
    assert officer.post(f"{path}/lift", lifting, idempotency_key="b").status_code == 200
    assert officer.get(f"/cases/{case.number}").status_code == 200


def test_a_document_is_registered_with_its_file_listed_and_fetched(world):
    case = build.an_application(world, "lsg-flen")
    officer = Caller(world.officer)
    sent = {
        "direction": "in",
        "kind": "letter",
        "dated_on": "2014-07-01",
        "title": "Brev",
        "counterpart": "Flens kommun",
    }
    sent["upload"] = SimpleUploadedFile("brev.png", build.PNG)
    done = officer.send_form(f"/cases/{case.number}/documents", sent, idempotency_key="a")
    assert done.status_code == 200, done.content
    number = done.json()["made"]["id"]
    (row,) = [each for each in results(officer, f"/cases/{case.number}/documents") if str(each["number"]) == number]
    assert (row["title"], row["file_name"], row["file_size"]) == ("Brev", "brev.png", len(build.PNG))
    fetched = officer.get(f"/cases/{case.number}/documents/{number}/content")
    assert b"".join(fetched) == build.PNG
    wrong = officer.send_form(f"/cases/{case.number}/documents", sent | {"dated_on": "2999-01-01"}, idempotency_key="b")
    assert refused(wrong) == (422, "not_valid")
    assert wrong.json()["problems"][0]["path"] == ["body", "dated_on"]


def test_the_words_of_a_marked_document_are_kept_from_those_it_is_hidden_from(world):
    case = build.an_application(world, "lsg-flen")
    letter = a_letter(case, world.officer, upload=SimpleUploadedFile("brev.png", build.PNG))
    mark_secret(case, document=letter, by=world.officer, ground_text="OSL 32:1", against_parties=True)
    path = f"/cases/{case.number}/documents"
    for user, is_hidden in ((world.officer, False), (world.flen_chair, True)):
        row = next(each for each in results(Caller(user), path) if each["number"] == letter.number)
        assert (row["hidden"], row["title"], row["file_name"]) == (
            is_hidden,
            *(("", "") if is_hidden else ("Brev", "brev.png")),
        )
        fetched = Caller(user).get(f"{path}/{letter.number}/content")
        assert fetched.status_code == (404 if is_hidden else 200)


def test_a_statement_has_its_entries_and_their_sums(world):
    fund = a_fund(2014, 2015)
    case = build.granted_case(world, "lsg-flen", fund=fund)
    chair = Caller(world.flen_chair)
    told = chair.get(f"/ledger?fund={fund.key}&year=2014").json()
    assert {each["kind"] for each in told["results"]} == {"appropriated", "committed"}
    (sums,) = told["years"]
    assert (sums["year"], sums["appropriated"]) == (2014, "2295000.00")
    (funded,) = results(chair, "/funds")
    year = next(each for each in funded["years"] if each["year"] == 2014)
    assert (year["committed"], year["left"]) == (sums["granted"], sums["left"])
    money = chair.get(f"/cases/{case.number}/money").json()
    assert next((each["year"], each["granted"]) for each in money["grants"]) == (2014, sums["granted"])
    assert refused(chair.get("/ledger?fund=finns-inte")) == (422, "not_valid")


def test_an_amount_of_a_case_that_one_may_not_see_stands_without_its_case(world):
    build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015))
    told = results(Caller(world.strangnas_chair), "/ledger")
    committed = [each for each in told if each["kind"] == "committed"]
    assert committed
    assert {each["case"] for each in committed} == {None}


def test_a_meeting_is_read_by_those_who_sit_in_its_body(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "Nästa möte")
    due = timezone.localdate() + timedelta(days=9)
    add_action_item(the_point(meeting), "Boka lokal", world.flen_chair, due_on=due, by=world.flen_chair)
    for user in (world.flen_chair, world.officer):
        caller = Caller(user)
        assert [each["id"] for each in results(caller, "/meetings?when=written")] == [meeting.pk]
        told = caller.get(f"/meetings/{meeting.pk}").json()
        (point,) = told["agenda"]
        assert (point["title"], point["tasks"][0]["what"]) == ("Nästa möte", "Boka lokal")
        assert [each["what"] for each in results(caller, "/tasks")] == ["Boka lokal"]
        assert results(caller, "/tasks?done=true") == results(caller, "/meetings?when=coming") == []
    other = Caller(world.strangnas_chair)
    assert results(other, "/meetings") == results(other, "/tasks") == []
    assert refused(other.get(f"/meetings/{meeting.pk}")) == (404, "not_found")


def test_a_secret_case_on_an_agenda_keeps_its_place_and_nothing_else(world):
    case, item = board_point(world)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    told = Caller(world.officer).get(f"/meetings/{item.meeting_id}").json()
    point = next(each for each in told["agenda"] if each["position"] == item.position)
    assert (point["case"], point["notes"], point["decision"]) == (None, "", "")
    assert case.number not in str(told)
    assert case.title not in str(told)


def cost(caller, path):
    with CaptureQueriesContext(connection) as captured:
        assert caller.get(path).status_code == 200
    return len(captured)


def test_reading_costs_the_same_with_little_and_with_much(world):
    fund = a_fund(2014, 2015, amount=90_000_000)
    callers = [Caller(world.officer), Caller(world.flen_chair)]
    case, (meeting, *_rest) = build.granted_case(world, "lsg-flen", fund=fund), more(world, fund)
    paths = [*PATHS, *(f"/cases/{case.number}/{part}" for part in ("obligations", "documents", "money", "moves"))]
    paths += [f"/meetings/{meeting.pk}"]
    for caller in callers:
        caller.get("/bodies")  # the key's use is noted once
    few = {(n, path): cost(caller, path) for n, caller in enumerate(callers) for path in paths}
    for _ in range(3):
        more(world, fund)
        add_obligation(case, title="Rapport", kind="status_report", due_on=None, by=world.officer)
        a_letter(case, world.officer)
    much = {(n, path): cost(caller, path) for n, caller in enumerate(callers) for path in paths}
    assert much == few
    assert max(few.values()) <= 20


def more(world, fund):
    """Another case with its money and its promises, and another meeting with its tasks."""
    case = build.granted_case(world, "lsg-flen", fund=fund)
    add_obligation(case, title="Rapport", due_on=None, by=world.officer)
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ekonomi", "Nästa möte")
    for item in meeting.items.all():
        add_action_item(item, "Boka lokal", world.flen_chair, by=world.flen_chair)
    return meeting, a_meeting(world.flen, world.flen_chair, "Övrigt")
