"""A page costs the same number of queries whether there are few cases or many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.post_message import post_message
from cases.models import Obligation
from cases.views.case import TAB_NAMES
from forms.actions.submit_submission import submit_submission
from home.queries import public_register
from people.models import Mandate
from tests.builders import cases as build
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db
LIMITS = dict.fromkeys(("/avtal/", "/brev/", "/moten/", "/moten/beslut/?q=rapport", "/ataganden/"), 15)
LIMITS |= {"/arenden/?q=RAR14": 15, "/arenden/?q=14-77": 15, "/arenden/?q=stöd lokal": 15}
LIMITS |= {"/att-gora/": 15, "/arenden/": 15, "/arenden/?q=flen&late=1&sort=-due": 15, "/ekonomi/": 15}


@pytest.fixture
def world():
    return build.a_world()


def queries(client, url, method="get", status=200, **posted):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = getattr(client, method)(url, posted)
    assert response.status_code == status
    return len(captured)


def some_of_each(world):
    """A case at each place, one late, one with a promise that is due."""
    groups = ("lsg-flen", "lsg-strangnas")
    build.an_application(world, *groups)
    build.an_application(world, *groups, at=timezone.now() - timedelta(days=60))
    build.case_at_board(world, *groups)
    done = build.granted_case(world, *groups)
    Obligation.objects.create(case=done, title="Lägesrapport", due_on=timezone.localdate())
    build.a_submission(world, *groups)


@pytest.mark.parametrize(
    ("url", "who"),
    [
        (url, who)
        for url in LIMITS
        for who in ("writer", "flen_chair", "officer", "board_chair")
        if url != "/brev/" or who == "officer"
    ],
)
def test_a_list_costs_the_same_with_few_cases_and_with_many(client, world, url, who):
    client.force_login(getattr(world, who))
    some_of_each(world)
    client.get(url)  # what the site keeps in its cache is read once
    few = queries(client, url)
    for _more in range(3):
        some_of_each(world)
    assert queries(client, url) == few <= LIMITS[url]


@pytest.mark.parametrize("tab", ["", *TAB_NAMES])
def test_a_case_costs_the_same_with_much_in_it(client, world, tab):
    client.force_login(world.officer)
    small = build.granted_case(world, "lsg-flen")
    large = build.granted_case(world, "lsg-flen", "lsg-strangnas")
    for case, messages in ((small, 1), (large, 8)):
        for number in range(messages):
            post_message(case, by=world.officer, text=f"Meddelande {number}")
            Obligation.objects.create(case=case, title=f"Rapport {number}", due_on=timezone.localdate())
    client.get("/arenden/")  # what the site keeps in its cache is read once
    counts = [queries(client, f"/arenden/{case.number}/{tab and tab + '/'}") for case in (small, large)]
    assert counts[0] == counts[1] <= 20


def many_groups(world):
    """Eight groups, each with a chair."""
    for number in range(6):
        seat(body(f"lsg-{number}", name=f"LSG {number}"), name=f"Ordförande {number}")
    return ["lsg-flen", "lsg-strangnas", *(f"lsg-{number}" for number in range(6))]


@pytest.mark.parametrize("count", [2, 8])
def test_an_answer_and_a_decision_cost_no_more_than_forty_with_few_groups_and_with_many(client, world, count):
    groups = many_groups(world)[:count]
    case = build.an_application(world, *groups)
    url = f"/arenden/{case.number}/svara/"
    client.force_login(world.flen_chair)
    client.get("/arenden/")  # what the site keeps in its cache is read once
    turn = build.waiting(case, "lsg-flen").pk
    assert queries(client, url, "post", 302, turn=turn, outcome="tillstyrker") <= 40
    for key in groups[1:]:
        answer_assignment(build.waiting(case, key), "tillstyrker", by=holder_of(key))
    build.support(case, "beredningsgruppen", by=world.preparer)
    client.force_login(world.board_chair)
    client.get("/arenden/")
    decision = {"outcome": "bifall", "text": "Bifall.", "decided_on": "2014-06-12", "amount_2014": "1000"}
    assert queries(client, url, "post", 302, turn=build.waiting(case).pk, **decision) <= 40


def test_the_public_register_costs_the_same_with_few_cases_and_with_many(client, world, monkeypatch):
    monkeypatch.setattr(public_register, "SECONDS", 0)  # read anew each time
    some_of_each(world)
    client.get("/diarium/")
    few = queries(client, "/diarium/")
    some_of_each(world)
    assert queries(client, "/diarium/") == few <= 16


def test_what_is_kept_of_the_public_register_is_its_page_alone(world, monkeypatch):
    monkeypatch.setattr(public_register, "PAGE", 1)
    build.an_application(world, "lsg-flen")
    build.an_application(world, "lsg-flen")
    kept = public_register.public_register(public_register.Asked())
    assert (kept.page.paginator.count, kept.page.paginator.object_list) == (2, kept.rows)


def holder_of(key):
    return Mandate.objects.get(body__key=key, role="chair").user


def test_sending_in_costs_the_same_with_few_groups_and_with_many(world):
    groups = many_groups(world)
    build.an_application(world, "lsg-flen")  # the year's series and the cache are there
    counts = []
    for some in (groups[:2], groups):
        submission = build.a_submission(world, *some)
        with CaptureQueriesContext(connection) as captured:
            submit_submission(submission, submission.revision, world.writer)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 40


def test_the_button_that_sends_in_costs_no_more_than_forty(client, world):
    groups = many_groups(world)
    build.an_application(world, "lsg-flen")
    client.force_login(world.writer)
    client.get("/arenden/")  # what the site keeps in its cache is read once
    counts = []
    for some in (groups[:2], groups):
        submission = build.a_submission(world, *some)
        url = f"/ansokningar/{submission.uuid}/skicka/"
        counts.append(queries(client, url, "post", 302, revision=submission.revision))
    assert counts[0] == counts[1] <= 40


def test_an_answer_costs_no_more_than_forty(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.flen_chair)
    turn = build.waiting(case, "lsg-flen").pk
    url = f"/arenden/{case.number}/svara/"
    assert queries(client, url, "post", 302, turn=turn, outcome="tillstyrker") <= 40
