"""Every address and every path of the API, asked by everybody about their own, a colleague's and a stranger's case.

A new address without a line below fails: whoever adds one says who comes in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from cases.models import Case, Obligation
from forms.actions.attach_file import attach_file
from forms.models import StoredFile, Submission
from people.models import Role, User
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db
APPS = ("people", "forms", "cases", "reports", "api-1")
WHOSE = ("own", "colleagues", "strangers")
FLEN = ("writer", "colleague", "chair", "member")
STRANGNAS = ("other_chair", "other_writer")
ASSOCIATION = ("preparer", "officer", "board")
EVERYBODY = (*FLEN, *STRANGNAS, *ASSOCIATION, "nobody")
type Who = Mapping[str, tuple[str, ...]]
GROUP: Who = {"own": FLEN, "colleagues": FLEN, "strangers": STRANGNAS}
SEES: Who = {whose: (*people, *ASSOCIATION) for whose, people in GROUP.items()}
# Who speaks for the applying group, and writes in its drafts: its chair and its process leaders.
SPEAKS: Who = {"own": FLEN[:3], "colleagues": FLEN[:3], "strangers": STRANGNAS}
CHAIR: Who = {"own": ("chair",), "colleagues": ("chair",), "strangers": ("other_chair",)}
OWES: Who = {whose: (*people, "officer") for whose, people in SPEAKS.items()}
ALL: Who = dict.fromkeys(WHOSE, EVERYBODY)
APPLIES: Who = dict.fromkeys(WHOSE, (*FLEN[:3], "member", *STRANGNAS))
NOBODY: Who = dict.fromkeys(WHOSE, ())
FINANCIER: Who = dict.fromkeys(WHOSE, ASSOCIATION)


@dataclass(frozen=True)
class Ask:
    """`may` get `status`; who is in `sees` but not in `may` gets 403, and everybody else `stranger`."""

    may: Who
    status: int
    sees: Who
    method: str
    sent: Any
    stranger: int

    def expected(self, who: str, whose: str) -> int:
        if who in self.may[whose]:
            return self.status
        return 403 if who in self.sees[whose] else self.stranger


def get(may: Who, status: int = 200, *, sees: Who = NOBODY, stranger: int = 404) -> Ask:
    return Ask(may, status, sees, "get", None, stranger)


def post(may: Who, status: int, *, sees: Who = NOBODY, method: str = "post", stranger: int = 404, **sent: Any) -> Ask:
    return Ask(may, status, sees, method, sent, stranger)


TRIAL = [get(NOBODY)]  # the token of no draft
MATRIX: dict[str, list[Ask]] = {
    "people:tokens": [get(ALL)],
    "people:revoke_token": [post(NOBODY, 302)],
    "cases:inbox": [get(ALL)],
    "cases:remind": [post(dict.fromkeys(WHOSE, ("officer",)), 302, sees=ALL)],
    "cases:money": [get(FINANCIER, sees=ALL)],
    "cases:list": [get(ALL)],
    "cases:case": [get(SEES)],
    "cases:tab": [get(SEES)],
    "cases:answer": [get(CHAIR, sees=SEES), post(CHAIR, 302, sees=SEES, outcome="tillstyrker")],
    "cases:decision_sums": [post(NOBODY, 200)],
    "cases:supplement": [get(CHAIR, sees=SEES), post(CHAIR, 422, sees=SEES)],
    "cases:withdraw": [get(SPEAKS, sees=SEES), post(SPEAKS, 302, sees=SEES)],
    "cases:write": [
        post(SEES, 302, text="Hej", audience="all"),
        post(FINANCIER, 302, sees=SEES, text="Hej", audience="internal"),
    ],
    "cases:obligation": [post(OWES, 302, sees=SEES)],
    "forms:start": [get(ALL)],
    "forms:new": [post(APPLIES, 302, sees=ALL)],
    "forms:file": [get(GROUP)],
    "forms:overview": [get(GROUP)],
    "forms:copy": [post(NOBODY, 302, sees=GROUP)],
    "forms:new-version": [get(NOBODY, sees=GROUP)],
    "forms:check": [get(GROUP)],
    "forms:submit": [post(SPEAKS, 302, sees=GROUP, revision=1)],
    "forms:sent": [get(NOBODY, 302)],
    "forms:print": [get(GROUP)],
    "forms:workbook": [get(SPEAKS, sees=GROUP)],
    "forms:workbook-review": [get(NOBODY)],
    "forms:workbook-file": [get(GROUP)],
    "forms:section": [get(GROUP), post(SPEAKS, 302, sees=GROUP, revision=1)],
    "forms:presence": [post(SPEAKS, 200, sees=GROUP)],
    "forms:autosave": [post(SPEAKS, 200, sees=GROUP, revision=1)],
    "forms:calculate": [post(GROUP, 200, revision=1)],
    "forms:trial": TRIAL,
    "forms:trial_check": TRIAL,
    "forms:trial_leave": TRIAL,
    "forms:trial_section": TRIAL,
    "forms:trial_calculate": TRIAL,
    "reports:index": [get(FINANCIER, sees=ALL)],
    "reports:export": [get(NOBODY)],
    "reports:export_file": [get(NOBODY)],
    "reports:download": [get(NOBODY)],
    "api-1:openapi-json": [get(ALL)],
    "api-1:api-root": [get(NOBODY)],
    "api-1:list_forms": [get(ALL)],
    "api-1:get_form": [get(APPLIES)],
    "api-1:get_version": [get(ALL)],
    "api-1:get_schema": [get(ALL)],
    "api-1:evaluate_answers": [post(ALL, 200, answers={})],
    "api-1:list_submissions": [get(ALL)],
    "api-1:create_submission": [post(APPLIES, 201, sees=ALL, form="ansokan", groups=[])],
    "api-1:get_submission": [get(GROUP)],
    "api-1:patch_answers": [post(SPEAKS, 200, sees=GROUP, method="patch", answers={"rubrik": "Ny"})],
    "api-1:put_section": [post(SPEAKS, 200, sees=GROUP, method="put", answers={})],
    "api-1:submit": [post(SPEAKS, 200, sees=GROUP)],
    "api-1:post_file": [post(NOBODY, 201)],
    "api-1:get_file": [get(GROUP)],
    "api-1:delete_file": [post(SPEAKS, 204, sees=GROUP, method="delete")],
    "api-1:get_content": [get(GROUP)],
    "api-1:list_bodies": [get(ALL)],
    "api-1:list_cases": [get(ALL)],
    "api-1:get_case": [get(SEES)],
    "api-1:get_timeline": [get(SEES)],
    "api-1:get_moves": [get(SEES)],
    "api-1:answer": [post(CHAIR, 200, sees=SEES, outcome="tillstyrker")],
    "api-1:ask_for_supplement": [post(CHAIR, 200, sees=SEES, sections=["om"], question="Vad?")],
    "api-1:withdraw": [post(SPEAKS, 200, sees=SEES)],
    "api-1:list_messages": [get(SEES)],
    "api-1:write_message": [
        post(SEES, 201, text="Hej"),
        post(FINANCIER, 201, sees=SEES, text="Hej", audience="internal"),
    ],
}


def names(resolver: Any, app: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of ours, with the names of what it takes."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one, one.namespace or app)
        elif app in APPS:
            yield f"{app}:{one.name}", tuple(one.pattern.converters)


ADDRESSES = dict(names(get_resolver()))


@dataclass
class World:
    people: dict[str, User]
    cases: dict[str, Case]
    drafts: dict[str, Submission]
    files: dict[str, StoredFile]

    def arguments(self, name: str, whose: str) -> dict[str, Any]:
        """What the address is asked with: the case, or for forms the draft, of that somebody."""
        case, draft, file = self.cases[whose], self.drafts[whose], self.files[whose]
        is_file = name.endswith("file") or name == "api-1:get_content"
        known = {
            "number": 1 if name.startswith("api-1:get_") and "case" not in name else case.number,
            "uuid": file.uuid if name == "forms:file" else draft.uuid,
            "id": file.uuid if is_file else draft.uuid,
            "key": "om" if "section" in name or name.startswith("forms:") else "ansokan",
            "turn": build.waiting(case).pk,
            "pk": Obligation.objects.filter(case=case).first().pk,
            "tab": "handelser",
            "token": "hittepa",
            "waiting": draft.uuid,
            "name": "finns-inte",
        }
        if name == "forms:new":
            known["key"] = "ansokan"
        if {"key", "number"} <= {*ADDRESSES[name]}:
            known["number"] = 1
        return {argument: known[argument] for argument in ADDRESSES[name]}


@pytest.fixture(scope="module")
def module_world():
    """Nothing: the database is each test's own."""


