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

from cases.models import Case, Fund, Happening, Meeting
from forms.actions.attach_file import attach_file
from forms.models import StoredFile, Submission
from people.models import AccessToken, Role, User
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.meetings import a_meeting
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
MANDATED: Who = dict.fromkeys(WHOSE, EVERYBODY[:-1])
OFFICE: Who = dict.fromkeys(WHOSE, ("officer",))
ROTATES: Who = {"own": ("writer", "colleague", "officer"), "colleagues": ("writer", "colleague", "officer")}
ROTATES = {**ROTATES, "strangers": ("other_writer", "officer")}
WROTE: Who = {"own": ("writer",), "colleagues": ("colleague",), "strangers": ("other_writer",)}
CHAIR_OR_OFFICE: Who = {whose: (*people, "officer") for whose, people in CHAIR.items()}
OWES: Who = {whose: (*people, "officer") for whose, people in SPEAKS.items()}
ALL: Who = dict.fromkeys(WHOSE, EVERYBODY)
# Who sits in the body that meets, with the office, and who keeps its meetings.
SITS: Who = {whose: (*people, "officer") for whose, people in GROUP.items()}
KEEPS: Who = OWES
KEEPS_ANY: Who = dict.fromkeys(WHOSE, (*FLEN[:3], *STRANGNAS, "officer", "board"))
APPLIES: Who = dict.fromkeys(WHOSE, (*FLEN, *STRANGNAS, "officer"))
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


