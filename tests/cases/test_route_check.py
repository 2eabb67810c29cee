"""Each fault that a route can have is found, named and placed; a good route has none."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from time import perf_counter

import pytest

from cases.domain.check import check_route
from cases.domain.route import ROLES, parse_route, sha256, to_json
from forms.domain.definition import parse_definition
from people.models import Role
from tests.builders.cases import end, field, form_json, identity, outcome, route_json, stage

DEFINITIONS = sorted([*Path("cms/demo/definitions").glob("route-*.json"), *Path("cases/gallery").glob("*.json")])


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


def lead_all_into_circles(route: dict) -> None:
    turn_in_circles(route)
    outcome_of(route, "lsg", "avstyrker")["to"] = "beredning"
    route["ends"] = [kept for kept in route["ends"] if kept["key"] == "aterkallad"]


def answer_only_to_itself(route: dict) -> None:
    """The preparatory group's every answer asks the preparatory group again."""
    for found in route["stages"][1]["outcomes"]:
        if found["kind"] != "request_supplement":
            found["to"] = "beredning"


def two_otherwise(route: dict) -> None:
    outcome_of(route, "lsg", "tillstyrker")["to"] = [{"to": "beredning"}, {"to": "styrelsen"}]


LIMIT = {"key": "delegation", "name": "Delegation", "amount": "100000"}
SMALL = {"field": "case.applied", "op": "at_most", "value": "100000"}
LARGE = {"field": "case.applied", "op": "more_than", "value": "100000"}
NEGATIVE = {"field": "case.applied", "op": "less_than", "value": "0"}


def choosing(*ways: tuple[dict, str], otherwise: str = "beredning"):
    """The groups' yes leads by these ways."""

    def change(route: dict) -> None:
        led = [{"when": when, "to": to} for when, to in ways]
        outcome_of(route, "lsg", "tillstyrker")["to"] = [*led, *([{"to": otherwise}] if otherwise else [])]

    return change


def named_limit(name: str):
    return choosing(({"field": "case.applied", "op": "at_most", "value": {"limit": name}}, "styrelsen"))


