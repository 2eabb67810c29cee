"""Secrecy: who sees what is marked, and where it is left out."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from cases.actions.lift_secrecy import lift_secrecy
from cases.actions.mark_secret import mark_secret
from cases.actions.register_document import register_document
from cases.errors import CaseError
from cases.models import Case, Document, SecrecyGround
from cases.queries.register import Asked, register
from cases.queries.trail import check_trail
from people.models import BodyKind, Role
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def ground():
    return SecrecyGround.objects.get(section="OSL 26:1")


@pytest.fixture
def people(world):
    committee = body("au", BodyKind.EXECUTIVE_COMMITTEE, "Arbetsutskottet")
    return {
        "stranger": world.stranger,
        "other_group": world.strangnas_chair,
        "party": world.flen_chair,
        "writer": world.writer,
        "asked": world.preparer,
        "not_asked": seat(committee, Role.MEMBER, name="Ledamot AU"),
        "office": world.officer,
        "director": seat(world.office, Role.DIRECTOR, name="Förbundschef"),
    }


def at_preparatory_group(world):
    """Flen's case, where the preparatory group has been asked and the board has not."""
    case = build.an_application(world, "lsg-flen", rubrik="Hemlig rubrik")
    return build.support(case, "lsg-flen", by=world.flen_chair)


def without_spaces(text):
    return text.replace("\xa0", "").replace(" ", "")


def a_letter(case, by, title="Brev från läkaren"):
    return register_document(
        case, direction="in", kind="letter", dated_on=date(2026, 1, 2), title=title, counterpart="Doktor Glas", by=by
    )


SEES_SECRET_CASE = {"party", "writer", "asked", "office", "director"}


@pytest.mark.parametrize(
    "who", ["stranger", "other_group", "party", "writer", "asked", "not_asked", "office", "director"]
)
def test_a_secret_case_is_seen_by_its_parties_those_asked_and_the_office(client, world, people, ground, who):
    case = at_preparatory_group(world)
    before = Case.objects.visible_to(people["not_asked"]).count()
    mark_secret(case, by=world.officer, ground=ground)
    client.force_login(people[who])

    assert before == 1
    assert Case.objects.visible_to(people[who]).exists() == (who in SEES_SECRET_CASE)
    assert client.get(f"/arenden/{case.number}/").status_code == (200 if who in SEES_SECRET_CASE else 404)


def test_a_secret_case_stands_without_subject_in_lists_and_is_found_by_its_number_alone(client, world, ground):
    case = at_preparatory_group(world)
    mark_secret(case, by=world.officer, ground=ground)
    client.force_login(world.officer)

    assert "Hemlig" not in client.get("/arenden/").content.decode()
    for text in ("hemlig", "rubrik", "flen", "ubri"):
        assert register(world.officer, Asked(q=text)).rows == ()
    assert [row.case for row in register(world.officer, Asked(q=case.number)).rows] == [case]


def test_a_secret_case_is_in_no_report(world, ground, tmp_path):
    secret = at_preparatory_group(world)
    told = build.an_application(world, "lsg-flen", rubrik="Öppen rubrik")
    mark_secret(secret, by=world.officer, ground=ground)
    out = tmp_path / "cases.xlsx"
    call_command("export_report", "cases", "--out", str(out))
    numbers = [row[0] for row in load_workbook(out).active.iter_rows(values_only=True)]

    assert told.number in numbers
    assert secret.number not in numbers


def test_a_secret_case_is_not_in_the_api(world, ground):
    case = at_preparatory_group(world)
    caller = Caller(world.officer)
    assert caller.get(f"/cases/{case.number}").status_code == 200
    mark_secret(case, by=world.officer, ground=ground)

    for path in ("", "/timeline", "/moves", "/messages"):
        assert caller.get(f"/cases/{case.number}{path}").status_code == 404
    assert caller.get("/cases").json()["results"] == []


@pytest.mark.parametrize(
    ("asked", "found"), [("RAR14", 2), ("rar 14-0", 2), ("RAR14-02", 1), ("14-2", 1), ("RAR15", 0), ("Flen", 0)]
)
def test_the_public_register_is_searched_by_number_and_its_beginning(client, world, asked, found):
    for _ in range(2):
        build.an_application(world, "lsg-flen", at=timezone.make_aware(timezone.datetime(2014, 3, 1, 12)))
    page = client.get("/diarium/", {"q": asked}).content.decode()
    assert page.count('href="/diarium/RAR14-') == found


