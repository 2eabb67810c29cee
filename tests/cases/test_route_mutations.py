"""Any sound route with one fault put into it: that fault is found, where it is, and nothing else is."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.check import check_route
from cases.domain.route import ROLES
from cases.queries.route_fit import route_problems
from people.models import Mandate
from tests.builders import cases as build
from tests.builders.cases import end, identity, outcome, stage

SMALL = {"field": "case.applied", "op": "at_most", "value": "100000"}
LARGE = {"field": "case.applied", "op": "more_than", "value": "100000"}
ONE, SEVERAL = ({"field": "case.groups", "op": op, "value": n} for op, n in (("is", 1), ("at_least", 2)))
CONTRADICTIONS = [{"all": [SMALL, LARGE]}, {"all": [LARGE, SMALL]}, {"all": [ONE, SEVERAL]}]
ACTORS = [{"kind": "applicants"}, {"kind": "office"}, {"kind": "body", "body": "styrelsen"}]
FORWARD, STAYING = {"support", "approve_in_part"}, {"request_supplement", "defer"}
MUTATED = settings(max_examples=60, deadline=None)


@st.composite
def sound_routes(draw) -> dict:
    """Stage after stage to the end, each with a no; some send back, ask for more, or let small sums pass by."""
    keys = [f"steg_{number}" for number in range(draw(st.integers(1, 5)))]
    onward = dict(zip(keys, [*keys[1:], "klar"], strict=True))
    stages = [draw(sound_stages(key, onward[key], keys[: number + 1])) for number, key in enumerate(keys)]
    passing = draw(st.none() | st.integers(0, len(keys) - 1))
    if passing is not None:
        past = draw(st.sampled_from([*keys[passing + 2 :], "nej", "klar"]))
        if past != onward[keys[passing]]:
            stages[passing]["outcomes"][0]["to"] = [{"when": SMALL, "to": past}, {"to": onward[keys[passing]]}]
    ends = [end("klar", "granted"), end("nej", "rejected"), end("ater", "withdrawn")]
    return {**build.route_json(), "stages": stages, "ends": ends}


@st.composite
def sound_stages(draw, key: str, onward: str, before: list[str]) -> dict:
    more = [
        outcome("delvis", "approve_in_part", onward),
        outcome("ater", "remit", draw(st.sampled_from(before))),
        outcome("mer", "request_supplement"),
        outcome("senare", "defer"),
    ]
    chosen = draw(st.lists(st.sampled_from(more), unique_by=lambda each: each["key"]))
    outcomes = [outcome("ja", "support", onward), outcome("nej", "oppose", "nej"), *chosen]
    quorum = {"answers": {"rule": draw(st.sampled_from(["all", "majority", "any"]))}}
    return stage(key, draw(st.sampled_from(ACTORS)), "chair", *outcomes, **quorum)


def found(route: dict) -> set[tuple[str, str]]:
    return {(problem.code, problem.where) for problem in check_route(route)}


def places(to: str | list[dict]) -> list[str]:
    return [to] if isinstance(to, str) else [way["to"] for way in to]


def leading(route: dict) -> list[dict]:
    return [each for one in route["stages"] for each in one["outcomes"] if each["kind"] not in STAYING]


def unreached(route: dict) -> set[tuple[str, str]]:
    """The stages and ends that no arrow leads to, asked in another way than the checker asks."""
    reached, grown = set(), {route["stages"][0]["key"]}
    while reached != grown:
        reached = set(grown)
        here = [one for one in route["stages"] if one["key"] in reached]
        grown |= {place for one in here for each in leading({"stages": [one]}) for place in places(each["to"])}
    stages = {("unreachable_stage", one["id"]) for one in route["stages"] if one["key"] not in reached}
    ends = [one for one in route["ends"] if one["kind"] != "withdrawn" and one["key"] not in reached]
    return stages | {("unreachable_end", one["id"]) for one in ends}


@MUTATED
@given(route=sound_routes())
def test_a_sound_route_has_no_problem(route):
    assert found(route) == set()


@MUTATED
@given(route=sound_routes(), data=st.data())
def test_an_outcome_that_is_dropped_is_missed_by_all_that_it_led_to(route, data):
    one = data.draw(st.sampled_from(route["stages"]))
    one["outcomes"].remove(data.draw(st.sampled_from(one["outcomes"])))
    has_forward = any(each["kind"] in FORWARD for each in one["outcomes"])
    assert found(route) == (unreached(route) if has_forward else {("no_forward_outcome", one["id"])})


@MUTATED
@given(route=sound_routes(), data=st.data())
def test_an_outcome_that_leads_to_no_stage_is_found(route, data):
    one = data.draw(st.sampled_from(leading(route)))
    if isinstance(one["to"], list):
        data.draw(st.sampled_from(one["to"]))["to"] = "ingenstans"
    else:
        one["to"] = "ingenstans"
    assert found(route) == {("leads_to_unknown", one["id"])}


@MUTATED
@given(route=sound_routes(), data=st.data(), more=st.integers(2, 1_000))
def test_a_quorum_above_those_who_are_asked_is_found(route, data, more):
    one = data.draw(st.sampled_from(route["stages"]))
    one["answers"] = {"rule": "at_least", "n": more}
    several = one["actor"]["kind"] == "applicants"
    expected = {("bad_quorum" if more > 100 else "unattainable_quorum", one["id"])}
    assert found(route) == (expected if more > 100 or not several else set())


@MUTATED
@given(route=sound_routes(), data=st.data(), when=st.sampled_from(CONTRADICTIONS))
def test_a_condition_that_contradicts_itself_is_found(route, data, when):
    one = data.draw(st.sampled_from(leading(route)))
    way = {"when": when, "to": data.draw(st.sampled_from([each["key"] for each in route["stages"]]))}
    one["to"] = [way, *(one["to"] if isinstance(one["to"], list) else [{"to": one["to"]}])]
    assert found(route) == {("condition_never_holds", one["id"])}


@MUTATED
@given(route=sound_routes(), data=st.data())
def test_a_ring_whose_exits_are_taken_away_is_found_at_each_of_its_stages(route, data):
    first = data.draw(st.integers(0, len(route["stages"]) - 1))
    last = data.draw(st.integers(first, len(route["stages"]) - 1))
    ring = route["stages"][first : last + 1]
    for one, following in zip(ring, [*ring[1:], ring[0]], strict=True):
        for each in leading({"stages": [one]}):
            each["to"] = following["key"]
    code = "endless_loop" if len(ring) > 1 else "dead_end"
    before = {one["id"] for one in route["stages"][:first]}
    stuck = {(what, where) for what, where in found(route) if what not in ("unreachable_stage", "unreachable_end")}
    # Whoever comes before the ring can still say no, unless nothing comes before.
    assert stuck == {(code, one["id"]) for one in ring}
    assert not before & {where for _, where in found(route)}
    assert found(route) - stuck == unreached(route)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 2), role=st.sampled_from(sorted(ROLES)))
def test_a_stage_whose_role_nobody_holds_is_found(a_route, number, role):
    route = deepcopy(a_route)
    one = route["stages"][number]
    one["role"] = role
    asked = {"lsg": ["lsg-flen", "lsg-strangnas"], "beredning": ["beredningsgruppen"], "styrelsen": ["styrelsen"]}
    held = Mandate.objects.filter(body__key__in=asked[one["key"]], role=role).exists()
    code = "nobody_in_any_group" if one["key"] == "lsg" else "nobody_in_role"
    problems = {(problem.code, problem.where) for problem in route_problems(route)}
    assert problems == (set() if held else {(code, identity(f"stage {one['key']}"))})


@pytest.fixture
def a_route() -> dict:
    build.a_world()
    return build.route_json()