FAULTS = [
    ("leads_two_ways", "lsg tillstyrker", two_otherwise),
    ("leads_two_ways", "lsg tillstyrker", choosing((SMALL, "beredning"), (SMALL, "styrelsen"))),
    ("leads_nowhere", "lsg tillstyrker", choosing((SMALL, "styrelsen"), otherwise="")),
    ("leads_to_unknown", "lsg tillstyrker", choosing((SMALL, "ingenstans"))),
    ("leads_to_withdrawn", "lsg tillstyrker", choosing((SMALL, "aterkallad"))),
    ("condition_never_holds", "lsg tillstyrker", choosing((NEGATIVE, "styrelsen"))),
    ("condition_never_holds", "lsg tillstyrker", choosing(({"all": [SMALL, LARGE]}, "styrelsen"))),
    (
        "condition_never_holds",
        "lsg tillstyrker",
        choosing(({"field": "case.groups", "op": "less_than", "value": 1}, "styrelsen")),
    ),
    (
        "way_never_taken",
        "lsg tillstyrker",
        choosing((SMALL, "styrelsen"), (SMALL | {"value": "50000"}, "beredning")),
    ),
    (
        "way_never_taken",  # nothing is granted before the board has decided
        "lsg tillstyrker",
        choosing(({"field": "case.granted", "op": "more_than", "value": "0"}, "styrelsen")),
    ),
    (
        "otherwise_never_taken",
        "lsg tillstyrker",
        choosing(
            ({"field": "case.groups", "op": "is", "value": 1}, "styrelsen"),
            ({"field": "case.groups", "op": "at_least", "value": 2}, "beredning"),
        ),
    ),
    ("unknown_limit", "lsg tillstyrker", named_limit("saknas")),
    ("unknown_field", "lsg tillstyrker", choosing((SMALL | {"field": "case.mood"}, "styrelsen"))),
    ("operator_does_not_fit", "lsg tillstyrker", choosing((SMALL | {"op": "contains"}, "styrelsen"))),
    ("value_does_not_fit", "lsg tillstyrker", choosing((SMALL | {"value": "mycket"}, "styrelsen"))),
    ("unknown_operator", "lsg tillstyrker", choosing((SMALL | {"op": "like"}, "styrelsen"))),
    (
        "fact_not_read",
        "lsg tillstyrker",
        lambda route: (choosing((SMALL, "styrelsen"))(route), route["reads"].pop("budget")),
    ),
    (
        "otherwise_not_last",
        "lsg tillstyrker",
        lambda route: outcome_of(route, "lsg", "tillstyrker").update(
            to=[{"to": "beredning"}, {"when": SMALL, "to": "styrelsen"}]
        ),
    ),
    ("duplicate_limit", "", lambda route: route.update(limits=[LIMIT, LIMIT])),
    ("not_an_amount", "", lambda route: route.update(limits=[LIMIT | {"amount": "-5"}])),
    (
        "lapses_from_unknown",
        "beredning komplettering",
        set_outcome("beredning", "komplettering", lapses="from", lapses_from="x"),
    ),
    (
        "lapses_from_later",
        "lsg komplettering",
        set_outcome("lsg", "komplettering", lapses="from", lapses_from="beredning"),
    ),
    (
        "unknown_member",
        "beredning komplettering",
        set_outcome("beredning", "komplettering", lapses="stage", lapses_from="lsg"),
    ),
    ("not_one_of", "beredning komplettering", set_outcome("beredning", "komplettering", lapses=True)),
    ("lapses_nothing", "beredning komplettering", set_outcome("beredning", "komplettering", lapses="stages")),
    (
        "lapses_from_unknown",
        "beredning komplettering",
        set_outcome("beredning", "komplettering", lapses="stages", lapses_stages=["lsg", "x"]),
    ),
    (
        "lapses_from_later",
        "lsg komplettering",
        set_outcome("lsg", "komplettering", lapses="stages", lapses_stages=["lsg", "beredning"]),
    ),
    ("sections_without_supplement", "lsg avstyrker", set_outcome("lsg", "avstyrker", sections=["om"])),
    ("bad_late_reminder", "stage lsg", set_stage(0, remind_days_after=[0])),
    (
        "message_about_unknown_outcome",
        "stage lsg",
        set_stage(0, messages=[{"on": "outcome", "outcome": "x", "to": "office", "template": "t"}]),
    ),
    (
        "not_one_of",
        "stage lsg",
        set_stage(0, messages=[{"on": "birthday", "to": "office", "template": "t"}]),
    ),
    ("unreachable_stage", "stage glomd", add_unreachable_stage),
    ("endless_loop", "stage beredning", turn_in_circles),
    ("endless_loop", "stage styrelsen", turn_in_circles),
    ("no_end_from_stage", "stage lsg", lead_all_into_circles),
    ("dead_end", "stage beredning", answer_only_to_itself),
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
    ("pays_without_granting", "lsg avstyrker", set_outcome("lsg", "avstyrker", pays=True)),
    ("lapses_without_supplement", "lsg avstyrker", set_outcome("lsg", "avstyrker", lapses="stage")),
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
    ("schema_too_new", "", lambda route: route.update(schema=3)),
    ("schema_unknown", "", lambda route: route.pop("schema")),
]


@pytest.mark.parametrize(("code", "place", "change"), FAULTS, ids=[f"{code}-{place}" for code, place, _ in FAULTS])
def test_a_fault_is_found_where_it_is(code, place, change):
    found = {(problem.code, problem.where) for problem in check_route(faulty(change))}

    assert (code, identity(place) if place else "") in found


def test_a_route_may_choose_by_a_limit_with_a_name():
    def change(route: dict) -> None:
        named_limit("delegation")(route)
        route["limits"] = [LIMIT]

    route = faulty(change)

    assert check_route(route) == []
    assert to_json(parse_route(route))["limits"] == [LIMIT]
    assert outcome_of(to_json(parse_route(route)), "lsg", "tillstyrker") == outcome_of(route, "lsg", "tillstyrker")