@pytest.fixture
def world() -> World:
    form = build.form_json()
    form["sections"][0]["fields"].append(build.field("bilagor", "files"))
    made = build.a_world(form=form)
    people = {
        "writer": seat(made.flen, Role.PROCESS_LEADER, name="Skribent"),
        "colleague": seat(made.flen, Role.PROCESS_LEADER, name="Kollega"),
        "chair": made.flen_chair,
        "member": seat(made.flen, Role.MEMBER, name="Ledamot Flen"),
        "other_chair": made.strangnas_chair,
        "other_writer": seat(made.strangnas, Role.PROCESS_LEADER, name="Skribent Strängnäs"),
        "preparer": made.preparer,
        "officer": made.officer,
        "board": made.board_chair,
        "nobody": person("Ingen Alls"),
    }
    wrote = {
        "own": ("writer", "lsg-flen"),
        "colleagues": ("colleague", "lsg-flen"),
        "strangers": ("other_writer", "lsg-strangnas"),
    }
    cases, drafts, files = {}, {}, {}
    for whose, (who, group) in wrote.items():
        cases[whose] = build.send_in(build.a_submission(made, group, by=people[who]))
        drafts[whose] = build.a_submission(made, group, by=people[who])
        picture = SimpleUploadedFile("bild.png", build.PNG)
        files[whose] = attach_file(drafts[whose], "bilagor", picture, people[who])
    return World(people, cases, drafts, files)


