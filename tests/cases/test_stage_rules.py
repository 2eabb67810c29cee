"""What a stage says beside who answers: its letters, the sections that it opens, and when it reminds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.actions.request_supplement import request_supplement
from cases.actions.send_reminders import send_reminders
from cases.domain.deadlines import reminder_due
from cases.errors import CaseError
from cases.models import Assignment, MessageTemplate, OutgoingEmail
from cases.queries.route_fit import route_problems
from tests.builders.cases import a_world, an_application, route_json, support, waiting


def template(key: str = "nytt-steg") -> MessageTemplate:
    return MessageTemplate.objects.create(
        key=key, use=MessageTemplate.Use.STAGE, name="Nytt", subject="{number}: nytt", body="Nytt i {stage}."
    )


def with_letters(*messages: dict) -> dict:
    route = route_json()
    route["stages"][0]["messages"] = list(messages)
    return route


def readers(key: str = "nytt-steg") -> list[str]:
    letters = OutgoingEmail.objects.filter(key__startswith="template:", key__contains=f":{key}:")
    return sorted(letters.values_list("to__name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("message", "at_first", "after"),
    [
        ({"on": "enter", "to": "office"}, ["Handläggare"], ["Handläggare"]),
        ({"on": "leave", "to": "writer"}, [], ["Processledare"]),
        ({"on": "outcome", "outcome": "tillstyrker", "to": "body", "body": "styrelsen"}, [], ["Ordförande styrelsen"]),
        ({"on": "outcome", "outcome": "avstyrker", "to": "office"}, [], []),
        ({"on": "leave", "to": "asked"}, [], ["Ledamot beredningsgruppen"]),
    ],
)
def test_a_stage_writes_to_whom_and_when_it_says(message, at_first, after):
    template()
    world = a_world(with_letters({**message, "template": "nytt-steg"}))
    case = an_application(world)
    assert readers() == at_first

    support(case, "lsg-flen", by=world.flen_chair)

    assert readers() == after


@pytest.mark.django_db
def test_a_letter_that_does_not_exist_stops_publishing():
    a_world()

    found = route_problems(with_letters({"on": "enter", "to": "office", "template": "saknas"}))

    assert [(problem.code, problem.params["template"]) for problem in found] == [("unknown_template", "saknas")]


@pytest.mark.django_db
def test_a_supplement_opens_only_sections_that_the_stage_allows():
    route = route_json()
    route["stages"][0]["outcomes"][2]["sections"] = ["budget"]
    world = a_world(route)
    case = an_application(world)

    with pytest.raises(CaseError) as refused:
        request_supplement(waiting(case), by=world.flen_chair, sections=["om"], question="Vad?")

    assert (refused.value.code, refused.value.field) == ("section_not_allowed", "sections")
    assert request_supplement(waiting(case), by=world.flen_chair, sections=["budget"], question="Vad?").pk


@pytest.mark.django_db
def test_only_the_allowed_sections_are_offered(client):
    route = route_json()
    route["stages"][0]["outcomes"][2]["sections"] = ["budget"]
    world = a_world(route)
    case = an_application(world)
    client.force_login(world.flen_chair)

    page = client.get(f"{case.get_absolute_url()}komplettering/").content.decode()

    assert 'value="budget"' in page
    assert 'value="ataganden"' not in page


@pytest.mark.parametrize(
    ("late", "after", "rule"),
    [
        (1, (), -1),
        (9, (), -1),
        (1, (1, 7), -1),
        (6, (1, 7), -1),
        (7, (1, 7), -7),
        (30, (1, 7), -7),
        (2, (3,), None),
    ],
)
def test_the_latest_rule_after_the_day_reminds(late, after, rule):
    due = date(2026, 3, 2)

    assert reminder_due(due, (3,), due + timedelta(days=late), after) == rule


@pytest.mark.django_db
def test_a_stage_reminds_again_when_it_stays_late():
    route = route_json()
    route["stages"][0]["remind_days_after"] = [1, 7]
    case = an_application(a_world(route))
    today = timezone.localdate()
    counts = []
    for late in (1, 2, 7, 8):
        Assignment.objects.filter(case=case).update(due_on=today)
        send_reminders(on=today + timedelta(days=late))
        counts.append(OutgoingEmail.objects.filter(key__startswith="reminder:assignment").count())

    assert counts == [1, 1, 2, 2]
