"""A meeting by program: planned, called, held, settled with what moves its case, adjusted, published, corrected."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.actions.mark_secret import mark_secret
from cases.models import Case, Meeting, OutgoingEmail
from people.models import Role
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.meetings import a_held_meeting, a_meeting, board_point, the_point
from tests.builders.people import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


def day(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def act(caller, meeting, what, sent=None):
    return caller.post(f"/meetings/{meeting}/{what}", sent, idempotency_key=f"{what}-{meeting}")


def planned(world, **more):
    sent = {
        "body": "lsg-flen",
        "kind": "meeting",
        "day": day(7),
        "begins": "13.00",
        "ends": "15:00",
        "place": "Rådhuset",
    }
    return Caller(world.flen_chair).post("/meetings", sent | more, idempotency_key=f"plan{sorted(more)}")


def test_a_meeting_is_planned_changed_and_called_by_who_keeps_it(world):
    chair = Caller(world.flen_chair)
    done = planned(world)
    assert (done.status_code, done.json()["status"]) == (201, "planned"), done.content
    assert planned(world).json() == done.json()
    number, version = done.json()["meeting"], done.json()["version"]
    assert refused(act(chair, number, "call")) == (422, "not_valid")
    assert chair.post(f"/meetings/{number}/points", {"title": "Läget"}, idempotency_key="p").status_code == 200
    new = {"kind": "planning_day", "day": day(8), "begins": "9", "ends": "", "place": "Biblioteket", "version": version}
    assert refused(act(chair, number, "change", new | {"version": version + 7})) == (409, "too_late")
    changed = act(chair, number, "change", new)
    assert changed.json()["version"] == version + 1, changed.content
    assert act(chair, number, "call").json()["status"] == "called"
    told = chair.get(f"/meetings/{number}").json()
    assert (told["place"], told["keeps"], told["version"]) == ("Biblioteket", True, version + 2)
    assert OutgoingEmail.objects.filter(to=world.flen_chair).exists()
    assert refused(act(chair, number, "hold")) == (409, "too_late")
    assert act(chair, number, "cancel").json()["status"] == "cancelled"


def test_who_keeps_no_meetings_plans_none_and_strangers_find_none(world):
    sent = {"body": "lsg-flen", "kind": "meeting", "day": day(7), "begins": "13:00"}
    assert refused(Caller(world.strangnas_chair).post("/meetings", sent, idempotency_key="a")) == (422, "not_valid")
    assert refused(Caller(world.stranger).post("/meetings", sent, idempotency_key="a")) == (404, "not_found")
    assert refused(planned(world, begins="25:00")) == (422, "not_valid")
    assert refused(planned(world, begins="15:00", ends="13:00")) == (422, "not_valid")
    meeting = a_meeting(world.flen, world.flen_chair, "Ekonomi")
    assert refused(act(Caller(world.strangnas_chair), meeting.pk, "call")) == (404, "not_found")
    member = seat(world.flen, Role.MEMBER)
    assert refused(act(Caller(member), meeting.pk, "call")) == (403, "not_allowed")


def test_a_deputy_stands_for_who_is_away_and_for_nobody_who_is_there(world):
    seat(world.flen, name="Ersättare", deputy=True)
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ekonomi")
    chair = Caller(world.flen_chair)
    people = {row["name"]: row["person"] for row in chair.get(f"/meetings/{meeting.pk}").json()["attendance"]}
    deputy, away = people["Ersättare"], people[world.flen_chair.name]
    both = {"present": [{"person": deputy, "stands_for": away}, {"person": away}]}
    wrong = act(chair, meeting.pk, "attendance", both)
    assert refused(wrong) == (422, "not_valid")
    assert [each["path"] for each in wrong.json()["problems"]] == [["body", "present"]]
    sent = {"present": [{"person": deputy, "stands_for": away}], "others": "En gäst", "adjusters": [deputy]}
    assert act(chair, meeting.pk, "attendance", sent).status_code == 200
    told = chair.get(f"/meetings/{meeting.pk}").json()
    row = next(each for each in told["attendance"] if each["person"] == deputy)
    assert (row["is_present"], row["stands_for"], told["others"]) == (True, world.flen_chair.name, "En gäst")
    assert told["adjusting"] == [{"id": deputy, "name": "Ersättare"}]
    assert refused(act(chair, meeting.pk, "adjusters/ask")) == (409, "too_late")


def test_a_decision_of_the_meeting_moves_its_case_with_the_meetings_paragraph(world):
    case, item = board_point(world)
    officer, at = Caller(world.officer), f"points/{item.pk}"
    point = officer.get(f"/meetings/{item.meeting_id}/{at}").json()
    assert (point["decides"], "bifall" in {each["key"] for each in point["answers"]}) == (True, True)
    sent = {"version": point["version"], "notes": "Alla var med.", "outcome": "bifall", "granted": {"2014": "610000"}}
    wrong = act(officer, item.meeting_id, f"{at}/settle", sent)
    assert (refused(wrong), wrong.json()["problems"][0]["path"]) == ((422, "not_valid"), ["body", "decision"])
    stale = sent | {"version": point["version"] + 1, "decision": "Bifall."}
    assert refused(act(officer, item.meeting_id, f"{at}/settle", stale)) == (409, "too_late")
    done = act(officer, item.meeting_id, f"{at}/settle", sent | {"decision": "Bifall."})
    assert done.json()["made"] == [item.pk], done.content
    told = officer.get(f"/meetings/{item.meeting_id}").json()["agenda"][0]
    assert (told["paragraph"], told["decision"], told["outcome"]) == (1, "Bifall.", "Bifall")
    now = Case.objects.get(pk=case.pk)
    assert (now.status, now.decisions.get().paragraph) == ("ended", "1")
    again = act(officer, item.meeting_id, f"{at}/reword", {"version": told["version"], "notes": "Rättat."})
    assert again.status_code == 200, again.content
    assert refused(act(officer, item.meeting_id, f"{at}/remove")) == (409, "too_late")


def test_a_point_that_says_nothing_is_not_settled(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ekonomi")
    chair, at = Caller(world.flen_chair), f"points/{the_point(meeting).pk}"
    version = the_point(meeting).version
    for sent in ({}, {"notes": "Ja.", "granted": {"2014": "1"}}, {"notes": "Ja.", "outcome": "bifall"}):
        assert refused(act(chair, meeting.pk, f"{at}/settle", {"version": version} | sent)) == (422, "not_valid")
    assert refused(act(chair, meeting.pk, f"{at}/settle", {"notes": "Ja."})) == (422, "not_valid")
    assert act(chair, meeting.pk, f"{at}/settle", {"version": version, "notes": "Ja."}).status_code == 200


def test_the_agenda_is_arranged_worded_and_has_its_papers(world):
    meeting = a_meeting(world.flen, world.flen_chair, "Ett", "Två", "Tre")
    chair, base = Caller(world.flen_chair), f"/meetings/{meeting.pk}"
    first, second, third = meeting.items.values_list("pk", flat=True)
    assert act(chair, meeting.pk, "order", {"points": [third]}).status_code == 200
    assert [each["title"] for each in chair.get(base).json()["agenda"]] == ["Tre", "Ett", "Två"]
    worded = {"title": "Budget", "proposal": "Att godkänna.", "version": meeting.items.get(pk=first).version}
    assert act(chair, meeting.pk, f"points/{first}/change", worded).status_code == 200
    paper = SimpleUploadedFile("karta.png", build.PNG)
    added = chair.send_form(f"{base}/points/{first}/files", {"upload": paper}, idempotency_key="fil")
    assert added.status_code == 200, added.content
    (file,) = added.json()["made"]
    assert b"".join(chair.get(f"{base}/points/{first}/files/{file}/content")) == build.PNG
    assert refused(Caller(world.strangnas_chair).get(f"{base}/points/{first}/files/{file}/content"))[0] == 404
    assert refused(chair.get(f"{base}/points/{second}/files/{file}/content")) == (404, "not_found")
    point = next(each for each in chair.get(base).json()["agenda"] if each["id"] == first)
    assert (point["title"], [each["name"] for each in point["files"]]) == ("Budget", ["karta.png"])
    assert act(chair, meeting.pk, f"points/{first}/files/{file}/remove").status_code == 200
    assert act(chair, meeting.pk, f"points/{second}/remove").json()["made"] == [second]
    assert [each["title"] for each in chair.get(base).json()["agenda"]] == ["Tre", "Budget"]


def test_notes_are_adjusted_published_masked_corrected_and_taken_down(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ungdomar")
    chair, at = Caller(world.flen_chair), f"points/{the_point(meeting).pk}"
    assert refused(chair.get(f"/meetings/{meeting.pk}/publication")) == (409, "too_late")
    assert refused(act(chair, meeting.pk, "adjust")) == (409, "too_late")
    settled = {"version": the_point(meeting).version, "notes": "Greta ringer Karl."}
    assert act(chair, meeting.pk, f"{at}/settle", settled).status_code == 200
    assert act(chair, meeting.pk, "adjust").json()["status"] == "adjusted"
    told = chair.get(f"/meetings/{meeting.pk}/publication").json()
    said = next(each for each in told["passages"] if "Greta" in each["text"])
    start = said["text"].index("Greta")
    masks = {"words": ["Karl"], "stretches": [{"passage": said["key"], "start": start, "end": start + 5}]}
    unknown = {"seen": 0, "passages": ["finns-inte"]}
    assert refused(act(chair, meeting.pk, "publish", unknown)) == (422, "not_valid")
    outside = {"seen": 0, "stretches": [{"passage": said["key"], "start": 3, "end": 9_999}]}
    assert refused(act(chair, meeting.pk, "publish", outside)) == (422, "not_valid")
    assert act(chair, meeting.pk, "publish", masks | {"seen": 0}).status_code == 200
    public = Meeting.objects.get(pk=meeting.pk).published.get()
    words = " ".join(each["text"] for point in public.points.all() for each in point.passages)
    assert [name in words for name in ("Greta", "Karl", "ringer")] == [False, False, True]
    assert act(chair, meeting.pk, "corrections", {"text": "Det var Anna."}).status_code == 200
    late = chair.post(f"/meetings/{meeting.pk}/publish", masks | {"seen": 0}, idempotency_key="igen")
    assert refused(late) == (409, "too_late")
    assert chair.get(f"/meetings/{meeting.pk}").json()["corrections"] == ["Det var Anna."]
    assert act(chair, meeting.pk, "take-down").status_code == 200
    assert chair.get(f"/meetings/{meeting.pk}").json()["is_published"] is False


def test_a_point_about_a_secret_case_is_neither_read_nor_settled_by_program(world):
    case, item = board_point(world)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    officer, at = Caller(world.officer), f"points/{item.pk}"
    assert refused(officer.get(f"/meetings/{item.meeting_id}/{at}")) == (404, "not_found")
    sent = {"version": item.version, "notes": "Ja."}
    for what, body in ((f"{at}/settle", sent), (f"{at}/reword", sent), (f"{at}/remove", None)):
        assert refused(act(officer, item.meeting_id, what, body)) == (404, "not_found")
