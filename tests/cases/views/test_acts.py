"""The acts on their pages: who finds them, who may do them, and what a refusal looks like."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cases.actions.delegate_turn import delegate_turn
from cases.actions.reassign import reassign
from cases.actions.recuse import recuse
from cases.actions.take_over import take_over
from cases.actions.withdraw_case import withdraw_case
from cases.models import Case
from people.models import Role, User
from tests.builders.cases import a_world, an_application, case_at_board, published_route, route_json, waiting
from tests.builders.people import seat

pytestmark = pytest.mark.django_db
ACTS = ("lamna-over", "ta-over", "delegera", "jav", "oppna-igen", "ta-upp-igen", "ny-vag")


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def case(world):
    seat(world.flen, name="Ersättare LSG Flen", deputy=True)
    return an_application(world)


def status(client, user: User, url: str, **posted) -> int:
    client.force_login(user)
    return (client.post(url, posted) if posted else client.get(url)).status_code


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("stranger", [404] * 7),
        ("strangnas_chair", [404] * 7),
        ("writer", [403] * 7),
        ("flen_chair", [403, 200, 200, 200, 403, 409, 403]),
        ("officer", [200, 403, 403, 200, 409, 409, 200]),
    ],
)
def test_each_act_is_for_those_who_may_and_for_when_it_can_be_done(client, world, case, who, expected):
    user = getattr(world, who)
    assert [status(client, user, f"/arenden/{case.number}/mer/{act}/") for act in ACTS] == expected


def test_there_are_no_other_acts_and_no_turns_of_other_cases(client, world, case):
    other = waiting(an_application(world, "lsg-strangnas"))
    assert status(client, world.officer, f"/arenden/{case.number}/mer/hittepa/") == 404
    assert status(client, world.officer, f"/arenden/{case.number}/mer/lamna-over/?turn={other.pk}") == 404


def test_the_office_hands_the_case_over_on_its_page(client, world, case):
    deputy = User.objects.get(name="Ersättare LSG Flen")
    url = f"/arenden/{case.number}/mer/lamna-over/"

    assert status(client, world.officer, url, who="", reason="Semester.") == 422
    assert status(client, world.officer, url, who=f"person:{world.stranger.pk}", reason="Semester.") == 422
    assert status(client, world.officer, url, who=f"person:{deputy.pk}", reason="") == 422
    assert status(client, world.officer, url, who=f"person:{deputy.pk}", reason="Semester.") == 302
    assert waiting(case).person == deputy
    assert status(client, world.flen_chair, f"/arenden/{case.number}/svara/") == 403


def test_what_was_typed_is_kept_when_it_came_too_late(client, world, case):
    turn = waiting(case)
    withdraw_case(case, by=world.writer)
    client.force_login(world.officer)
    page = client.post(
        f"/arenden/{case.number}/mer/lamna-over/", {"turn": turn.pk, "who": "", "reason": "Mitt långa skäl."}
    )
    assert page.status_code == 409
    assert "Mitt långa skäl." in page.content.decode()


def test_a_conflict_of_interest_is_noted_and_lifted(client, world, case):
    url = f"/arenden/{case.number}/mer/jav/"
    chair = world.flen_chair
    assert status(client, chair, url, person=world.officer.pk, stage="", reason="Släkt.") == 422
    assert status(client, chair, url, person=chair.pk, stage="", reason="Släkt.") == 302
    lift = f"/arenden/{case.number}/jav/{case.recusals.get().pk}/upphav/"
    assert status(client, world.stranger, lift, a="b") == 404
    assert status(client, chair, lift, a="b") == 403
    assert status(client, world.officer, lift, a="b") == 302
    assert status(client, world.officer, lift, a="b") == 409


def test_who_may_not_answer_now_is_told_why(client, world, case):
    deputy = User.objects.get(name="Ersättare LSG Flen")
    url = f"/arenden/{case.number}/svara/"
    client.force_login(world.flen_chair)
    delegate_turn(waiting(case), by=world.flen_chair, to=deputy, until=timezone.localdate())

    passed_on = client.get(url)
    recuse(case, world.flen_chair, by=world.flen_chair, reason="Släkt.")
    recused = client.get(url)

    assert (passed_on.status_code, recused.status_code) == (403, 403)
    assert "Ersättare LSG Flen har det här. Ta över det" in passed_on.content.decode()
    assert "Du är jävig här" in recused.content.decode()


@pytest.mark.parametrize("address", ["svara", "komplettering"])
def test_who_wrote_while_a_colleague_took_over_has_the_words_back(client, world, case, address):
    deputy = User.objects.get(name="Ersättare LSG Flen")
    turn = waiting(case)
    take_over(turn, by=deputy)
    client.force_login(world.flen_chair)
    typed = {"turn": turn.pk, "outcome": "tillstyrker", "text": "Mina ord.", "question": "Mina ord."}

    page = client.post(f"/arenden/{case.number}/{address}/", typed)

    assert page.status_code == 409
    assert "Mina ord." in page.content.decode()
    assert waiting(case).pk == turn.pk


def test_nobody_is_chosen_beforehand_as_having_a_conflict_of_interest(client, world, case):
    client.force_login(world.officer)
    url = f"/arenden/{case.number}/mer/jav/"

    chosen = BeautifulSoup(client.get(url).content, "html.parser").select("select option")[0]

    assert (chosen["value"], chosen.get_text()) == ("", "Välj en person")
    assert status(client, world.officer, url, person="", stage="", reason="Släkt.") == 422


def test_who_hands_a_turn_over_reads_who_has_it(client, world, case):
    client.force_login(world.officer)

    page = BeautifulSoup(client.get(f"/arenden/{case.number}/mer/lamna-over/").content, "html.parser")

    told = [each.get_text() for each in page.select("main li") if "Svarar i dag" in each.get_text()]
    assert told == ["Svarar i dag: Ordförande LSG Flen och Ersättare LSG Flen."]


def test_a_colleague_takes_over_and_leaves_it_to_a_deputy(client, world, case):
    deputy = User.objects.get(name="Ersättare LSG Flen")
    reassign(waiting(case), by=world.officer, person=deputy, reason="Semester.")
    base = f"/arenden/{case.number}/mer"
    assert status(client, world.flen_chair, f"{base}/ta-over/", turn=waiting(case).pk) == 302
    assert status(client, world.flen_chair, f"{base}/delegera/", to=deputy.pk, until="2014-01-01") == 422
    assert status(client, world.flen_chair, f"{base}/delegera/", to=deputy.pk, until="2999-01-01") == 422
    assert waiting(case).person == world.flen_chair


def test_a_closed_case_is_opened_again_on_its_page(client, world, case):
    withdraw_case(case, by=world.writer)
    url = f"/arenden/{case.number}/mer/oppna-igen/"
    assert status(client, world.writer, url, stage="lsg", reason="Fel.") == 403
    assert status(client, world.officer, url, stage="lsg", reason="") == 422
    assert status(client, world.officer, url, stage="lsg", reason="Fel.") == 302
    assert Case.objects.get(pk=case.pk).stage == "lsg"


def test_a_matter_is_deferred_and_taken_up_again_on_the_pages(client, world):
    case = case_at_board(world)
    answer = {"turn": waiting(case).pk, "outcome": "bordlaggning"}
    url = f"/arenden/{case.number}/svara/"
    assert status(client, world.board_chair, url, **answer, until="2014-01-01") == 422
    client.force_login(world.board_chair)
    day = timezone.localdate() + timedelta(days=9)
    assert client.post(url, {**answer, "until": day.isoformat()}).status_code == 302
    assert "har bordlagt ärendet" in client.get(f"/arenden/{case.number}/").content.decode()
    assert status(client, world.board_chair, url) == 409
    assert status(client, world.board_chair, f"/arenden/{case.number}/mer/ta-upp-igen/", turn=waiting(case).pk) == 302
    assert status(client, world.board_chair, url) == 200


def test_the_office_moves_the_cases_of_a_route_in_the_administration(admin_client, client, world, case):
    route = route_json()
    route["stages"][0]["deadline"] = {"days": 30}
    version = published_route(route)
    url = f"/admin/arendevagar/{version.route_id}/flytta-arenden/"
    page = admin_client.get(url)
    assert page.status_code == 200
    assert case.number in page.content.decode()
    assert admin_client.post(url, {"reason": ""}).status_code == 422
    assert admin_client.post(url, {"reason": "Nya regler."}).status_code == 302
    assert Case.objects.get(pk=case.pk).route_version == version
    assert status(client, world.writer, url) == 302


def test_a_case_that_the_newest_route_does_not_fit_is_told_why_and_is_asked_nothing(client, world, case):
    route = route_json()
    route["stages"][0]["role"] = "member"
    seat(world.flen, Role.MEMBER)
    published_route(route)
    client.force_login(world.officer)
    url = f"/arenden/{case.number}/mer/ny-vag/"

    page = client.get(url).content.decode()

    assert "Det kan inte flyttas nu." in page
    assert "frågar en annan roll" in page
    assert 'name="reason"' not in page
    assert status(client, world.officer, url, reason="Nya regler.") == 409


def test_a_case_on_the_newest_route_is_not_asked_why_it_should_move(client, world):
    case = case_at_board(world)
    client.force_login(world.officer)

    page = client.get(f"/arenden/{case.number}/mer/ny-vag/").content.decode()

    assert "som är den nyaste" in page
    assert 'name="reason"' not in page
