"""A process leader's month: the agenda, the notice, the meeting, the notes, and what somebody was to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Assignment, Meeting, OutgoingEmail
from cms.demo.accounts import user

from .papers import fetched_papers

pytestmark = pytest.mark.django_db


def test_a_month_of_a_process_leader(kfv, visit, assert_accessible):
    today = timezone.localdate()
    leader, member = visit(user("processledare.vastra")), visit(user("ledamot.flen"))

    # The meeting is planned, and its agenda made of what waits and of a point of one's own.
    plan(leader, today, "13.00", assert_accessible)
    leader.get_by_role("button", name="Hämta ärenden som väntar").click()
    leader.get_by_text("1 ärende är tillagt.").wait_for()
    for title in ("Ungdomar utan sysselsättning", "Föregående anteckningar"):
        leader.get_by_label("En egen punkt").fill(title)
        leader.get_by_role("button", name="Lägg till punkten").click()
        leader.get_by_role("heading", name=title).wait_for()
    assert_accessible(leader)
    handle = leader.get_by_role("button", name="Flytta med piltangenterna: Föregående anteckningar")
    handle.press("Home")
    leader.get_by_text("”Föregående anteckningar” är nu nummer 1 av 3.").wait_for()
    handle.press("ArrowDown")
    leader.get_by_text("”Föregående anteckningar” är nu nummer 2 av 3.").wait_for()
    handle.press("ArrowUp")
    leader.locator("[data-agenda][aria-busy=false]").wait_for()
    meeting = Meeting.objects.get()
    assert meeting.items.first().title == "Föregående anteckningar"

    # The notice goes out; a member reads it and takes the papers.
    leader.get_by_role("button", name="Skicka kallelsen").click()
    leader.get_by_text("Kallelsen är skickad.").wait_for()
    called = OutgoingEmail.objects.filter(key__startswith=f"meeting:{meeting.pk}:meeting_called")
    assert "ledamot.flen" in {letter.to.email.partition("@")[0] for letter in called.select_related("to")}
    member.goto("/moten/")
    assert_accessible(member)
    member.get_by_role("main").get_by_role("link", name="LSG Flen").first.click()
    assert_accessible(member)
    assert fetched_papers(member, assert_accessible)[:5] == b"%PDF-"

    # In the meeting: who is there, what was said, who does what, and what the group answers in the case.
    leader.get_by_role("button", name="Börja mötet").click()
    leader.get_by_role("link", name="Närvaro").click()
    assert_accessible(leader)
    leader.get_by_label("Övriga närvarande").fill("En konsult")
    leader.get_by_role("button", name="Spara närvaron").click()
    leader.get_by_text("En konsult").wait_for()
    leader.get_by_role("link", name="Behandla: Föregående anteckningar").click()
    leader.get_by_label("Anteckningar").fill("Lades till handlingarna.")
    leader.get_by_role("button", name="Spara punkten").click()
    leader.get_by_role("link", name="Behandla: Ungdomar utan sysselsättning").click()
    assert_accessible(leader)
    leader.get_by_label("Vad ska göras").fill("Ta fram siffror för 16–24 år")
    leader.get_by_label("Vem gör det").select_option(label=user("ledamot.flen").name)
    leader.get_by_label("Klart senast").fill((today + timedelta(days=14)).isoformat())
    leader.get_by_role("button", name="Lägg till uppgiften").click()
    leader.get_by_text("Ta fram siffror för 16–24 år").first.wait_for()
    leader.get_by_label("Anteckningar").fill("Vi ser samma behov.")
    leader.get_by_label("Beslut", exact=True).fill("Gruppen tar fram ett underlag om Malmköping.")
    leader.get_by_role("button", name="Spara punkten").click()
    leader.get_by_role("link", name=f"Behandla: {kfv.number}").click()
    leader.get_by_role("radio", name="Tillstyrker", exact=True).check()
    leader.get_by_label("Beslut", exact=True).fill("Gruppen tillstyrker ansökan.")
    leader.get_by_role("button", name="Registrera svaret").click()
    leader.get_by_text("Gruppen tillstyrker ansökan.").wait_for()
    answered = Assignment.objects.get(case=kfv, body__key="lsg-flen")
    assert (answered.outcome, answered.state) == ("tillstyrker", Assignment.State.ANSWERED)

    # The notes are adjusted, published with names masked, and read by anybody.
    leader.get_by_role("button", name="Justera anteckningarna").click()
    leader.get_by_text("Justerat och låst.").wait_for()
    leader.get_by_role("link", name="Publicera med personuppgifter maskade").click()
    assert_accessible(leader)
    leader.get_by_role("button", name="Publicera för alla").click()
    leader.get_by_text("Det är publicerat på webbplatsen.").wait_for()
    stranger = visit()
    stranger.goto("/protokoll/lsg-flen/")
    assert_accessible(stranger)
    stranger.get_by_role("main").get_by_role("link", name=str(today.year)).first.click()
    stranger.get_by_text("Gruppen tar fram ett underlag om Malmköping.").wait_for()
    assert_accessible(stranger)
    assert user("ledamot.flen").name not in stranger.content()

    # At the next meeting what is not done stands first, until the member says that it is done.
    plan(leader, today + timedelta(days=28), "13.00", assert_accessible)
    leader.get_by_role("heading", name="Från tidigare möten").wait_for()
    member.goto("/moten/folj-upp/")
    assert_accessible(member)
    member.get_by_role("button", name="Markera som klart: Ta fram siffror").click()
    member.get_by_text("Inga uppgifter från möten").wait_for()
    leader.reload()
    assert leader.get_by_role("heading", name="Från tidigare möten").count() == 0

    # And what was decided is found again.
    leader.goto("/moten/beslut/")
    leader.get_by_label("Ord i anteckningar och protokoll").fill("malmköping underlag")
    leader.get_by_role("main").get_by_role("button", name="Sök").click()
    leader.get_by_role("link", name="Ungdomar utan sysselsättning").wait_for()
    assert_accessible(leader)


def plan(page, day, clock, assert_accessible) -> None:
    page.goto("/moten/")
    page.get_by_role("link", name="Planera ett möte").click()
    assert_accessible(page)
    page.get_by_label("Vems möte").select_option(label="LSG Flen")
    page.get_by_label("Dag", exact=True).fill(day.isoformat())
    page.get_by_label("Börjar").fill(clock)
    page.get_by_label("Plats").fill("Stadshuset i Flen")
    page.get_by_role("button", name="Planera mötet").click()
    page.get_by_role("heading", name="LSG Flen", exact=False).first.wait_for()