def test_the_public_register_tells_number_and_day_of_a_secret_case_alone(client, world, ground):
    case = at_preparatory_group(world)
    mark_secret(case, by=world.officer, ground=ground)

    for url in ("/diarium/", f"/diarium/{case.number}/", "/diarium/diarium.csv"):
        response = client.get(url)
        text = b"".join(response).decode() if response.streaming else response.content.decode()
        row = text[text.index(case.number) :]
        assert case.number in text
        assert "Hemlig" not in text
        assert "LSG Flen" not in row


@pytest.mark.parametrize("who", ["party", "writer", "asked", "not_asked", "office", "director"])
@pytest.mark.parametrize("against_parties", [False, True])
def test_a_secret_document_is_read_inside_the_case_alone(client, world, people, ground, who, against_parties):
    case = at_preparatory_group(world)
    letter = a_letter(case, world.officer)
    mark_secret(case, document=letter, by=world.officer, ground=ground, against_parties=against_parties)
    client.force_login(people[who])
    reads = {"asked", "office", "director"} | (set() if against_parties else {"party", "writer"})
    # The process leader of the builders sits in the applying group.
    seen = Document.objects.visible_to(people[who]).filter(pk=letter.pk).exists()
    listed = client.get(f"/arenden/{case.number}/handlingar/").content.decode()
    page = client.get(f"/arenden/{case.number}/handlingar/{letter.number}/")

    assert seen == (who in reads)
    assert ("Brev från läkaren" in listed) == (who in reads)
    assert page.status_code == 200
    assert ("Doktor Glas" in page.content.decode()) == (who in reads)


def test_the_words_of_a_secret_application_are_left_out_of_every_page_for_those_outside(client, world, people, ground):
    case = build.case_at_board(world, "lsg-flen")
    application = case.documents.get(kind="application")
    opinion = case.documents.filter(kind="opinion").first()
    opinion.assignment.text = "Känsligt yttrande"
    type(opinion.assignment).objects.filter(pk=opinion.assignment_id).update(text="Känsligt yttrande")
    mark_secret(case, document=application, by=world.officer, ground=ground)
    mark_secret(case, document=opinion, by=world.officer, ground=ground)
    client.force_login(people["not_asked"])

    for tab in ("", "ansokan/", "budget/", "handlingar/", "beslut/", "handelser/", "handlingar/1/", "handlingar/2/"):
        text = client.get(f"/arenden/{case.number}/{tab}").content.decode()
        assert "Känsligt" not in text
        assert "600000" not in without_spaces(text)
    for paper in ("ansokan.pdf", "handlingar/1.pdf", "handlingar/2.pdf"):
        assert client.get(f"/arenden/{case.number}/{paper}").status_code == 404
    client.force_login(world.officer)
    assert "Känsligt yttrande" in client.get(f"/arenden/{case.number}/handelser/").content.decode()
    assert "600000" in without_spaces(client.get(f"/arenden/{case.number}/budget/").content.decode())


def test_a_mark_is_lifted_with_a_reason(world, ground):
    case = at_preparatory_group(world)
    mark = mark_secret(case, by=world.officer, ground=ground, reason="Hälsa")
    with pytest.raises(CaseError) as refused:
        lift_secrecy(mark, by=world.officer, reason=" ")
    assert refused.value.code == "reason_missing"
    lift_secrecy(mark, by=world.officer, reason="Uppgiften är offentlig nu.")
    case.refresh_from_db()

    assert not case.secret
    assert check_trail(case) == []
    assert [row.case for row in register(world.officer, Asked(q="hemlig")).rows] == [case]
    with pytest.raises(CaseError) as again:
        lift_secrecy(mark, by=world.officer, reason="En gång till")
    assert again.value.code == "not_marked"


REFUSED = [
    ("no ground", {}, "ground_missing"),
    ("blank ground", {"ground_text": "  "}, "ground_missing"),
]


@pytest.mark.parametrize(("name", "typed", "code"), REFUSED, ids=[each[0] for each in REFUSED])
def test_a_mark_needs_a_ground(world, name, typed, code):
    with pytest.raises(CaseError) as refused:
        mark_secret(at_preparatory_group(world), by=world.officer, **typed)
    assert refused.value.code == code


@pytest.mark.parametrize("who", ["party", "asked", "not_asked"])
def test_only_the_office_marks_and_registers(world, people, ground, who):
    case = at_preparatory_group(world)
    for act in (lambda: mark_secret(case, by=people[who], ground=ground), lambda: a_letter(case, people[who])):
        with pytest.raises(CaseError) as refused:
            act()
        assert refused.value.status == 403


def test_a_mark_that_the_trail_does_not_know_is_found(world):
    case = at_preparatory_group(world)
    Case.objects.filter(pk=case.pk).update(secret=True)
    case.documents.filter(number=1).update(secrecy="outsiders")
    case.refresh_from_db()

    assert {fault.code for fault in check_trail(case)} == {"case_differs", "document_differs"}