# What came by post, on paper alone.
A_LETTER = {
    "direction": "in",
    "kind": "letter",
    "dated_on": "2014-07-01",
    "title": "Brev",
    "counterpart": "Flens kommun",
}
# A tick in a group's year, as its page names the fields.
TICK = {"act": "tick", "state": "done"}
TRIAL = [get(NOBODY)]  # the token of no draft
NO_LOGIN = ("forms:trial", "forms:trial_check", "forms:trial_leave", "forms:trial_section", "forms:trial_calculate")
NO_LOGIN += ("api-1:api-root",)
MATRIX: dict[str, list[Ask]] = {
    "people:account": [get(ALL)],
    "people:mail": [get(ALL)],
    "people:away": [get(ALL)],
    "people:back": [post(NOBODY, 302)],
    "people:bodies": [get(MANDATED)],
    "people:body": [get(MANDATED)],
    "people:term": [post(ROTATES, 422, sees=MANDATED)],
    "people:appoint": [post(ROTATES, 404, sees=MANDATED)],
    "people:take_back": [post(ROTATES, 404, sees=MANDATED)],
    "people:give": [get(OFFICE, sees=MANDATED)],
    "people:away_for": [get(OFFICE, sees=MANDATED)],
    "people:back_again": [post(OFFICE, 404, sees=MANDATED)],
    "people:tokens": [get(ALL)],
    "people:revoke_token": [post(WROTE, 302)],
    "cases:inbox": [get(ALL)],
    "cases:message_file": [get(NOBODY)],
    "cases:register_message_file": [post(NOBODY, 302)],
    "cases:read_all": [post(ALL, 302, last="0")],
    "cases:letters": [get(OFFICE, sees=MANDATED)],
    "cases:settle_letters": [post(OFFICE, 404, sees=MANDATED)],
    "cases:person": [get(OFFICE, sees=MANDATED)],
    "cases:leave": [get(OFFICE, sees=MANDATED)],
    "cases:follow_body": [get(OFFICE, sees=MANDATED)],
    "cases:act": [get(CHAIR_OR_OFFICE, sees=SEES)],
    "cases:lift_recusal": [post(NOBODY, 302)],
    "cases:fill": [post(NOBODY, 302)],
    "cases:filled": [get(NOBODY)],
    "cases:filing": [get(OFFICE, sees=SEES)],
    "cases:shelve": [get(OFFICE, 302, sees=SEES)],
    "cases:secrecy": [get(OFFICE, sees=SEES)],
    "cases:register_document": [get(OFFICE, sees=SEES)],
    "cases:document": [get(SEES)],
    "cases:document_file": [get(NOBODY)],
    "cases:document_secrecy": [get(OFFICE, sees=SEES)],
    "cases:start_handout": [get(OFFICE, sees=SEES)],
    "cases:handout": [get(OFFICE, 404, sees=SEES)],
    "cases:mask": [get(OFFICE, 404, sees=SEES)],
    "cases:disposal": [get(OFFICE, sees=MANDATED)],
    "cases:carry_out_disposal": [post(OFFICE, 302, sees=MANDATED)],
    "cases:disposal_proposal": [get(OFFICE, 404, sees=MANDATED)],
    "cases:application_paper": [get(SEES)],
    "cases:compare": [get(SEES)],
    "cases:document_paper": [get(SEES)],
    "cases:remind": [post(OFFICE, 422, sees=ALL)],
    "cases:money": [get(MANDATED)],
    "cases:fund": [get(MANDATED)],
    "cases:amount_limits": [get(MANDATED)],
    "cases:year": [get(MANDATED, 302)],
    "cases:years": [get(MANDATED)],
    "cases:group_year": [get(SEES)],
    "cases:year_calendar": [get(SEES)],
    "cases:remind_year": [post(OFFICE, 302, sees=SEES)],
    "cases:mark_year": [post(OWES, 422, sees=SEES), post(OWES, 302, sees=SEES, **TICK)],
    "cases:begin_year_form": [get(OWES, sees=SEES), post(OWES, 422, sees=SEES)],
    "cases:agreements": [get(MANDATED)],
    "cases:remind_agreements": [post(OFFICE, 422, sees=ALL)],
    "cases:draw_up_agreement": [get(OFFICE, 409, sees=SEES)],
    # A case that is not decided has none; tests/cases/views/test_agreement_pages.py asks of one.
    "cases:agreement": [get(NOBODY)],
    "cases:change_agreement": [get(NOBODY)],
    "cases:send_agreement": [post(NOBODY, 302)],
    "cases:cancel_agreement": [post(NOBODY, 302)],
    "cases:sign_agreement": [get(NOBODY)],
    "cases:agreement_paper": [get(NOBODY)],
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
    "cases:obligations": [get(MANDATED)],
    "cases:remind_obligations": [post(OFFICE, 422, sees=ALL)],
    "cases:owing": [get(OFFICE, sees=SEES)],
    "cases:owed": [get(SEES)],
    "cases:fill_owed": [post(SPEAKS, 409, sees=SEES)],
    "cases:review_owed": [post(OFFICE, 409, sees=SEES)],
    "cases:change_owed": [get(OFFICE, sees=SEES)],
    "cases:meetings": [get(MANDATED)],
    "cases:plan_meeting": [get(KEEPS_ANY, sees=MANDATED)],
    "cases:follow_up": [get(MANDATED)],
    "cases:task_done": [post(NOBODY, 302)],
    "cases:meeting_decisions": [get(MANDATED)],
    "cases:meeting": [get(SITS)],
    "cases:change_meeting": [get(KEEPS, sees=SITS)],
    "cases:meeting_act": [post(KEEPS, 302, sees=SITS, title="En punkt till")],
    "cases:attendance": [get(KEEPS, 409, sees=SITS)],
    "cases:correct_meeting": [get(KEEPS, 409, sees=SITS)],
    "cases:publish_minutes": [get(KEEPS, 409, sees=SITS)],
    "cases:point": [get(KEEPS, sees=SITS)],
    "cases:recuse_at_point": [post(KEEPS, 422, sees=SITS)],
    "cases:add_task": [post(KEEPS, 422, sees=SITS)],
    "cases:attach_to_point": [post(KEEPS, 422, sees=SITS)],
    "cases:point_file": [get(NOBODY)],
    "cases:remove_point_file": [post(KEEPS, 404, sees=SITS)],
    "cases:meeting_notice": [get(SITS)],
    # Its owner's alone: tests/cases/test_packages_in_background.py.
    "cases:package": [get(NOBODY)],
    "cases:package_file": [get(NOBODY)],
    "cases:meeting_minutes": [get(NOBODY)],
    "cases:meeting_calendar": [get(SITS)],
    "cases:statement": [get(MANDATED)],
    "cases:set_aside": [get(OFFICE, sees=MANDATED)],
    "cases:move_money": [get(OFFICE, sees=MANDATED)],
    "cases:ask_for_payment": [get(OWES, 409, sees=SEES)],
    "cases:payment": [get(NOBODY)],
    "cases:settle_payment": [post(NOBODY, 302)],
    "cases:call_off": [get(OWES, 409, sees=SEES)],
    "cases:take_back_call_off": [post(OWES, 404, sees=SEES)],
    "cases:outcome": [get(OWES, 409, sees=SEES)],
    "cases:change": [get(OWES, 409, sees=SEES)],
    "cases:renew_change": [post(OWES, 409, sees=SEES)],
    "cases:release": [get(OFFICE, 409, sees=SEES)],
    "forms:start": [get(ALL)],
    "forms:new": [post(APPLIES, 302, sees=ALL)],
    "forms:file": [get(GROUP)],
    "forms:overview": [get(GROUP)],
    "forms:copy": [post(GROUP, 409)],
    "forms:new-version": [get(SPEAKS, 302, sees=GROUP)],
    "forms:check": [get(GROUP)],
    "forms:submit": [post(SPEAKS, 302, sees=GROUP, revision=1)],
    "forms:sent": [get(GROUP, 302)],
    "forms:print": [get(GROUP)],
    "forms:workbook": [get(SPEAKS, sees=GROUP)],
    "forms:workbook-review": [get(SPEAKS, 404, sees=GROUP)],
    "forms:workbook-file": [get(SPEAKS, sees=GROUP)],
    "forms:paper": [get(GROUP)],
    "forms:printout": [get(NOBODY)],
    "forms:printout-file": [get(NOBODY)],
    "forms:section": [get(GROUP), post(SPEAKS, 302, sees=GROUP, revision=1)],
    "forms:presence": [post(GROUP, 200)],
    "forms:autosave": [post(SPEAKS, 200, sees=GROUP, revision=1)],
    "forms:calculate": [post(GROUP, 200, revision=1)],
    "forms:trial": TRIAL,
    "forms:trial_check": TRIAL,
    "forms:trial_leave": TRIAL,
    "forms:trial_section": TRIAL,
    "forms:trial_calculate": TRIAL,
    "reports:index": [get(ALL)],
    "reports:export": [get(NOBODY)],
    "reports:export_file": [get(NOBODY)],
    "reports:download": [get(NOBODY)],
    "reports:statement": [get(MANDATED)],
    "api-1:openapi-json": [get(ALL)],
    "api-1:api-root": [get(NOBODY)],
    "api-1:list_forms": [get(ALL)],
    "api-1:get_form": [get(APPLIES)],
    "api-1:get_version": [get(MANDATED)],
    "api-1:get_schema": [get(MANDATED)],
    "api-1:evaluate_answers": [post(MANDATED, 200, answers={})],
    "api-1:list_submissions": [get(ALL)],
    "api-1:create_submission": [post(APPLIES, 201, sees=ALL, form="ansokan", groups=[])],
    "api-1:get_submission": [get(GROUP)],
    "api-1:patch_answers": [post(SPEAKS, 200, sees=GROUP, method="patch", answers={"rubrik": "Ny"})],
    "api-1:put_section": [post(SPEAKS, 200, sees=GROUP, method="put", answers={})],
    "api-1:submit": [post(SPEAKS, 200, sees=GROUP)],
    "api-1:post_file": [post(SPEAKS, 201, sees=GROUP)],
    "api-1:get_file": [get(GROUP)],
    "api-1:delete_file": [post(SPEAKS, 204, sees=GROUP, method="delete")],
    "api-1:get_content": [get(GROUP)],
    "api-1:list_bodies": [get(ALL)],
    "api-1:list_cases": [get(ALL)],
    "api-1:get_case": [get(SEES)],
    "api-1:get_timeline": [get(SEES)],
    "api-1:list_agreements": [get(SEES)],
    "api-1:get_moves": [get(SEES)],
    "api-1:answer": [post(CHAIR, 200, sees=SEES, outcome="tillstyrker")],
    "api-1:ask_for_supplement": [post(CHAIR, 200, sees=SEES, sections=["om"], question="Vad?")],
    "api-1:get_move": [get(SEES)],
    "api-1:list_obligations": [get(MANDATED)],
    "api-1:list_case_obligations": [get(SEES)],
    "api-1:list_documents": [get(SEES)],
    "api-1:get_document_content": [get(NOBODY)],
    "api-1:list_funds": [get(MANDATED)],
    "api-1:get_statement": [get(MANDATED)],
    "api-1:get_case_money": [get(SEES)],
    "api-1:list_meetings": [get(MANDATED)],
    "api-1:get_meeting": [get(SITS)],
    "api-1:list_tasks": [get(MANDATED)],
    "api-1:withdraw": [post(SPEAKS, 200, sees=SEES)],
    "api-1:fill_form": [post(CHAIR, 409, sees=SEES)],
    "api-1:resume": [post(CHAIR_OR_OFFICE, 409, sees=SEES)],
    "api-1:take_over": [post(CHAIR, 409, sees=SEES)],
    "api-1:delegate": [post(CHAIR, 409, sees=SEES, to="1", until="2999-01-01")],
    "api-1:reassign": [post(OFFICE, 422, sees=SEES, who="person:1", reason="Semester.")],
    "api-1:recuse": [post(CHAIR_OR_OFFICE, 422, sees=SEES, person="0", reason="Släkt.")],
    "api-1:lift_recusal": [post(NOBODY, 404)],
    "api-1:reopen": [post(OFFICE, 409, sees=SEES, stage="lsg", reason="Fel.")],
    "api-1:change_route": [post(OFFICE, 409, sees=SEES, reason="Ny väg.")],
    "api-1:close": [post(OFFICE, 409, sees=SEES)],
    "api-1:undo_closing": [post(OFFICE, 409, sees=SEES, reason="Fel.")],
    "api-1:archive": [post(OFFICE, 409, sees=SEES)],
    "api-1:take_out": [post(OFFICE, 409, sees=SEES, reason="Fel.")],
    "api-1:name_publicly": [post(OFFICE, 200, sees=SEES, title="Processtöd")],
    "api-1:mark_secret": [post(OFFICE, 200, sees=SEES, ground_text="OSL 32:1")],
    "api-1:lift_secrecy": [post(OFFICE, 409, sees=SEES, reason="Prövat.")],
    "api-1:mark_document_secret": [post(OFFICE, 200, sees=SEES, ground_text="OSL 32:1")],
    "api-1:lift_document_secrecy": [post(OFFICE, 409, sees=SEES, reason="Prövat.")],
    "api-1:register_document": [post(OFFICE, 200, sees=SEES, **A_LETTER)],
    "api-1:make_obligations": [post(OFFICE, 409, sees=SEES, wanted=["x"])],
    "api-1:add_obligation": [post(OFFICE, 409, sees=SEES, title="Rapport", kind="other")],
    "api-1:note_start": [post(OFFICE, 409, sees=SEES, began_on="2014-08-01")],
    "api-1:settle_obligation": [post(OWES, 409, sees=SEES)],
    "api-1:fill_obligation": [post(SPEAKS, 409, sees=SEES)],
    "api-1:approve_obligation": [post(OFFICE, 409, sees=SEES)],
    "api-1:return_obligation": [post(OFFICE, 409, sees=SEES, reason="Skriv mer.")],
    "api-1:change_obligation": [post(OFFICE, 409, sees=SEES, title="Rapport", kind="other")],
    "api-1:remove_obligation": [post(OFFICE, 409, sees=SEES)],
    "api-1:list_messages": [get(SEES)],
    "api-1:write_message": [
        post(SEES, 201, text="Hej"),
        post(FINANCIER, 201, sees=SEES, text="Hej", audience="internal"),
    ],
}


