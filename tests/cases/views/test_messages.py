"""Messages: threads, who reads them, what is new, and texts to begin with."""

import pytest

from cases.actions.post_message import post_message
from cases.errors import CaseError
from cases.models import Message, MessageReading, MessageTemplate
from cases.queries.messages import counted
from cases.queries.trail import check_trail
from people.queries.mandates import standing
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return build.an_application(world)


def page(client, case, who, query="") -> str:
    client.force_login(who)
    return client.get(f"/arenden/{case.number}/meddelanden/{query}").content.decode()


def new_to(case, who) -> int:
    return counted(case, standing(who))[1]


def test_a_reply_stands_in_its_thread_and_is_for_those_who_read_the_first(client, world, case):
    asked = post_message(case, by=world.officer, text="När börjar ni?")
    client.force_login(world.writer)
    url = f"/arenden/{case.number}/skriv/"
    assert client.post(url, {"text": "I maj.", "answers": asked.pk}).status_code == 302
    again = Message.objects.get(text="I maj.")
    client.force_login(world.officer)
    client.post(url, {"text": "Bra!", "answers": again.pk, "audience": "all"})

    assert [each.answers for each in Message.objects.order_by("pk")] == [None, asked, asked]
    assert check_trail(type(case).objects.get(pk=case.pk)) == []


def test_a_reply_to_what_the_association_reads_alone_is_for_the_association_alone(world, case):
    note = post_message(case, by=world.officer, text="Ring dem.", audience="internal")

    reply = post_message(case, by=world.preparer, text="Gjort.", answers=note.pk)
    assert reply.audience == "internal"
    with pytest.raises(CaseError) as refused:
        post_message(case, by=world.writer, text="Hej", answers=note.pk)
    assert (refused.value.code, refused.value.status) == ("unknown_message", 422)


def test_what_is_new_is_marked_until_it_has_been_read(client, world, case):
    post_message(case, by=world.officer, text="Första")
    post_message(case, by=world.officer, text="Internt", audience="internal")
    assert (new_to(case, world.writer), new_to(case, world.officer), new_to(case, world.preparer)) == (1, 0, 2)

    assert page(client, case, world.writer).count("mark now") == 2  # on the tab and on the message
    assert new_to(case, world.writer) == 0
    assert "mark now" not in page(client, case, world.writer)
    post_message(case, by=world.officer, text="Andra")
    assert new_to(case, world.writer) == 1
    assert MessageReading.objects.filter(user=world.writer).count() == 1


def test_who_may_read_it_is_said_before_it_is_sent(client, world, case):
    applicant = page(client, case, world.writer)
    assert "Alla i ärendet: LSG Flen och förbundet" in applicant
    assert 'name="audience"' not in applicant
    assert "Bara förbundet: kansliet, beredningsgruppen, arbetsutskottet och styrelsen" in page(
        client, case, world.officer
    )


def test_a_message_is_begun_with_a_text_about_the_case(client, world, case):
    written = page(client, case, world.officer, "?mall=ask_for_more")
    assert f"vi har läst ansökan {case.number} {case.title}" in written
    assert "Begär komplettering" in written
    assert "vi har läst" not in page(client, case, world.writer, "?mall=ask_for_more")
    MessageTemplate.objects.filter(key="ask_for_more").update(is_offered=False)
    assert "vi har läst" not in page(client, case, world.officer, "?mall=ask_for_more")


def test_a_message_that_is_refused_keeps_its_text_and_its_thread(client, world, case):
    client.force_login(world.writer)
    answer = client.post(f"/arenden/{case.number}/skriv/", {"text": "Kvar", "answers": 999})
    assert answer.status_code == 422
    assert "Kvar" in answer.content.decode()


def test_what_changed_between_two_revisions_is_shown_cell_by_cell(client, world):
    from cases.actions.request_supplement import request_supplement

    case = build.an_application(world)
    url = f"/arenden/{case.number}/andringar/"
    client.force_login(world.officer)
    assert "Ansökan är inskickad en gång" in client.get(url).content.decode()
    request_supplement(build.waiting(case), by=world.flen_chair, sections=["om"], question="Rubrik?")
    case.submission.refresh_from_db()
    case.submission.answers = {**case.submission.answers, "rubrik": "Ny rubrik"}
    case.submission.save()
    build.send_in(case.submission)

    shown = client.get(url).content.decode()
    assert "<del><p>" not in shown
    assert f"<del>{case.title}</del>" in shown
    assert "<ins>Ny rubrik</ins>" in shown
    assert client.get(f"{url}?fran=2&till=1").status_code == 200
    assert client.get(f"{url}?fran=1&till=9").status_code == 404
    client.force_login(world.stranger)
    assert client.get(url).status_code == 404
