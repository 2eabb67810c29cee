"""Filling in by program: versions, refusals, sending in once, files."""

import pytest

from forms.models import StoredFile, Submission, SubmissionRevision
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.filling import a_draft, a_file, somebody_else

pytestmark = pytest.mark.django_db
PERIOD = {"from": "2014-01-01", "to": "2015-12-31"}
BUDGET = {"lines": [{"id": "lon", "key": "lon", "label": "Lön", "amounts": {"2014": "600 000", "2015": "0,5 tkr"}}]}


@pytest.fixture
def draft():
    return a_draft(rubrik="Processtöd")


@pytest.fixture
def anna(draft):
    return Caller(draft.writer)


@pytest.fixture
def path(draft):
    return f"/submissions/{draft.submission.uuid}"


def test_trying_answers_keeps_nothing_and_tells_values_raw_and_as_shown(anna, draft):
    answers = {"period": "140101–151231", "budget": BUDGET}
    tried = anna.post("/forms/ansokan/versions/1/evaluate", {"answers": answers}).json()
    assert tried["values"]["period"] == {"raw": PERIOD, "formatted": "2014-01-01–2015-12-31"}
    assert tried["values"]["budget"]["raw"]["grand_total"] == "600500"
    assert tried["values"]["budget"]["formatted"] == "600\u00a0500\u00a0kr"
    assert tried["required"] == ["rubrik"]
    assert [(each["code"], each["path"]) for each in tried["problems"]] == [("required", ["rubrik"])]
    assert tried["complete"] is False
    assert draft.now.answers == draft.submission.answers


def test_problems_are_told_in_the_language_that_is_asked_for(draft):
    def message(language):
        caller = Caller(draft.writer, language=language)
        tried = caller.post("/forms/ansokan/versions/1/evaluate", {"answers": {}})
        assert tried["Content-Language"] == language
        return tried.json()["problems"][0]["message"]

    assert message("en") == "Fill in “Rubrik”."
    assert message("sv") != message("en")


def test_a_save_goes_on_from_the_version_that_it_names(anna, path, draft):
    started = anna.get(path)["ETag"]
    saved = anna.patch(f"{path}/answers", {"answers": {"rubrik": "Nytt", "kommentar": "Ja"}}, if_match=started)
    assert saved.status_code == 200
    assert saved.json()["answers"]["kommentar"] == "Ja"
    assert saved["ETag"] == anna.get(path)["ETag"] != started
    late = anna.patch(f"{path}/answers", {"answers": {"rubrik": "För sent"}}, if_match=started)
    assert refused(late) == (412, "stale")
    assert late["ETag"] == saved["ETag"]
    assert draft.now.answers["rubrik"] == "Nytt"


@pytest.mark.parametrize(
    ("if_match", "problem"),
    [
        ("", (428, "precondition_missing")),
        ("*", (428, "precondition_missing")),
        ('W/"1"', (412, "stale")),
        ("hej", (412, "stale")),
    ],
)
def test_nothing_is_saved_without_the_right_version(anna, path, if_match, problem):
    for method, where in (("patch", "/answers"), ("put", "/sections/om")):
        response = anna.call(method, path + where, {"answers": {"rubrik": "x"}}, if_match=if_match)
        assert refused(response) == problem


def test_saving_many_sections_is_all_or_nothing(anna, path, draft):
    sent = {"rubrik": "Ny", "kommentar": "Ny", "okand": 1}
    response = anna.patch(f"{path}/answers", {"answers": sent}, if_match='"1"')
    assert refused(response) == (422, "unknown_field")
    assert response.json()["problems"][0]["path"] == ["okand"]
    assert draft.now.answers["rubrik"] == "Processtöd"


def test_null_takes_an_answer_away_and_a_whole_section_takes_what_is_left_out(anna, path, draft):
    saved = anna.patch(f"{path}/answers", {"answers": {"bakgrund": "Bra"}}, if_match='"1"')
    saved = anna.patch(f"{path}/answers", {"answers": {"bakgrund": None, "period": PERIOD}}, if_match=saved["ETag"])
    assert "bakgrund" not in saved.json()["answers"]
    anna.put(f"{path}/sections/om", {"answers": {"rubrik": "Kvar"}}, if_match=saved["ETag"])
    assert draft.now.answers == {"rubrik": "Kvar"}


