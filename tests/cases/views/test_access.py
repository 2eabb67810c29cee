"""Who sees a case and who may act in it: each view against each kind of person."""

from datetime import date

import pytest

from cases.models import Assignment, Case, Message, Obligation
from cases.moves.offered import offered
from cases.queries.case_page import case_page
from cases.views.case import TAB_NAMES
from people.models import Role
from tests.builders import cases as build
from tests.builders.people import seat

pytestmark = pytest.mark.django_db

PEOPLE = (
    "anonymous",
    "stranger",
    "other_group",
    "member",
    "writer",
    "chair",
    "preparer",
    "officer",
    "director",
    "board",
)
SEES = {"member", "writer", "chair", "preparer", "officer", "director", "board"}


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def somebody(world):
    """The person of each kind; Flen applies, so Strängnäs is another group."""
    return {
        "anonymous": None,
        "stranger": world.stranger,
        "other_group": world.strangnas_chair,
        "member": seat(world.flen, Role.MEMBER, name="Ledamot LSG Flen"),
        "writer": world.writer,
        "chair": world.flen_chair,
        "preparer": world.preparer,
        "officer": world.officer,
        "director": seat(world.office, Role.DIRECTOR, name="Förbundschef"),
        "board": world.board_chair,
    }


def status(client, user, method, url, **data):
    client.logout()
    if user is not None:
        client.force_login(user)
    response = getattr(client, method)(url, data)
    to_login = response.status_code == 302 and "/konto/login/" in response["Location"]
    return "login" if to_login else response.status_code


def expected(kind, may, *, yes):
    """Login for the anonymous, 404 for who sees nothing, 403 for who sees but may not."""
    if kind == "anonymous":
        return "login"
    if kind not in SEES:
        return 404
    return yes if kind in may else 403


@pytest.mark.parametrize("kind", PEOPLE)
@pytest.mark.parametrize("tab", ["", *TAB_NAMES])
def test_a_case_opens_for_its_groups_and_the_association_alone(client, world, somebody, kind, tab):
    case = build.an_application(world, "lsg-flen")
    url = f"/arenden/{case.number}/{tab + '/' if tab else ''}"
    assert status(client, somebody[kind], "get", url) == expected(kind, SEES, yes=200)


@pytest.mark.parametrize("kind", PEOPLE)
def test_only_the_chair_of_the_group_answers_for_it(client, world, somebody, kind):
    case = build.an_application(world, "lsg-flen")
    answer = {"turn": build.waiting(case).pk, "outcome": "tillstyrker"}
    assert status(client, somebody[kind], "post", f"/arenden/{case.number}/svara/", **answer) == expected(
        kind, {"chair"}, yes=302
    )
    assert Assignment.objects.filter(state="answered").count() == (kind == "chair")


@pytest.mark.parametrize("kind", PEOPLE)
def test_only_the_chair_of_the_board_writes_in_its_decision(client, world, somebody, kind):
    case = build.case_at_board(world, "lsg-flen")
    for url in ("svara/",):
        assert status(client, somebody[kind], "get", f"/arenden/{case.number}/{url}") == expected(
            kind, {"board"}, yes=200
        )
    decision = {
        "turn": build.waiting(case).pk,
        "outcome": "bifall",
        "decided_on": "2014-06-12",
        "text": "Styrelsen beviljar.",
        "amount_2014": "610 000",
        "amount_2015": "722 000",
    }
    assert status(client, somebody[kind], "post", f"/arenden/{case.number}/svara/", **decision) == expected(
        kind, {"board"}, yes=302
    )
    case.refresh_from_db()
    assert case.granted_total == (1_332_000 if kind == "board" else None)


@pytest.mark.parametrize("kind", PEOPLE)
def test_the_sums_of_a_decision_are_for_the_one_who_decides(client, world, somebody, kind):
    case = build.case_at_board(world, "lsg-flen")
    posted = {"turn": build.waiting(case).pk, "amount_2014": "600 000"}
    assert status(client, somebody[kind], "post", f"/arenden/{case.number}/svara/summor/", **posted) == expected(
        kind, {"board"}, yes=200
    )


@pytest.mark.parametrize("kind", PEOPLE)
def test_only_the_one_whose_turn_it_is_asks_for_a_supplement(client, world, somebody, kind):
    case = build.an_application(world, "lsg-flen")
    url = f"/arenden/{case.number}/komplettering/"
    assert status(client, somebody[kind], "get", url) == expected(kind, {"chair"}, yes=200)
    asked = {"sections": ["budget"], "question": "Vad gäller för 2015?", "due_on": "2099-01-01"}
    assert status(client, somebody[kind], "post", url, **asked) == expected(kind, {"chair"}, yes=302)
    case.refresh_from_db()
    assert case.status == (Case.Status.SUPPLEMENT if kind == "chair" else Case.Status.WAITING)


@pytest.mark.parametrize("kind", PEOPLE)
def test_only_those_who_apply_withdraw(client, world, somebody, kind):
    case = build.an_application(world, "lsg-flen")
    url = f"/arenden/{case.number}/aterkalla/"
    assert status(client, somebody[kind], "get", url) == expected(kind, {"writer", "chair"}, yes=200)
    assert status(client, somebody[kind], "post", url) == expected(kind, {"writer", "chair"}, yes=302)
    case.refresh_from_db()
    assert (case.status == Case.Status.ENDED) is (kind in {"writer", "chair"})


