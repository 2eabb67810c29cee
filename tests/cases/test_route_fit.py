"""A route is refused where this site, as it is today, could not carry its cases."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.queries.route_fit import route_problems
from people.models import Mandate
from tests.builders.cases import a_world, route_json

pytestmark = pytest.mark.django_db


def found(route: dict) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.params.get("stage", ""))) for problem in route_problems(route)}


def test_a_route_that_everybody_can_answer_fits():
    a_world()

    assert found(route_json()) == set()


@pytest.mark.parametrize(
    ("bodies", "fault"),
    [
        (["styrelsen"], ("nobody_in_role", "Styrelsen")),
        (["lsg-flen", "lsg-strangnas"], ("nobody_in_any_group", "Lsg")),
    ],
)
def test_a_stage_whose_role_nobody_holds_today_is_refused(bodies, fault):
    a_world()
    yesterday = timezone.localdate() - timedelta(days=1)
    Mandate.objects.filter(body__key__in=bodies).update(valid_to=yesterday)

    assert found(route_json()) == {fault}


def test_one_group_with_a_chair_is_enough():
    a_world()
    Mandate.objects.filter(body__key="lsg-flen").delete()

    assert found(route_json()) == set()


def test_an_office_without_the_role_is_refused():
    a_world()
    route = route_json()
    route["stages"][1] |= {"actor": {"kind": "office"}, "role": "registrar"}

    assert found(route) == {("nobody_in_role", "Beredning")}


def test_more_answers_than_there_are_groups_today_are_refused():
    a_world()
    route = route_json()
    route["stages"][0]["answers"] = {"rule": "at_least", "n": 3}

    assert found(route) == {("no_such_groups_today", "Lsg")}


def test_a_form_to_fill_in_must_be_published():
    a_world()
    route = route_json()
    route["stages"][1]["form"] = "yttrande"

    assert found(route) == {("stage_form_unpublished", "Beredning")}


def test_a_supplement_opens_sections_that_the_form_has():
    a_world()
    route = route_json()
    route["stages"][0]["outcomes"][2]["sections"] = ["budget", "finns_inte"]

    assert [(problem.code, problem.params["section"]) for problem in route_problems(route)] == [
        ("unknown_section", "finns_inte")
    ]


def test_the_command_names_a_role_that_nobody_holds(tmp_path, capsys):
    import json

    a_world()
    Mandate.objects.filter(body__key="styrelsen").delete()
    path = tmp_path / "route.json"
    path.write_text(json.dumps(route_json()))

    with pytest.raises(SystemExit):
        call_command("check_route", str(path))

    assert "Styrelsen" in capsys.readouterr().out


def test_the_command_says_when_there_is_no_such_route():
    with pytest.raises(CommandError):
        call_command("check_route", "saknas")