def test_every_address_says_who_comes_in():
    assert sorted(ADDRESSES.keys() ^ MATRIX.keys()) == []


@pytest.mark.parametrize("name", MATRIX)
def test_each_comes_in_where_the_matrix_says_and_nowhere_else(world, name):
    found, wanted = {}, {}
    for number, ask in enumerate(MATRIX[name]):
        for who, user in world.people.items():
            for whose in WHOSE:
                place = (number, ask.method, who, whose)
                wanted[place] = ask.expected(who, whose)
                found[place] = asked(world, name, ask, user, whose)
    assert {place: (found[place], wanted[place]) for place in found if found[place] != wanted[place]} == {}


@pytest.mark.parametrize("name", [name for name in MATRIX if name not in ("api-1:openapi-json", "api-1:api-root")])
def test_whoever_is_not_logged_in_comes_in_nowhere(world, name):
    if MATRIX[name] is TRIAL:
        wanted = {404}
    else:
        wanted = {401} if name.startswith("api-1:") else {302}
    for ask in MATRIX[name]:
        assert {asked(world, name, ask, None, whose) for whose in WHOSE} == wanted


def asked(world: World, name: str, ask: Ask, user: User | None, whose: str) -> int:
    """The status of the answer; what it led to is undone."""
    arguments = world.arguments(name, whose)
    with transaction.atomic():
        answer = (
            by_program(name, ask, user, arguments) if name.startswith("api-1:") else by_page(name, ask, user, arguments)
        )
        transaction.set_rollback(True)
    return answer


def by_page(name: str, ask: Ask, user: User | None, arguments: dict[str, Any]) -> int:
    client = Client()
    if user is not None:
        client.force_login(user)
    response = getattr(client, ask.method)(reverse(name, kwargs=arguments), ask.sent or {})
    to_login = response.status_code == 302 and "/konto/login/" in response["Location"]
    assert to_login == (user is None) or response.status_code == 404
    return response.status_code


def by_program(name: str, ask: Ask, user: User | None, arguments: dict[str, Any]) -> int:
    path = reverse(name, kwargs=arguments).removeprefix("/api/v1")
    headers = {"if_match": '"1"', "idempotency_key": "en-gang"}
    if name == "api-1:get_content":
        headers = {}
    return Caller(user).call(ask.method, path, ask.sent, **headers).status_code
