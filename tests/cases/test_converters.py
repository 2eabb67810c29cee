"""A route of an older format is read as what it says in the format of today."""

import pytest
from hypothesis import given, settings

from cases.actions.import_route import import_route
from cases.domain.check import check_route
from cases.domain.converters import ROUTES
from cases.domain.problems import InvalidDefinition
from cases.domain.route import parse_route, sha256, to_json
from cases.domain.structure import SCHEMA
from cases.models import RouteVersion
from cases.queries.stages import stage_names
from tests.builders.cases import published_form, route_json
from tests.builders.forms import ANY_JSON


def as_it_was_written_in_schema_0():
    """The same route, member by member as schema 0 had it."""

    def stage(part):
        part = {**part}
        actor, deadline = part.pop("actor"), part.pop("deadline", None)
        name = actor.get("body") or actor.get("field")
        part["who"] = f"{actor['kind']}:{name}" if name else actor["kind"]
        if deadline:
            part |= {"days": deadline["days"], "working_days": deadline.get("unit") == "working"}
        if "remind_days_before" in part:
            part["remind_before"] = part.pop("remind_days_before")
        return part

    today = today_s()
    return {**today, "schema": 0, "stages": [stage(part) for part in today["stages"]]}


def today_s():
    return to_json(parse_route(route_json()))


def test_a_route_of_schema_0_says_the_same_in_the_format_of_today():
    assert check_route(as_it_was_written_in_schema_0()) == []
    assert to_json(parse_route(as_it_was_written_in_schema_0())) == today_s()


def test_a_later_format_is_refused_with_its_number():
    with pytest.raises(InvalidDefinition) as refused:
        parse_route({**route_json(), "schema": SCHEMA + 1})

    assert [problem.code for problem in refused.value.problems] == ["schema_too_new"]


@pytest.mark.parametrize("schema", [-1, True, "0", None])
def test_what_is_no_schema_number_is_not_taken_for_an_older_one(schema):
    with pytest.raises(InvalidDefinition) as refused:
        parse_route({**as_it_was_written_in_schema_0(), "schema": schema})

    assert [problem.code for problem in refused.value.problems] == ["schema_unknown"]


@settings(max_examples=100, deadline=None)
@given(stages=ANY_JSON, who=ANY_JSON, days=ANY_JSON)
def test_anything_that_says_schema_0_is_checked_without_raising(stages, who, days):
    for listed in (stages, [{"who": who, "days": days}], [stages]):
        assert check_route({"schema": 0, "kind": "route", "stages": listed}) != []


@pytest.mark.django_db
def test_what_was_published_in_schema_0_is_read_and_stays_as_it_was_frozen():
    published_form()
    route = import_route(route_json(), by=None)
    older = as_it_was_written_in_schema_0()
    stored = RouteVersion.objects.create(route=route, number=2, schema=0, definition=older, sha256=sha256(older))

    read = RouteVersion.objects.get(pk=stored.pk)

    assert read.parsed == parse_route(route_json())
    assert stage_names().full[read.pk, today_s()["stages"][0]["key"]] == today_s()["stages"][0]["title"]
    assert (read.definition, read.sha256, read.schema) == (older, sha256(older), 0)
    assert read.raised == ROUTES.raised(older)