def test_a_section_that_the_form_has_not_is_not_found(anna, path):
    assert refused(anna.put(f"{path}/sections/nej", {"answers": {}}, if_match='"1"')) == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('{"answers": {"rubrik": "a", "rubrik": "b"}}', (400, "unreadable")),
        ('{"answers": {}', (400, "unreadable")),
        ('{"answers": {"rubrik": NaN}}', (400, "unreadable")),
        (b'{"answers": {"rubrik": "\xff"}}', (400, "unreadable")),
        ('{"answers": {"plan": ' + "[" * 60 + "]" * 60 + "}}", (400, "unreadable")),
        ('{"answers": {"plan": ' + "[" * 100_000 + "]" * 100_000 + "}}", (400, "unreadable")),
        ('{"answers": {"bakgrund": "' + "x" * 1_100_000 + '"}}', (413, "too_large")),
        ('{"answers": {}, "mer": 1}', (422, "not_valid")),
        ('{"answers": []}', (422, "not_valid")),
        ("[]", (422, "not_valid")),
        ("", (422, "not_valid")),
    ],
)
def test_a_body_that_does_not_fit_is_refused_and_nothing_is_kept(anna, path, draft, body, problem):
    assert refused(anna.patch(f"{path}/answers", body, if_match='"1"')) == problem
    assert draft.now.revision == 1


def test_a_body_of_another_type_is_refused(anna, path):
    response = anna.patch(f"{path}/answers", "answers=1", if_match='"1"', content_type="text/plain")
    assert refused(response) == (415, "not_json")


@pytest.mark.parametrize("lone", ["\\ud800", "\\u0000", "a\\u0000b"])
def test_text_that_no_database_holds_is_refused_where_it_stands(anna, path, draft, lone):
    saved = anna.patch(f"{path}/answers", f'{{"answers": {{"rubrik": "{lone}"}}}}', if_match='"1"')
    assert refused(saved) == (422, "not_valid")
    assert [each["path"] for each in saved.json()["problems"]] == [["body", "answers", "rubrik"]]
    assert draft.now.revision == 1
    caller = Caller(build.a_world(form=build.form_json("annan"), route=build.route_json("annan", "annan")).writer)
    started = caller.post("/submissions", f'{{"form": "annan", "groups": ["{lone}"]}}')
    assert refused(started) == (422, "not_valid")


def test_files_come_and_go(anna, path, draft):
    attached = anna.upload(f"{path}/files", "bilagor", a_file())
    assert attached.status_code == 201
    file = f"/files/{attached.json()['id']}"
    assert anna.get(file).json() == attached.json()
    fetched = anna.get(f"{file}/content")
    assert b"".join(fetched.streaming_content) == a_file().read()
    assert fetched["Content-Disposition"].startswith("attachment")
    assert anna.get(path).json()["answers"]["bilagor"][0]["id"] == attached.json()["id"]
    assert anna.delete(file).status_code == 204
    assert refused(anna.get(file)) == refused(anna.delete(file)) == (404, "not_found")
    assert StoredFile.objects.count() == 0


def test_files_are_refused_by_what_they_are_and_where(anna, path):
    assert refused(anna.upload(f"{path}/files", "bilagor", a_file("bild.png"))) == (422, "file_refused")
    assert refused(anna.upload(f"{path}/files", "bilagor", a_file(content=b""))) == (422, "file_refused")
    assert refused(anna.upload(f"{path}/files", "rubrik", a_file())) == (422, "unknown_field")
    assert refused(anna.post(f"{path}/files", {})) == (422, "not_valid")


def test_a_stranger_has_nothing_to_do_with_anothers_files(anna, path):
    file = f"/files/{anna.upload(f'{path}/files', 'bilagor', a_file()).json()['id']}"
    stranger = Caller(somebody_else())
    assert refused(stranger.get(file)) == refused(stranger.get(f"{file}/content")) == (404, "not_found")
    assert refused(stranger.delete(file)) == (404, "not_found")
    assert refused(stranger.upload(f"{path}/files", "bilagor", a_file())) == (404, "not_found")


@pytest.fixture
def world():
    return build.a_world()


def ready(world, writer=None):
    """A caller with a submission that can be sent in: its address and its version."""
    caller = Caller(writer or world.writer)
    created = caller.post("/submissions", {"form": "ansokan", "groups": ["lsg-flen"]})
    assert created.status_code == 201
    path = created["Location"].removeprefix("/api/v1")
    saved = caller.patch(f"{path}/answers", {"answers": {"rubrik": "Stöd"}}, if_match=created["ETag"])
    return caller, path, saved["ETag"]


