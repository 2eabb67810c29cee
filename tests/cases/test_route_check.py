"""Each fault that a route can have is found, named and placed; a good route has none."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from cases.domain.check import check_route
from cases.domain.route import ROLES, parse_route, sha256, to_json
from people.models import Role
from tests.builders.cases import end, identity, outcome, route_json, stage

DEFINITIONS = sorted(Path("cms/demo/definitions").glob("route-*.json"))


def faulty(change: Callable[[dict], None]) -> dict:
    route = deepcopy(route_json())
    change(route)
    return route


def outcome_of(route: dict, stage_key: str, key: str) -> dict:
    found = next(stage for stage in route["stages"] if stage["key"] == stage_key)
    return next(outcome for outcome in found["outcomes"] if outcome["key"] == key)


def set_stage(number: int, **members):
    return lambda route: route["stages"][number].update(members)


def set_outcome(stage_key: str, outcome_key: str, /, **members):
    return lambda route: outcome_of(route, stage_key, outcome_key).update(members)


def lose(place: Callable[[dict], dict], member: str):
    return lambda route: place(route).pop(member)


def add_unreachable_stage(route: dict) -> None:
    route["stages"].append(stage("glomd", {"kind": "office"}, "registrar", outcome("klar", "submit", "beviljad")))


def turn_in_circles(route: dict) -> None:
    """The preparatory group and the board send every case to each other."""
    for found in route["stages"][2]["outcomes"]:
        if found["kind"] != "defer":
            found["to"] = "beredning"
            found.pop("grants", None)
    route["ends"] = [kept for kept in route["ends"] if kept["key"] in {"avstyrkt", "aterkallad"}]


FAULTS = [
    ("unreachable_stage", "stage glomd", add_unreachable_stage),
    ("no_end_from_stage", "stage beredning", turn_in_circles),
    ("leads_nowhere", "lsg tillstyrker", lose(lambda route: outcome_of(route, "lsg", "tillstyrker"), "to")),
    ("leads_to_unknown", "lsg tillstyrker", set_outcome("lsg", "tillstyrker", to="ingenstans")),
    ("leads_to_withdrawn", "lsg avstyrker", set_outcome("lsg", "avstyrker", to="aterkallad")),
    ("duplicate_key", "stage beredning", set_stage(1, key="lsg")),
    ("duplicate_key", "end beviljad", lambda route: route["ends"][0].update(key="lsg")),
    ("duplicate_id", "stage lsg", set_stage(1, id=identity("stage lsg"))),
    ("duplicate_outcome", "lsg avstyrker", set_outcome("lsg", "avstyrker", key="tillstyrker")),
    ("unattainable_quorum", "stage beredning", set_stage(1, answers={"rule": "at_least", "n": 2})),
    ("bad_quorum", "stage lsg", set_stage(0, answers={"rule": "at_least", "n": 0})),
    ("no_forward_outcome", "stage lsg", set_outcome("lsg", "tillstyrker", kind="oppose")),
    ("no_withdrawn_end", "", lambda route: route["ends"].pop()),
    ("several_withdrawn_ends", "end annan", lambda route: route["ends"].append(end("annan", "withdrawn"))),
    ("bad_deadline", "stage lsg", set_stage(0, deadline={"days": 0})),
    ("bad_reminder", "stage lsg", set_stage(0, remind_days_before=[-1])),
    ("reminder_without_deadline", "stage styrelsen", set_stage(2, remind_days_before=[3])),
    ("stays_but_leads", "lsg komplettering", set_outcome("lsg", "komplettering", to="beredning")),
    ("stays_but_leads", "styrelsen bordlaggning", set_outcome("styrelsen", "bordlaggning", to="beredning")),
    ("grants_without_approving", "styrelsen avslag", set_outcome("styrelsen", "avslag", grants=True)),
    ("lapses_without_supplement", "lsg avstyrker", set_outcome("lsg", "avstyrker", lapses=True)),
    ("applicants_grant", "lsg tillstyrker", set_outcome("lsg", "tillstyrker", kind="approve", grants=True)),
    ("several_supplement_outcomes", "lsg komplettering", set_outcome("lsg", "avstyrker", kind="request_supplement")),
    ("unreachable_end", "end glomt", lambda route: route["ends"].append(end("glomt", "closed"))),
    ("no_groups_field", "stage lsg", lambda route: route["reads"].pop("groups")),
    ("no_stages", "", lambda route: route.update(stages=[])),
    ("not_one_of", "stage lsg", set_stage(0, role="kejsare")),
    ("not_one_of", "stage lsg", set_stage(0, actor={"kind": "kungen"})),
    ("member_missing", "stage beredning", set_stage(1, actor={"kind": "body"})),
    ("unknown_member", "stage lsg", set_stage(0, dealine={"days": 3})),
    ("unknown_member", "", lambda route: route.update(titel="Ansökan")),
    ("not_a_key", "stage lsg", set_stage(0, key="LSG!")),
    ("not_text", "", lambda route: route.update(title=7)),
    ("not_a_list", "", lambda route: route.update(ends={})),
    ("not_a_number", "stage lsg", set_stage(0, deadline={"days": "fjorton"})),
    ("not_yes_or_no", "stage lsg", set_stage(0, one_refusal_settles="ja")),
    ("member_too_long", "", lambda route: route.update(title="x" * 121)),
    ("schema_too_new", "", lambda route: route.update(schema=2)),
    ("schema_unknown", "", lambda route: route.pop("schema")),
]


@pytest.mark.parametrize(("code", "place", "change"), FAULTS, ids=[f"{code}-{place}" for code, place, _ in FAULTS])
def test_a_fault_is_found_where_it_is(code, place, change):
    found = {(problem.code, problem.where) for problem in check_route(faulty(change))}

    assert (code, identity(place) if place else "") in found


def test_a_good_route_has_no_faults():
    assert check_route(route_json()) == []


@pytest.mark.parametrize("path", DEFINITIONS, ids=[path.stem for path in DEFINITIONS])
def test_the_routes_of_the_real_documents_are_good_and_round_trip(path):
    source = json.loads(path.read_text())
    exported = to_json(parse_route(source))

    assert check_route(source) == []
    assert to_json(parse_route(exported)) == exported
    assert parse_route(exported) == parse_route(source)
    assert sha256(exported) == sha256(json.loads(json.dumps(exported)))


@pytest.mark.parametrize("source", [None, [], "route", 7, {"schema": 1}, {"schema": 1, "stages": 3}, {"schema": True}])
def test_anything_that_is_json_is_answered_with_problems(source):
    assert check_route(source) != []


def test_the_roles_are_those_that_people_hold():
    assert set(Role.values) == ROLES
