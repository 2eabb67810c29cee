"""A director's way: the board's decision, the published minutes, the agreement, the payment, and the reports."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.models import Agreement, Case, FollowUp, Meeting
from cms.demo.accounts import user
from cms.demo.examples import northern_report
from cms.demo.telling import Teller, uuid_of

from .papers import fetched_papers

pytestmark = pytest.mark.django_db
PROPOSAL = "att bevilja ansökan\natt uppdra till förbundschefen att teckna avtal"


@pytest.fixture
def at_board(kfv) -> Case:
    """S3, reviewed, prepared and proposed: it waits for the board. Every grant to groups asks for an agreement."""
    FollowUp.objects.create(agreed=FollowUp.Agreed.ALWAYS)
    tell, now = Teller(), timezone.now()
    for group, who in (("lsg-katrineholm-vingaker", "katrineholm-vingaker"), ("lsg-flen", "flen")):
        tell.answer(kfv, group, "tillstyrker", by=f"ordforande.{who}", at=now)
    tell.answer(kfv, "kansliet", "komplett", by="handlaggare", at=now)
    tell.answer(kfv, "beredningsgruppen", "tillstyrker", by="beredningsgruppen", at=now)
    tell.answer(kfv, "kansliet", "foreslar", by="forbundschef", at=now, text=PROPOSAL)
    return kfv


def test_a_decision_becomes_minutes_an_agreement_a_payment_and_reports(at_board, visit, assert_accessible):
    case, today = at_board, timezone.localdate()
    director, chair = visit(user("forbundschef")), visit(user("styrelsen"))
    hold_the_meeting(director, case, today, assert_accessible)
    decide(director, case, assert_accessible)
    case.refresh_from_db()
    decision = case.decisions.get()
    assert (case.status, case.granted_total, decision.paragraph) == (Case.Status.ENDED, Decimal(1_548_000), "1")

    adjust_and_publish(director, chair, case, assert_accessible)

    leader, officer = visit(user("processledare.vastra")), visit(user("handlaggare"))
    agree(director, leader, case, today, assert_accessible)
    ask_and_pay(leader, officer, case, today, assert_accessible)
    report(leader, director, case, assert_accessible)
    chairs = [visit(user(f"ordforande.{group}")) for group in ("katrineholm-vingaker", "flen")]
    status_report(leader, chairs, director, case, assert_accessible)


def hold_the_meeting(director, case, today, assert_accessible) -> None:
    director.goto("/moten/nytt/")
    director.get_by_label("Vems möte").select_option(label="Styrelsen")
    director.get_by_label("Dag", exact=True).fill(today.isoformat())
    director.get_by_label("Börjar").fill("9")
    director.get_by_label("Länk till mötet").fill("https://mote.example.org/styrelsen")
    director.get_by_role("button", name="Planera mötet").click()
    director.get_by_role("button", name="Hämta ärenden som väntar").click()
    director.get_by_role("link", name=case.number).first.wait_for()
    director.get_by_role("listitem").filter(has_text="att bevilja ansökan").first.wait_for()
    director.get_by_role("button", name="Skicka kallelsen").click()
    director.get_by_text("Kallelsen är skickad.").wait_for()
    assert_accessible(director)
    assert fetched_papers(director, assert_accessible)[:5] == b"%PDF-"
    director.get_by_role("button", name="Börja mötet").click()
    director.get_by_role("link", name="Närvaro").click()
    director.get_by_role("checkbox", name="Justerar: Ordförande styrelsen").check()
    assert_accessible(director)
    director.get_by_role("button", name="Spara närvaron").click()
    director.get_by_text("Justerar protokollet:").wait_for()


def decide(director, case, assert_accessible) -> None:
    director.get_by_role("link", name=f"Behandla: {case.number}").click()
    director.get_by_role("radio", name="Bifall", exact=True).check()
    assert_accessible(director)
    director.get_by_label("Anteckningar").fill("Förbundschefen föredrar ärendet.")
    director.get_by_role("button", name="Registrera svaret").click()
    director.get_by_role("listitem").filter(has_text="Bifall.").first.wait_for()
    director.goto(case.get_absolute_url())
    director.get_by_text("Styrelsen beviljade 1 548 000").first.wait_for()
    assert_accessible(director)


def adjust_and_publish(director, chair, case, assert_accessible) -> None:
    meeting = Meeting.objects.get()
    chair.goto(meeting.get_absolute_url())
    assert_accessible(chair)
    chair.get_by_role("button", name="Justera protokollet").click()
    chair.get_by_text("Justerat och låst.").wait_for()
    director.goto(meeting.get_absolute_url())
    director.get_by_role("link", name="Publicera med personuppgifter maskade").click()
    assert_accessible(director)
    director.get_by_role("button", name="Publicera för alla").click()
    director.get_by_role("link", name="Så som alla läser det").click()
    director.get_by_role("heading", name=f"§ 1 {case.number}").wait_for()
    assert_accessible(director)


def agree(director, leader, case, today, assert_accessible) -> None:
    """Nothing is paid before the employer and the association have signed."""
    leader.goto(f"{case.get_absolute_url()}ekonomi/")
    leader.get_by_text("Inga pengar betalas ut innan avtalet är i kraft").first.wait_for()
    director.goto(case.get_absolute_url())
    director.get_by_role("link", name="Skriv avtalet").click()
    director.get_by_label("Arbetsgivare ur registret").select_option(label="Katrineholms kommun")
    assert_accessible(director)
    director.get_by_role("button", name="Spara utkastet").click()
    director.get_by_role("button", name="Skicka för underskrift").click()
    director.get_by_role("link", name="Anteckna att").first.wait_for()
    assert_accessible(director)
    for signed in range(2):
        director.get_by_role("link", name="Anteckna att").first.click()
        director.get_by_label("Undertecknat den").fill(today.isoformat())
        director.get_by_label("Vem som undertecknade").fill("Bo Lind")
        director.get_by_label("Eller elektroniskt undertecknat").fill(f"REF-{signed}")
        director.get_by_role("button", name="Anteckna underskriften").click()
        director.wait_for_url("**/avtal/1/")
    director.get_by_text("I kraft").first.wait_for()
    assert_accessible(director)
    assert Agreement.objects.get(case=case).status == "in_force"


def ask_and_pay(leader, officer, case, today, assert_accessible) -> None:
    leader.goto(f"{case.get_absolute_url()}ekonomi/")
    leader.get_by_role("link", name="Rekvirera pengar").click()
    leader.get_by_label("År", exact=True).select_option("2014")
    leader.get_by_label("Till vad, rad 1").fill("Lön mars–juni")
    leader.get_by_label("Kronor, rad 1").fill("240 000")
    assert_accessible(leader)
    leader.get_by_role("button", name="Skicka till kansliet").click()
    payment = case.payments.get()
    officer.goto(payment.get_absolute_url())
    officer.get_by_role("button", name="Attestera").click()
    officer.get_by_label("Betald den").fill(today.isoformat())
    officer.get_by_role("button", name="Anteckna som betald").click()
    officer.get_by_text("Betald").first.wait_for()
    assert_accessible(officer)
    payment.refresh_from_db()
    assert (payment.state, payment.amount) == ("paid", Decimal(240_000))


def report(leader, director, case, assert_accessible) -> None:
    """What the first year cost, told by the process leader and read by the director as a statement."""
    leader.goto(f"{case.get_absolute_url()}utfall/2014/")
    for typed in leader.locator("td.typed.number input").all():
        budget = typed.locator("xpath=ancestor::tr/td[1]").inner_text()
        typed.fill(budget)
    assert_accessible(leader)
    leader.get_by_role("button", name="Rapportera utfallet").click()
    leader.wait_for_url("**/ekonomi/**")
    assert case.outcomes.get().year == 2014
    director.goto(f"/ekonomi/utdrag/?case={case.number}")
    director.get_by_text("240 000").first.wait_for()
    assert_accessible(director)


def status_report(leader, chairs, director, case, assert_accessible) -> None:
    """Sent by the process leader and approved by each group; it answers what the grant owes, as the director sees."""
    tell = Teller()
    tell.follow_up(case, by="handlaggare", on=timezone.localdate(), due_from=date(2014, 7, 1))
    owed = case.obligations.filter(kind="status_report").order_by("due_on")[0]
    answers = northern_report("Lägesrapport våren 2014", "2014-01-01", "2014-06-30")
    answers["uppdragsgivare"] = ["lsg-katrineholm-vingaker", "lsg-flen"]
    tell.draft("report", "lagesrapport", answers, "processledare.vastra", timezone.localdate())
    leader.goto(f"/ansokningar/{uuid_of('report')}/granska/")
    assert_accessible(leader)
    leader.get_by_role("button", name="Skicka in").click()
    leader.wait_for_load_state()
    sent = Case.objects.get(title="Lägesrapport våren 2014")
    for chair in chairs:
        chair.goto(sent.get_absolute_url())
        chair.get_by_role("radio", name="Godkänner rapporten").check()
        chair.get_by_role("button", name="Skicka svaret").click()
        chair.wait_for_load_state()
        assert_accessible(chair)
    tell.answer(sent, "kansliet", "mottagen", by="registrator", at=timezone.now())
    director.goto(sent.get_absolute_url())
    director.get_by_text("Mottagen").first.wait_for()
    assert_accessible(director)
    owed.refresh_from_db()
    assert owed.done_on == timezone.localdate()
    director.goto(f"{case.get_absolute_url()}beslut/")
    director.get_by_role("row").filter(has_text=owed.title).get_by_text("Klar").wait_for()
    assert_accessible(director)
