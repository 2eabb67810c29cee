"""The pages of agreements: who comes in, what stands there, and what is kept when something is refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document as read_word

from cases.actions.mark_secret import mark_secret
from cases.actions.remind_agreement import remind_agreement
from cases.models import Agreement, OutgoingEmail
from people.models import Mandate, Party, PartyKind
from tests.builders import agreements as build
from tests.builders import cases
from tests.builders.api import Caller
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return cases.granted_case(world, "lsg-flen", "lsg-strangnas")


@pytest.fixture
def sent(world, case):
    return build.sent(build.drawn_up(case, by=world.officer), by=world.officer)


def page(client, user, url, status=200, **posted):
    client.force_login(user)
    response = client.post(url, posted) if posted else client.get(url)
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode() if not response.streaming else b"".join(response.streaming_content)


def at(agreement, name="agreement", **more):
    return reverse(f"cases:{name}", kwargs={"number": agreement.case.number, "agreement": agreement.number, **more})


def test_who_reads_a_sent_agreement_and_who_acts_on_it(client, world, case, sent):
    readers = (world.officer, world.writer, world.flen_chair, world.strangnas_chair, world.board_chair)
    for reader in readers:
        for url in (at(sent), at(sent, "agreement_paper", kind="pdf"), at(sent, "agreement_paper", kind="docx")):
            page(client, reader, url)
    for url in (at(sent), at(sent, "agreement_paper", kind="pdf"), at(sent, "sign_agreement", place=1)):
        page(client, world.stranger, url, 404)
    for reader in readers[1:]:
        page(client, reader, at(sent, "sign_agreement", place=1), 403)
        page(client, reader, at(sent, "change_agreement"), 403)
        page(client, reader, at(sent, "cancel_agreement"), 403, reason="Fel")
        page(client, reader, at(sent, "send_agreement"), 403, revision=1)


def test_a_draft_is_no_page_to_others_than_the_office(client, world, case):
    draft = build.drawn_up(case, by=world.officer)
    page(client, world.officer, at(draft))
    for reader in (world.writer, world.board_chair, world.stranger):
        page(client, reader, at(draft), 404)
        page(client, reader, at(draft, "agreement_paper", kind="pdf"), 404)


def test_who_represents_the_employer_reads_the_agreement_and_not_the_case(client, world, case):
    party = Party.objects.create(key="flens-kommun", name="Flens kommun", kind=PartyKind.MUNICIPALITY)
    elsewhere = seat(cases.body("lsg-annan", name="LSG Annan"), name="Kommunens person")
    Mandate.objects.filter(user=elsewhere).update(party=party)
    made = build.sent(build.drawn_up(case, by=world.officer, party=party), by=world.officer)
    assert "Avtal 1" in page(client, elsewhere, at(made))
    page(client, elsewhere, at(made, "agreement_paper", kind="pdf"))
    page(client, elsewhere, f"/arenden/{case.number}/", 404)
    page(client, person("En annan"), at(made), 404)


def test_the_office_draws_up_sends_and_signs_by_its_pages(client, world, case):
    new = reverse("cases:draw_up_agreement", args=[case.number])
    assert "Skriv avtalet" in page(client, world.officer, f"/arenden/{case.number}/")
    shown = page(client, world.officer, new)
    assert 'name="employer"' in shown
    typed = {"template": build.terms().template.pk, "employer": "Flens kommun", "employer_number": "fel"}
    again = page(client, world.officer, new, 422, **typed, period_from="2014-07-01", period_to="2015-12-31")
    assert "Skriv ett organisationsnummer med tio siffror" in again
    assert 'value="Flens kommun"' in again
    typed |= {"employer_number": "2120000332", "period_from": "140701", "period_to": "151231"}
    page(client, world.officer, new, 302, **typed)
    made = Agreement.objects.get(case=case)
    assert made.parties.get(place=2).organisation_number == "212000-0332"
    page(client, world.officer, new, 302)  # the draft is there
    assert "Läs och skicka för underskrift" in page(client, world.officer, f"/arenden/{case.number}/")
    yesterday = timezone.localdate() - timedelta(days=1)
    page(client, world.officer, at(made, "send_agreement"), 422, revision=made.revision, sign_by=yesterday)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page(client, world.officer, at(made, "send_agreement"), 302, revision=made.revision, sign_by=tomorrow)
    page(client, world.officer, at(made, "send_agreement"), 409, revision=made.revision, sign_by=tomorrow)
    assert "Väntar på Samverka och Flens kommun" in page(client, world.writer, f"/arenden/{case.number}/")
    day = timezone.localdate().isoformat()
    sign = at(made, "sign_agreement", place=1)
    kept = page(client, world.officer, sign, 422, signed_on=day, signed_by="Bo Lind")
    assert "Välj den undertecknade filen" in kept
    assert 'value="Bo Lind"' in kept
    page(client, world.officer, sign, 302, signed_on=day, signed_by="Bo Lind", upload=build.a_scan())
    page(client, world.officer, sign, 409)
    page(client, world.officer, at(made, "sign_agreement", place=3), 404)
    page(client, world.officer, at(made, "sign_agreement", place=2), 302, signed_on=day, signed_by="A", reference="X1")
    case.refresh_from_db()
    assert case.end == "beviljad"
    assert "I kraft sedan" in page(client, world.writer, f"/arenden/{case.number}/")
    page(client, world.officer, at(made, "cancel_agreement"), 409, reason="Fel")


def test_the_office_answers_no_alone_at_the_stage(client, world, case):
    shown = page(client, world.officer, f"/arenden/{case.number}/")
    assert "Inget_avtal" in shown
    assert "Undertecknat<" not in shown


def test_the_tab_of_money_says_what_it_waits_for(client, world, case):
    money = f"/arenden/{case.number}/ekonomi/"
    assert "Inga pengar betalas ut innan avtalet är i kraft" in page(client, world.writer, money)
    page(client, world.writer, f"/arenden/{case.number}/rekvisition/", 409)
    build.in_force(case, by=world.officer)
    assert "Inga pengar betalas ut innan avtalet är i kraft" not in page(client, world.writer, money)


def test_the_list_shows_each_where_it_stands(client, world, case, sent):
    url = reverse("cases:agreements")
    waiting = cases.granted_case(world, "lsg-flen")
    assert waiting.number in page(client, world.officer, f"{url}?visa=att-ta-fram")
    shown = page(client, world.officer, f"{url}?visa=for-underskrift")
    assert case.number in shown
    assert case.number not in page(client, world.officer, f"{url}?visa=forsenade")
    assert case.number not in page(client, world.officer, f"{url}?visa=alla&grupp=lsg-flen&ar=1999")
    assert case.number in page(client, world.writer, f"{url}?visa=alla&grupp=lsg-flen")
    assert "Att skriva" not in page(client, world.writer, url)
    page(client, world.stranger, url, 404)
    page(client, world.writer, reverse("cases:remind_agreements"), 403, agreement=sent.pk)
    page(client, world.officer, reverse("cases:remind_agreements"), 302, agreement=sent.pk)
    assert OutgoingEmail.objects.filter(key__startswith=f"reminder:office:agreement:{sent.pk}").exists()
    assert not remind_agreement(sent, by=world.officer)


def test_the_inbox_says_what_waits_for_the_office_and_what_for_the_parties(client, world, case):
    draft = build.drawn_up(case, by=world.officer)
    assert "Avtal 1: skicka det för underskrift" in page(client, world.officer, "/att-gora/")
    build.sent(draft, by=world.officer)
    mine = page(client, world.officer, "/att-gora/?visa=mig")
    assert case.number not in mine
    others = page(client, world.writer, "/att-gora/?visa=andra")
    assert "Avtal 1: ska undertecknas" in others
    assert "Flens kommun" in others


def test_secrecy_on_the_paper_hides_the_text_from_the_parties(client, world, case, sent):
    for document in (sent.pdf, sent.word):
        mark_secret(
            case, document=document, reason="Känsligt", ground_text="OSL", by=world.officer, against_parties=True
        )
    assert "kallas Samverka för förbundet" not in page(client, world.writer, at(sent))
    page(client, world.writer, at(sent, "agreement_paper", kind="pdf"), 404)
    assert "kallas Samverka för förbundet" in page(client, world.officer, at(sent))


def test_a_program_reads_the_agreement_as_its_reader_may(world, case, sent):
    path = f"/cases/{case.number}/agreements"
    (told,) = Caller(world.writer).call("get", path).json()
    assert (told["status"], told["amounts"][0]) == ("sent", {"year": 2014, "amount": "610000.00"})
    assert [party["name"] for party in told["parties"] if party["signs"]] == ["Samverka", "Flens kommun"]
    assert told["documents"] == [f"{case.number}:{sent.pdf.number}", f"{case.number}:{sent.word.number}"]
    assert Caller(world.stranger).call("get", path).status_code == 404


def test_word_says_what_the_page_says(sent):
    word = read_word(sent.word.file.open("rb"))
    headings = [each.text.split("\t")[-1] for each in word.paragraphs if each.style.name == "Heading 1"]
    assert headings == [part.text for part in sent.parts if part.kind == "heading"]
    text = "\n".join(each.text for each in word.paragraphs)
    assert all(part.text.split("\n")[0] in text for part in sent.parts if part.kind == "paragraph")
    cells = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert cells[1:] == [list(row) for row in next(part for part in sent.parts if part.kind == "amounts").rows]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_agreement SET title = 'Annat'",
        "UPDATE cases_agreement SET amounts = '{}'",
        "DELETE FROM cases_agreementparty",
        "UPDATE cases_agreementparty SET signed_by = 'Någon annan' WHERE signed_on IS NOT NULL",
    ],
)
def test_the_database_keeps_what_is_sent_and_signed(world, sent, statement):
    build.signed(sent, 1, by=world.officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_agreement SET in_force_on = '2014-01-01'",
        "UPDATE cases_agreement SET status = 'cancelled', in_force_on = NULL",
        "UPDATE cases_agreement SET status = 'sent'",
        "UPDATE cases_agreementparty SET name = 'En annan'",
        "DELETE FROM cases_agreement",
    ],
)
def test_the_database_keeps_what_is_in_force(world, case, statement):
    build.in_force(case, by=world.officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("# A\n\n{parties}\n\n{amounts}\n\n{signatures}", []),
        ("# A\n\n{parties}\n\n{amounts}", [("place_missing", "signatures")]),
        ("# A\n\n{parties}\n\n{amounts}\n\n{signatures}\n\n{okant}", [("unknown_place", "okant")]),
        ("# A\n\nMed {parties}\n\n{amounts}\n\n{signatures}", [("stands_alone", "parties")]),
        ("{parties}\n\n{amounts}\n\n{signatures}", [("no_heading", "")]),
        ("# A {\n\n{parties}\n\n{amounts}\n\n{signatures}", [("loose_brace", "")]),
    ],
)
def test_a_text_says_what_is_wrong_with_it(body, wrong):
    from cases.domain.agreeing import text_problems

    assert list(text_problems(body)) == wrong