def test_the_same_key_sends_in_once_and_answers_the_same(world):
    caller, path, version = ready(world)
    sent = caller.post(f"{path}/submit", if_match=version, idempotency_key="nyckel-1")
    again = caller.post(f"{path}/submit", if_match=version, idempotency_key="nyckel-1")
    assert sent.status_code == again.status_code == 200
    assert sent.json() == again.json()
    assert SubmissionRevision.objects.count() == 1
    assert caller.get(f"/cases/{sent.json()['reference']}").json()["title"] == "Stöd"
    other = caller.post(f"{path}/submit", if_match=version, idempotency_key="nyckel-2")
    assert refused(other) == (409, "already_submitted")


def test_a_key_that_was_used_for_something_else_is_refused(world):
    caller, path, version = ready(world)
    caller.post(f"{path}/submit", if_match=version, idempotency_key="nyckel")
    _caller, second, version = ready(world)
    assert refused(caller.post(f"{second}/submit", if_match=version, idempotency_key="nyckel")) == (422, "key_reused")
    assert refused(caller.post(f"{path}/submit", if_match='"77"', idempotency_key="nyckel")) == (422, "key_reused")
    assert Submission.objects.filter(state="draft").count() == 1


def test_two_people_may_make_up_the_same_key(world):
    for writer in (world.writer, world.officer):
        caller, path, version = ready(world, writer)
        assert caller.post(f"{path}/submit", if_match=version, idempotency_key="1").status_code == 200


def test_sending_in_is_refused_with_what_is_missing_and_the_key_may_be_used_again(world):
    caller, path, version = ready(world)
    emptied = caller.patch(f"{path}/answers", {"answers": {"rubrik": None}}, if_match=version)
    response = caller.post(f"{path}/submit", if_match=emptied["ETag"], idempotency_key="k")
    assert refused(response) == (422, "has_problems")
    assert [each["path"] for each in response.json()["problems"]] == [["rubrik"]]
    mended = caller.patch(f"{path}/answers", {"answers": {"rubrik": "Nu"}}, if_match=emptied["ETag"])
    assert caller.post(f"{path}/submit", if_match=mended["ETag"], idempotency_key="k").status_code == 200


def test_sending_in_asks_for_a_key_and_a_version(world):
    caller, path, version = ready(world)
    assert refused(caller.post(f"{path}/submit", if_match=version)) == (400, "key_missing")
    assert refused(caller.post(f"{path}/submit", idempotency_key="k")) == (428, "precondition_missing")
    assert refused(caller.post(f"{path}/submit", if_match='"1"', idempotency_key="k")) == (412, "stale")
    assert refused(caller.post(f"{path}/submit", if_match=version, idempotency_key="å" * 3)) == (422, "not_valid")


def test_what_was_sent_in_is_closed(world):
    caller, path, version = ready(world)
    caller.post(f"{path}/submit", if_match=version, idempotency_key="k")
    late = caller.patch(f"{path}/answers", {"answers": {"rubrik": "Nej"}}, if_match=version)
    assert refused(late) == (409, "closed")
    assert caller.get(path).json()["whereabouts"]["reference"]


def test_one_starts_only_what_one_may_and_for_ones_own_groups(world):
    caller = Caller(world.writer)
    assert refused(caller.post("/submissions", {"form": "finns_inte"})) == (422, "not_valid")
    assert refused(caller.post("/submissions", {"form": "ansokan", "groups": ["styrelsen"]})) == (422, "not_valid")
    assert refused(Caller(world.board_chair).post("/submissions", {"form": "ansokan"})) == (403, "not_allowed")
    assert Submission.objects.count() == 0


def test_what_django_refuses_is_a_problem_too(anna):
    assert refused(anna.get("/finns/inte")) == (404, "not_found")
    response = anna.delete("/forms")
    assert refused(response) == (405, "method_not_allowed")
    assert response["Allow"]


def test_nothing_of_it_is_kept_on_the_way(anna):
    assert anna.get("/forms")["Cache-Control"] == "private, no-store"


def test_lists_come_in_pieces_of_a_hundred_at_most(anna):
    for asked in ("limit=0", "limit=101", "offset=-1", "limit=x", "offset=99999999999999999999"):
        assert refused(anna.get(f"/submissions?{asked}")) == (422, "not_valid")
    assert anna.get("/submissions?limit=1").json()["count"] == 1
    assert anna.get("/submissions?limit=1&offset=1").json()["results"] == []


def test_a_failure_of_ours_is_a_problem_that_says_nothing_of_our_code(anna, path, monkeypatch):
    monkeypatch.setattr("forms.api.submissions.submission_for", lambda *args: 1 / 0)
    anna.client.raise_request_exception = False
    response = anna.get(path)
    assert refused(response) == (500, "failed")
    assert b"ZeroDivision" not in response.content