def test_a_later_condition_that_an_earlier_choice_rules_out_is_found():
    """Small applications went to the board, so none of them comes to the preparatory group."""

    def change(route: dict) -> None:
        choosing((SMALL, "styrelsen"))(route)
        outcome_of(route, "beredning", "tillstyrker")["to"] = [{"when": SMALL, "to": "avstyrkt"}, {"to": "styrelsen"}]
        # A supplement could change the amount, and the board could remit a small one.
        route["stages"][1]["outcomes"].pop()
        route["stages"][2]["outcomes"] = [
            kept for kept in route["stages"][2]["outcomes"] if kept["key"] != "aterremiss"
        ]

    found = {(problem.code, problem.where) for problem in check_route(faulty(change))}

    assert found == {("way_never_taken", identity("beredning tillstyrker"))}


def test_a_supplement_may_change_the_amount_and_so_the_way():
    def change(route: dict) -> None:
        choosing((SMALL, "styrelsen"))(route)
        outcome_of(route, "beredning", "tillstyrker")["to"] = [{"when": SMALL, "to": "avstyrkt"}, {"to": "styrelsen"}]

    assert check_route(faulty(change)) == []


def test_what_is_granted_may_choose_the_way_of_the_decision():
    def change(route: dict) -> None:
        granted = {"field": "case.granted", "op": "more_than", "value": "0"}
        outcome_of(route, "styrelsen", "bifall")["to"] = [
            {"when": granted | {"value": "500000"}, "to": "beredning"},
            {"to": "beviljad"},
        ]

    assert check_route(faulty(change)) == []


def test_more_combinations_than_can_be_walked_are_said_and_not_passed():
    def change(route: dict) -> None:
        fields = [{"field": f"fritext_{number}", "op": "is", "value": "ja"} for number in range(12)]
        choosing(({"any": fields}, "styrelsen"))(route)

    assert {problem.code for problem in check_route(faulty(change))} == {"too_large_to_prove"}


def test_a_route_of_forty_stages_with_conditions_is_checked_in_bounded_work():
    def change(route: dict) -> None:
        first, last = route["stages"][0], route["stages"][2]
        middle = []
        for number in range(38):
            onward = f"steg_{number + 1}" if number < 37 else "styrelsen"
            way = {"when": SMALL | {"value": str(1000 * (number % 9 + 1))}, "to": onward}
            middle.append(
                stage(
                    f"steg_{number}",
                    {"kind": "applicants"},
                    "chair",
                    outcome("ja", "support", [way, {"to": "styrelsen"}] if number < 37 else "styrelsen"),
                    outcome("nej", "oppose", "avstyrkt"),
                    outcome("mer", "request_supplement"),
                )
            )
        first["outcomes"][0]["to"] = "steg_0"
        last["outcomes"] = [kept for kept in last["outcomes"] if kept["key"] != "aterremiss"]
        route["stages"] = [first, *middle, last]

    started = perf_counter()

    assert check_route(faulty(change)) == []
    assert perf_counter() - started < 20  # about one second; a bound that grows too fast takes minutes


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


def is_kind(key: str) -> dict:
    return {"field": "slag", "op": "is", "value": key}


def test_a_quorum_that_the_forms_single_choice_cannot_fill_is_found():
    route = faulty(set_stage(0, answers={"rule": "at_least", "n": 2}))
    form = form_json()
    form["sections"][0]["fields"][1]["multiple"] = False

    assert check_route(route, parse_definition(form_json())) == []
    assert [problem.code for problem in check_route(route, parse_definition(form))] == ["unattainable_quorum"]


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (is_kind("annat"), "value_does_not_fit"),
        (
            {"all": [{"field": "slag", "op": "is", "value": value} for value in ("ny", "gammal")]},
            "condition_never_holds",
        ),
        ({"field": "antal", "op": "more_than", "value": 10}, "condition_never_holds"),
        ({"field": "saknas", "op": "answered"}, "unknown_field"),
        (is_kind("ny"), ""),
        ({"field": "antal", "op": "at_least", "value": 10}, ""),
    ],
)
def test_conditions_are_held_against_the_options_and_bounds_of_the_form(when, code):
    form = form_json()
    options = [{"key": "ny", "label": "Ny"}, {"key": "gammal", "label": "Gammal"}]
    form["sections"][0]["fields"] += [
        field("slag", "choice", options=options),
        field("antal", "integer", minimum=1, maximum=10),
    ]

    found = [problem.code for problem in check_route(faulty(choosing((when, "styrelsen"))), parse_definition(form))]

    assert found == ([code] if code else [])