# Of what the addresses of a meeting and its points are called.
MEETING = ("meeting", "attendance", "point", "add_task", "publish_minutes")


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
    callers: dict[int | None, Caller]
    tokens: dict[str, int]
    meetings: dict[str, Meeting]

    def arguments(self, name: str, whose: str) -> dict[str, Any]:
        """What the address is asked with: the case, or for forms the draft, of that somebody."""
        case, draft, file = self.cases[whose], self.drafts[whose], self.files[whose]
        is_file = name in ("api-1:get_file", "api-1:delete_file", "api-1:get_content")
        known = {
            "number": case.number,
            "uuid": file.uuid if name == "forms:file" else draft.uuid,
            "id": self.meetings[whose].pk if name == "api-1:get_meeting" else file.uuid if is_file else draft.uuid,
            "key": "om" if "section" in name or name.startswith("forms:") else "ansokan",
            "turn": build.waiting(case).pk,
            "recusal": 999_999,
            "obligation": case.obligations.get().pk,
            "move": "write",
            "document": 1,
            "file": 999_999,
            "message": 999_999,
            "item": self.meetings[whose].items.get().pk,
            "act": "lagg-till" if name == "cases:meeting_act" else "jav",
            "pk": self.tokens[whose] if name == "people:revoke_token" else case.obligations.get().pk,
            "tab": "handelser",
            "token": "hittepa",
            "waiting": draft.uuid,
            "name": "finns-inte",
            "fund": "anslag",
            "payment": 1,
            "agreement": 1,
            "place": 1,
            "kind": "pdf",
            "year": 2014,
            "happening": Happening.objects.get(key="lagesrapport").pk,
            "starts": "2014-01-01",
        }
        if name == "forms:new":
            known["key"] = "ansokan"
        if name in ("people:away_for", "cases:person", "cases:leave"):
            known["pk"] = case.submission.created_by_id
        elif name in ("people:back", "cases:disposal_proposal"):
            known["pk"] = 999_999
        elif {"pk"} <= {*ADDRESSES[name]} and any(part in name for part in MEETING):
            known["pk"] = self.meetings[whose].pk
        if "key" in known and name.startswith(("people:", "cases:")):
            known["key"] = case.groups.get().key
        if {"key", "number"} <= {*ADDRESSES[name]}:
            known["number"] = 1
        return {argument: known[argument] for argument in ADDRESSES[name]}


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
    Fund.objects.create(key="anslag", name="Anslag")
    keepers = {"own": made.flen, "colleagues": made.flen, "strangers": made.strangnas}
    meetings = {whose: a_meeting(keepers[whose], people[who], "En punkt") for whose, (who, _group) in wrote.items()}
    callers: dict[int | None, Caller] = {user.pk: Caller(user) for user in people.values()}
    tokens = {whose: AccessToken.objects.get(user=people[who]).pk for whose, (who, _group) in wrote.items()}
    return World(people, cases, drafts, files, callers | {None: Caller(None)}, tokens, meetings)