@pytest.mark.parametrize("kind", PEOPLE)
def test_everybody_in_the_case_writes_and_the_association_alone_writes_internally(client, world, somebody, kind):
    case = build.an_application(world, "lsg-flen")
    url = f"/arenden/{case.number}/skriv/"
    assert status(client, somebody[kind], "post", url, text="Hej", audience="all") == expected(kind, SEES, yes=302)
    internal = {"text": "Obs", "audience": Message.Audience.INTERNAL}
    assert status(client, somebody[kind], "post", url, **internal) == expected(
        kind, {"preparer", "officer", "director", "board"}, yes=302
    )


@pytest.mark.parametrize("kind", PEOPLE)
def test_those_who_apply_and_the_office_mark_an_obligation_as_done(client, world, somebody, kind):
    case = build.granted_case(world, "lsg-flen")
    obligation = Obligation.objects.create(case=case, title="Lägesrapport", due_on=date(2015, 1, 31))
    url = f"/arenden/{case.number}/ataganden/{obligation.pk}/"
    may = {"writer", "chair", "officer", "director"}
    assert status(client, somebody[kind], "post", url) == expected(kind, may, yes=302)
    obligation.refresh_from_db()
    assert (obligation.done_on is not None) is (kind in may)


@pytest.mark.parametrize("url", ["/att-gora/", "/arenden/", "/ekonomi/"])
def test_the_lists_ask_for_a_login(client, url):
    assert status(client, None, "get", url) == "login"


def test_an_account_without_a_mandate_sees_no_money(client, world):
    assert status(client, world.stranger, "get", "/ekonomi/") == 404


def test_the_rail_leads_nobody_to_money_that_they_may_not_open(client, world):
    shown = {}
    for who in (world.stranger, world.writer, world.officer):
        client.force_login(who)
        shown[who] = 'href="/ekonomi/"' in client.get("/att-gora/").content.decode()
    assert shown == {world.stranger: False, world.writer: True, world.officer: True}


def test_an_account_without_a_mandate_is_told_why_nothing_can_be_started(client, world):
    client.force_login(world.stranger)
    shown = client.get("/ansokningar/").content.decode()
    assert "Du har inget uppdrag i dag" in shown
    assert "Inget formulär är öppet" not in shown


def test_the_register_of_another_group_does_not_hold_the_case(client, world, somebody):
    case = build.an_application(world, "lsg-flen")
    seen = {}
    for kind in PEOPLE[1:]:
        client.force_login(somebody[kind])
        seen[kind] = case.number in client.get("/arenden/").content.decode()
    assert seen == {kind: kind in SEES for kind in PEOPLE[1:]}


def test_an_obligation_of_another_case_is_not_found_through_this_one(client, world):
    case = build.an_application(world, "lsg-flen")
    other = build.an_application(world, "lsg-strangnas")
    elsewhere = Obligation.objects.create(case=other, title="Lägesrapport")
    client.force_login(world.officer)
    assert client.post(f"/arenden/{case.number}/ataganden/{elsewhere.pk}/").status_code == 404


def test_a_message_between_the_association_is_not_seen_by_a_group(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.officer)
    client.post(f"/arenden/{case.number}/skriv/", {"text": "Bara vi vet", "audience": "internal"})
    assert "Bara vi vet" in client.get(f"/arenden/{case.number}/meddelanden/").content.decode()
    client.force_login(world.flen_chair)
    for tab in ("", "meddelanden/", "handelser/"):
        page = client.get(f"/arenden/{case.number}/{tab}").content.decode()
        assert "Bara vi vet" not in page
        assert "internt meddelande" not in page


def test_a_deputy_answers_as_the_chair_does(client, world):
    case = build.an_application(world, "lsg-flen")
    deputy = seat(world.flen, Role.CHAIR, name="Ersättare", deputy=True)
    answer = {"turn": build.waiting(case).pk, "outcome": "tillstyrker"}
    assert status(client, deputy, "post", f"/arenden/{case.number}/svara/", **answer) == 302


def test_what_a_person_may_do_is_the_same_list_for_every_reader(world, somebody):
    case = build.an_application(world, "lsg-flen")
    office = "mark_document_secret mark_secret name_publicly reassign recuse register_document write write_internally"
    asked = {
        kind: " ".join(sorted({each.move.key for each in offered(case_page(somebody[kind], case.number))}))
        for kind in PEOPLE[3:]
    }
    assert asked == {
        "member": "write",
        "writer": "withdraw write",
        "chair": "answer ask_for_supplement recuse withdraw write",
        "preparer": "write write_internally",
        "officer": office,
        "director": office,
        "board": "write write_internally",
    }


def test_who_sees_but_may_not_act_reads_why(client, world):
    case = build.case_at_board(world, "lsg-flen")
    client.force_login(world.officer)
    page = client.get(f"/arenden/{case.number}/svara/")
    assert page.status_code == 403
    assert "Bara den som har rollen" in page.content.decode()
