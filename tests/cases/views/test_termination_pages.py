"""The pages of notice: who comes in, what is kept when it is refused, what stands there; and what files go out as."""

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as read_word
from docx.oxml.ns import qn

from cases.models import AgreementTermination
from forms.content import MEDIA_TYPES
from tests.builders import agreements as build
from tests.builders import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return cases.granted_case(world, "lsg-flen")


@pytest.fixture
def agreement(world, case):
    return build.in_force(case, by=world.officer)


def page(client, user, url, status=200, **posted):
    client.force_login(user)
    response = client.post(url, posted) if posted else client.get(url)
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode()


def at(agreement, name="agreement", **more):
    return reverse(f"cases:{name}", kwargs={"number": agreement.case.number, "agreement": agreement.number, **more})


def typed(**more):
    today = timezone.localdate().isoformat()
    given = {"party": "2", "received_on": today, "ground": "breach", "reason": "Kommunen lägger ner."}
    return given | {"upload": build.a_scan("uppsägning.pdf")} | more


def test_the_office_notes_notice_and_takes_it_back_by_its_pages(client, world, case, agreement):
    assert "Anteckna uppsägning" in page(client, world.officer, at(agreement))
    assert "Anteckna uppsägning" not in page(client, world.writer, at(agreement))
    form = at(agreement, "terminate_agreement")
    assert "3 månader efter" in page(client, world.officer, form)
    kept = page(client, world.officer, form, 422, **typed(party="", upload=""))
    assert "Välj vilken part som har sagt upp avtalet." in kept
    assert "Kommunen lägger ner." in kept
    assert "Lägg till brevet" in page(client, world.officer, form, 422, **typed(upload=""))
    early = page(client, world.officer, form, 422, **typed(ground="notice", ends_on=timezone.localdate().isoformat()))
    assert "Sista dagen kan tidigast vara" in early
    page(client, world.officer, form, 302, **typed())
    page(client, world.officer, form, 409)
    page(client, world.officer, form, 409, **typed())

    for reader in (world.officer, world.writer, world.flen_chair, world.board_chair):
        shown = page(client, reader, at(agreement))
        assert "Uppsägning av avtalet" in shown
        assert "Kommunen lägger ner." in shown
    of_case = page(client, world.writer, f"/arenden/{case.number}/")
    assert "Avtalet är uppsagt" in of_case
    assert "Ansök om ändring" not in of_case
    assert "Flens kommun sade upp avtalet" in page(client, world.writer, f"/arenden/{case.number}/handelser/")
    assert "Sista dag" in page(client, world.officer, f"{reverse('cases:agreements')}?visa=alla")

    back = at(agreement, "withdraw_termination")
    page(client, world.officer, back, 422, reason=" ")
    page(client, world.officer, back, 302, reason="Parterna fortsätter.")
    page(client, world.officer, back, 409, reason="Igen")
    assert "Återtagen uppsägning" in page(client, world.writer, at(agreement))
    assert AgreementTermination.objects.get().withdraw_reason.text == "Parterna fortsätter."


def test_others_than_the_office_neither_note_nor_take_back(client, world, case, agreement):
    for reader in (world.writer, world.flen_chair, world.board_chair):
        page(client, reader, at(agreement, "terminate_agreement"), 403)
        page(client, reader, at(agreement, "terminate_agreement"), 403, **typed())
        page(client, reader, at(agreement, "withdraw_termination"), 403, reason="Fel")
    page(client, world.stranger, at(agreement, "terminate_agreement"), 404)
    page(client, world.stranger, at(agreement, "withdraw_termination"), 404, reason="Fel")


def test_money_is_closed_on_its_tab_when_the_agreement_has_ended(client, world, case, agreement):
    page(client, world.officer, at(agreement, "terminate_agreement"), 302, **typed())
    money, ask = f"/arenden/{case.number}/ekonomi/", f"/arenden/{case.number}/rekvisition/"
    assert f'href="{ask}"' in page(client, world.writer, money)  # the last day is today
    agreement.refresh_from_db()
    type(agreement).objects.filter(pk=agreement.pk).update(ends_on="2014-08-01", claims_until="2014-08-01")
    shown = page(client, world.writer, money)
    assert "Avtalet har upphört. Pengar kunde rekvireras till och med" in shown
    assert f'href="{ask}"' not in shown
    page(client, world.writer, ask, 409)
    page(client, world.writer, f"/arenden/{case.number}/avrop/", 409)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_papers_go_out_as_what_they_are_under_a_swedish_name(client, world, case, kind):
    draft = build.drawn_up(case, by=world.officer)
    client.force_login(world.officer)
    name = f"RAR{case.number[3:]} Avtal 1"
    made = client.get(at(draft, "agreement_paper", kind=kind))
    assert (made["Content-Type"], made["Content-Disposition"]) == (
        MEDIA_TYPES[kind],
        f'attachment; filename="{name} utkast.{kind}"',
    )
    build.sent(draft, by=world.officer)
    kept = client.get(at(draft, "agreement_paper", kind=kind))
    assert (kept["Content-Type"], kept["X-Content-Type-Options"]) == (MEDIA_TYPES[kind], "nosniff")
    assert kept["Content-Disposition"] == f'attachment; filename="{name}.{kind}"'


def test_a_signed_file_goes_out_to_be_saved_as_what_its_content_was(client, world, case):
    sent = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    build.signed(sent, 2, by=world.officer, upload=build.a_scan("påskrivet avtal.pdf"))
    document = sent.parties.get(place=2).document
    client.force_login(world.writer)
    response = client.get(reverse("cases:document_file", args=[case.number, document.number]))
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert response["Content-Disposition"] == (
        "attachment; filename=\"paskrivet avtal.pdf\"; filename*=UTF-8''p%C3%A5skrivet%20avtal.pdf"
    )


def test_word_speaks_swedish_and_its_tables_have_widths_of_their_own(world, case):
    sent = build.sent(build.drawn_up(case, by=world.officer), by=world.officer)
    word = read_word(sent.word.file.open("rb"))
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    widths = [[round(cell.width.cm, 1) for cell in table.rows[0].cells] for table in word.tables]
    assert widths == [[4.2, 6.5, 4.5], [3.0, 5.0], [8.0, 8.5], [8.0, 8.5]]
    assert all(table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None for table in word.tables)
    heads = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    assert heads == [f"Samverka\tDiarienummer {case.number}"]
