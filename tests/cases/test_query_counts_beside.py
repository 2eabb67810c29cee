"""What stands beside the cases costs the same number of queries with little in it and with much."""

import copy
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.mark_secret import mark_secret
from cases.actions.post_message import post_message
from cases.actions.publish_minutes import publish_minutes
from cases.actions.report_outcome import Cost, report_outcome
from cases.actions.settle_point import settle_point
from cases.admin.starting import route_url
from cases.models import Agreement
from cases.queries.agreements import EVERY, IN_FORCE, LATE, SENT, SETTLED, WANTED
from cases.queries.publishing import to_publish
from people.models import User
from tests.builders import agreements
from tests.builders import cases as build
from tests.builders.meetings import a_held_meeting, the_point
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db
LIST, PAGE = 15, 20
# The frame of the administration asks thirteen: who reads, the site's languages, what the office must look at.
ADMIN = 25
GROUPS = ("lsg-flen", "lsg-strangnas")


@pytest.fixture
def world():
    return build.a_world()


def queries(client, url):
    client.get(url)  # what the site keeps in its cache is read once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


# Money


@pytest.mark.parametrize("who", ["officer", "flen_chair"])
@pytest.mark.parametrize("name", ["cases:statement", "reports:statement"])
def test_a_statement_and_its_workbook_with_few_grants_and_with_many(client, world, name, who):
    client.force_login(getattr(world, who))
    for key in ("processtod", "insatser"):
        build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015, key=key, amount=9_000_000))
    few = queries(client, reverse(name))
    for number in range(4):
        fund = a_fund(2014, 2015, key=f"fond-{number}")
        build.granted_case(world, *GROUPS, fund=fund)
    assert queries(client, reverse(name)) == few <= LIST


def test_an_outcome_with_one_report_and_with_many(client, world):
    client.force_login(world.officer)
    counts = []
    for groups, reports in ((GROUPS[:1], 1), (GROUPS, 4)):
        case = build.granted_case(world, *groups)
        for after in range(reports):
            costs = {line: Cost(Decimal(10 + after), "Billigare.") for line in ("a", "b")}
            report_outcome(case, year=2014, costs=costs, after=after, by=world.officer)
        counts.append(queries(client, reverse("cases:outcome", args=[case.number, 2014])))
    assert counts[0] == counts[1] <= PAGE


# Agreements


def test_each_list_of_agreements_with_few_and_with_many(client):
    world = agreements.a_world()
    client.force_login(world.officer)
    urls = [f"{reverse('cases:agreements')}?visa={shown}" for shown in (WANTED, SENT, LATE, IN_FORCE, SETTLED, EVERY)]

    def some(*groups):
        """One that is to be drawn up, one to sign, one that is late and one in force."""
        build.granted_case(world, *groups)
        for late in (False, True):
            sent = agreements.sent(
                agreements.drawn_up(build.granted_case(world, *groups), by=world.officer), by=world.officer
            )
            if late:
                Agreement.objects.filter(pk=sent.pk).update(sign_by=timezone.localdate().replace(year=2014))
        agreements.in_force(build.granted_case(world, *groups), by=world.officer)

    some("lsg-flen")
    few = [queries(client, url) for url in urls]
    assert max(few) <= LIST
    for _more in range(3):
        some(*GROUPS)
    assert [queries(client, url) for url in urls] == few


# The year, and where one begins


@pytest.mark.parametrize("who", ["officer", "flen_chair", "writer"])
def test_the_year_of_the_groups_and_where_one_begins_with_few_cases_and_with_many(client, world, who):
    client.force_login(getattr(world, who))
    year = timezone.localdate().year
    urls = [reverse("forms:start"), reverse("cases:years", args=[year])]
    urls.append(reverse("cases:group_year", args=[year, world.flen.key]))

    def some():
        build.granted_case(world, *GROUPS)
        build.an_application(world, *GROUPS)
        build.a_submission(world, *GROUPS)

    some()
    few = [queries(client, url) for url in urls]
    for _more in range(3):
        some()
    assert [queries(client, url) for url in urls] == few
    assert max(few) <= LIST


# A case's papers


def test_the_filing_of_a_case_with_few_documents_and_with_many(client, world):
    client.force_login(world.officer)
    small, large = build.granted_case(world, "lsg-flen"), build.granted_case(world, *GROUPS)
    for case, messages in ((small, 1), (large, 6)):
        for number in range(messages):
            post_message(case, by=world.officer, text=f"Meddelande {number}")
        for document in case.documents.all():
            mark_secret(case, by=world.officer, ground_text="OSL 26:1", document=document)
    counts = [queries(client, reverse("cases:filing", args=[case.number])) for case in (small, large)]
    assert counts[0] == counts[1] <= PAGE


# Routes


@pytest.mark.parametrize("compared", ["", "?mot=1"])
def test_a_version_of_a_route_with_few_cases_and_versions_and_with_many(client, world, compared):
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut Redaktör"))
    url = route_url("version", world.route.route_id, 2) + compared

    def publish(title):
        changed = copy.deepcopy(build.route_json())
        changed["stages"][0]["title"] = title
        return build.published_route(changed)

    publish("Grupperna granskar")
    build.an_application(world, "lsg-flen")
    few = queries(client, url)
    for number in range(4):
        build.an_application(world, *GROUPS)
        publish(f"Grupperna granskar {number}")
    assert queries(client, url) == few <= ADMIN


# Published minutes


def published(body, keeper, *titles):
    """Notes with these points, published with a correction."""
    meeting = a_held_meeting(body, keeper, *titles)
    for title in titles:
        settle_point(the_point(meeting, title), by=keeper, notes="Alla var överens.")
    meeting = adjust_meeting(meeting, by=keeper)
    for _point in titles:
        correct_meeting(meeting, "En rättelse.", by=keeper)
    publish_minutes(meeting, to_publish(meeting).first_masks, by=keeper)
    return meeting


def test_published_minutes_with_one_point_and_with_many(client, world):
    small = published(world.flen, world.flen_chair, "Ungdomar")
    large = published(world.flen, world.flen_chair, *(f"Punkt {number}" for number in range(6)))
    urls = [reverse("home:minutes", args=[world.flen.key, meeting.pk]) for meeting in (small, large)]
    counts = [queries(client, url) for url in urls]
    assert counts[0] == counts[1] <= PAGE


def test_the_lists_of_published_minutes_with_few_and_with_many(client, world):
    urls = [reverse("home:minutes_bodies"), reverse("home:minutes_of_body", args=[world.flen.key])]
    published(world.flen, world.flen_chair, "Ungdomar")
    few = [queries(client, url) for url in urls]
    for number in range(4):
        published(world.flen, world.flen_chair, f"Punkt {number}", "Övrigt")
        published(world.strangnas, world.strangnas_chair, f"Punkt {number}")
    assert [queries(client, url) for url in urls] == few
    assert max(few) <= LIST
