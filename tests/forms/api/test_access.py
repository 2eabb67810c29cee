"""Who comes in where through the JSON API: as on the pages, and a stranger learns nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms.actions.start_submission import start_submission
from people.actions.make_token import make_token
from people.actions.revoke_token import revoke_token
from people.models import AccessToken, Role
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def draft(world):
    form = build.Form.objects.get(key="ansokan")
    return start_submission(form, world.writer, [body("lsg-flen")])


def addresses(draft, case):
    return {
        "forms": ("get", "/forms"),
        "form": ("get", "/forms/ansokan"),
        "version": ("get", "/forms/ansokan/versions/1"),
        "schema": ("get", "/forms/ansokan/versions/1/schema"),
        "evaluate": ("post", "/forms/ansokan/versions/1/evaluate"),
        "submissions": ("get", "/submissions"),
        "submission": ("get", f"/submissions/{draft.uuid}"),
        "patch": ("patch", f"/submissions/{draft.uuid}/answers"),
        "section": ("put", f"/submissions/{draft.uuid}/sections/om"),
        "case": ("get", f"/cases/{case.number}"),
        "timeline": ("get", f"/cases/{case.number}/timeline"),
        "moves": ("get", f"/cases/{case.number}/moves"),
        "cases": ("get", "/cases"),
        "bodies": ("get", "/bodies"),
    }


OPEN_TO_ALL = ["forms", "submissions", "cases", "bodies"]
CLOSED = ["form", "version", "schema", "evaluate", "submission", "patch", "section", "case", "timeline", "moves"]
EVERYTHING = dict.fromkeys([*OPEN_TO_ALL, *CLOSED], 200)
A_STRANGER = EVERYTHING | dict.fromkeys(CLOSED, 404)
MATRIX = {
    "writer": EVERYTHING,
    "flen_chair": EVERYTHING,
    # The association sees every case, but nobody's draft.
    "officer": EVERYTHING | dict.fromkeys(("submission", "patch", "section"), 404),
    "board_chair": EVERYTHING | dict.fromkeys(("form", "submission", "patch", "section"), 404),
    "nobody": A_STRANGER,
}


@pytest.mark.parametrize("who", MATRIX)
def test_each_comes_where_their_roles_let_them(world, draft, who):
    case = build.an_application(world, "lsg-flen")
    user = person("Utan Uppdrag") if who == "nobody" else getattr(world, who)
    caller = Caller(user)
    found = {}
    for name, (method, path) in addresses(draft, case).items():
        if method == "get":
            found[name] = caller.get(path).status_code
        else:
            revision = caller.get(f"/submissions/{draft.uuid}").headers.get("ETag", '"1"')
            found[name] = caller.call(method, path, {"answers": {}}, if_match=revision).status_code
    assert found == MATRIX[who]


def test_nobody_comes_in_without_logging_in(world, draft):
    case = build.an_application(world, "lsg-flen")
    for method, path in addresses(draft, case).values():
        response = Caller(None).call(method, path, None if method == "get" else {"answers": {}})
        assert refused(response) == (401, "not_logged_in"), path
        assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_member_who_only_reads_is_told_so(world, draft):
    reader = Caller(seat(body("lsg-flen"), Role.MEMBER, name="Läsande Ledamot"))
    path = f"/submissions/{draft.uuid}"
    assert reader.get(path).json()["may_write"] is False
    assert refused(reader.patch(f"{path}/answers", {"answers": {"rubrik": "x"}}, if_match='"1"')) == (
        403,
        "not_allowed",
    )
    assert refused(reader.post(f"{path}/submit", if_match='"1"', idempotency_key="a")) == (403, "not_allowed")


def test_a_key_that_ended_was_revoked_or_whose_person_left_opens_nothing(world):
    now = timezone.now()
    ended = make_token("Gammal", world.writer, days=1, at=now - timedelta(days=2))[1]
    token, revoked = make_token("Återkallad", world.writer, days=1)
    revoke_token(token)
    gone = make_token("Slutat", world.officer, days=1)[1]
    world.officer.is_active = False
    world.officer.save()
    for key in (ended, revoked, gone, "samverka_hittepå", "x"):
        response = Caller(None).get("/forms", authorization=f"Bearer {key}")
        assert refused(response) == (401, "not_logged_in")


def test_a_wrong_key_is_not_excused_by_a_cookie(world):
    client = Client()
    client.force_login(world.writer)
    assert client.get("/api/v1/forms").status_code == 200
    assert client.get("/api/v1/forms", headers={"authorization": "Bearer fel"}).status_code == 401


def test_a_cookie_changes_something_only_with_the_sites_own_token(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.writer)
    sent = {"data": '{"form": "ansokan"}', "content_type": "application/json"}
    assert refused(client.post("/api/v1/submissions", **sent)) == (403, "not_allowed")
    client.get("/konto/nycklar/")
    token = client.cookies["csrftoken"].value
    assert client.post("/api/v1/submissions", **sent, headers={"x-csrftoken": token}).status_code == 201


def test_a_key_is_kept_as_a_digest_and_its_use_is_noted_now_and_then(world):
    caller = Caller(world.writer)
    token = AccessToken.objects.get()
    assert caller.key not in str(vars(token))
    caller.get("/forms")
    first = AccessToken.objects.get().last_used_at
    caller.get("/forms")
    assert first is not None
    assert AccessToken.objects.get().last_used_at == first