def test_every_address_says_who_comes_in():
    assert sorted(ADDRESSES.keys() ^ MATRIX.keys()) == []


@pytest.mark.parametrize("app", APPS)
def test_each_comes_in_where_the_matrix_says_and_nowhere_else(world, app):
    wrong = []
    for name, ask, whose in everything(app):
        for who, user in world.people.items():
            found, wanted = asked(world, name, ask, user, whose), ask.expected(who, whose)
            if found != wanted:
                wrong.append(f"{ask.method} {name}: {who} about {whose} gets {found}, not {wanted}")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("app", APPS)
def test_whoever_is_not_logged_in_comes_in_nowhere(world, app):
    wrong = []
    for name, ask, whose in everything(app):
        wanted = 404 if name in NO_LOGIN else 401 if app == "api-1" else 302
        found = asked(world, name, ask, None, whose)
        if found != wanted and name != "api-1:openapi-json":
            wrong.append(f"{ask.method} {name} gives {found}, not {wanted}")
    assert "\n".join(wrong) == ""


def everything(app: str) -> Iterator[tuple[str, Ask, str]]:
    for name, asks in MATRIX.items():
        for ask in asks if name.startswith(f"{app}:") else ():
            for whose in WHOSE:
                yield name, ask, whose


def asked(world: World, name: str, ask: Ask, user: User | None, whose: str) -> int:
    """The status of the answer; what it led to is undone."""
    arguments = world.arguments(name, whose)
    with transaction.atomic():
        if name.startswith("api-1:"):
            answer = by_program(name, ask, world.callers[user.pk if user else None], arguments)
        else:
            answer = by_page(name, ask, user, arguments)
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


def by_program(name: str, ask: Ask, caller: Caller, arguments: dict[str, Any]) -> int:
    path = reverse(name, kwargs=arguments).removeprefix("/api/v1")
    if name == "api-1:post_file":
        return caller.upload(path, "bilagor", SimpleUploadedFile("ny.png", build.PNG)).status_code
    if name == "api-1:register_document":
        return caller.send_form(path, ask.sent, idempotency_key="en-gang").status_code
    headers = {"if_match": '"1"', "idempotency_key": "en-gang"}
    if name == "api-1:get_content":
        headers = {}
    return caller.call(ask.method, path, ask.sent, **headers).status_code
