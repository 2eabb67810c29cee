"""A route becomes blocks and the blocks become the same route again."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from cases.compile import compile_route, compile_stages
from cases.decompile import decompile
from cases.domain.route import parse_route, to_json
from cases.models import Route
from forms.models import Form

DEFINITIONS = sorted(Path(settings.BASE_DIR, "cms/demo/definitions").glob("route-*.json"))


def without_defaults(definition):
    """As it is exported: members that have their default are left out."""
    for stage in definition["stages"]:
        if stage.get("answers") == {"rule": "all"}:
            del stage["answers"]
        if stage.get("deadline", {}).get("unit") == "calendar":
            del stage["deadline"]["unit"]
    definition["reads"] = {name: key for name, key in definition.get("reads", {}).items() if key}
    return definition


@pytest.fixture(params=DEFINITIONS, ids=lambda path: path.stem)
def definition(request):
    return without_defaults(json.loads(request.param.read_text()))


def test_a_definition_comes_back_from_its_blocks_unchanged(definition):
    assert compile_stages(decompile(definition)) == (definition["stages"], definition["ends"])


@pytest.mark.django_db
def test_a_stored_route_compiles_to_the_definition_it_was_made_from(definition):
    form = Form.objects.create(key=definition["opens_with"], title="Formulär")
    reads = {f"{name}_field": key for name, key in definition.get("reads", {}).items() if key}
    route = Route.objects.create(
        key=definition["key"],
        title=definition["title"],
        introduction=definition.get("introduction", ""),
        form=form,
        stages=decompile(definition),
        **reads,
    )

    assert compile_route(Route.objects.get(pk=route.pk)) == definition


@pytest.mark.django_db
def test_what_passes_through_the_blocks_themselves_is_unchanged(definition):
    """The editor turns raw values into block values and back."""
    block = Route().stages.stream_block
    value = block.to_python(decompile(definition))

    assert compile_stages(block.normalize(value).get_prep_value()) == (
        definition["stages"],
        definition["ends"],
    )


def test_a_majority_and_a_number_keep_their_rule():
    stage = {
        "id": "1",
        "key": "lsg",
        "title": "Grupperna",
        "actor": {"kind": "answer", "field": "grupper"},
        "role": "chair",
        "outcomes": [],
        "answers": {"rule": "at_least", "n": 2},
        "deadline": {"days": 5, "unit": "working"},
        "remind_days_before": [3, 1],
    }

    assert compile_stages(decompile({"stages": [stage], "ends": []})) == ([stage], [])


EVERYTHING = {
    "id": "s1",
    "key": "lsg",
    "title": "Grupperna",
    "actor": {"kind": "applicants"},
    "role": "chair",
    "deadline": {"days": 10},
    "remind_days_before": [7, 2],
    "remind_days_after": [1, 7],
    "form": "yttrande",
    "messages": [
        {"on": "enter", "to": "applicants", "template": "stage_entered"},
        {"on": "outcome", "to": "body", "template": "t", "outcome": "ja", "body": "styrelsen"},
    ],
    "outcomes": [
        {
            "id": "o1",
            "key": "ja",
            "kind": "support",
            "label": "Ja",
            "to": [
                {
                    "to": "direktoren",
                    "when": {
                        "all": [
                            {"field": "case.applied", "op": "at_most", "value": {"limit": "delegation"}},
                            {"field": "case.groups", "op": "is", "value": 1},
                            {"field": "case.applied_in_year", "op": "less_than", "value": "50000.50"},
                        ]
                    },
                },
                {"to": "styrelsen", "when": {"field": "rubrik", "op": "answered"}},
                {"to": "slut"},
            ],
        },
        {
            "id": "o2",
            "key": "mer",
            "kind": "request_supplement",
            "label": "Mer",
            "lapses": "from",
            "lapses_from": "lsg",
            "sections": ["budget", "mal"],
        },
    ],
}


def test_ways_letters_and_all_else_of_a_stage_come_back_from_their_blocks():
    raw = decompile({"stages": [EVERYTHING], "ends": []})
    block = Route().stages.stream_block

    assert compile_stages(raw) == ([EVERYTHING], [])
    assert compile_stages(block.normalize(block.to_python(raw)).get_prep_value()) == ([EVERYTHING], [])
    assert to_json(parse_route(WHOLE))["stages"] == [EVERYTHING]


WHOLE = {
    "schema": 2,
    "kind": "route",
    "key": "allt",
    "title": "Allt",
    "opens_with": "ansokan",
    "stages": [EVERYTHING],
    "ends": [],
}
