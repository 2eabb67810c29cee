"""What is typed is checked where it stands, kept when it is refused, and counted once."""

from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.withdraw_case import withdraw_case
from cases.models import Assignment, Case, Decision, Fund, OutgoingEmail, Supplement
from cases.queries.trail import check_trail
from tests.builders import cases as build
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db

DECISION = {
    "outcome": "bifall",
    "decided_on": "2014-06-12",
    "paragraph": "§ 34",
    "text": "Styrelsen beviljar ansökan.",
    "conditions": "Lägesrapport varje halvår.",
    "amount_2014": "610 000",
    "amount_2015": "700 000",
}


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def at_board(client, world):
    case = build.case_at_board(world, "lsg-flen")
    client.force_login(world.board_chair)
    return case


def answer(client, case, **posted):
    turn = posted.pop("turn", None) or build.waiting(case).pk
    return client.post(f"/arenden/{case.number}/svara/", {"turn": turn, **posted})


def text_of(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_two_clicks_are_one_answer(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.flen_chair)
    turn = build.waiting(case, "lsg-flen").pk
    for _click in range(2):
        response = answer(client, case, turn=turn, outcome="tillstyrker", text="Bra.")
        assert (response.status_code, response["Location"]) == (302, f"/arenden/{case.number}/")
    assert case.events.filter(kind="answered").count() == 1


def test_another_answer_to_what_is_answered_says_so_and_keeps_what_was_typed(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.flen_chair)
    turn = build.waiting(case, "lsg-flen").pk
    answer(client, case, turn=turn, outcome="tillstyrker")
    response = answer(client, case, turn=turn, outcome="avstyrker", text="Vi har ångrat oss <nu>.")
    assert response.status_code == 409
    assert "LSG Flen har redan svarat här: ”Tillstyrker”. Ditt svar registrerades inte." in text_of(response)
    assert "Vi har ångrat oss &lt;nu&gt;." in text_of(response)
    assert Assignment.objects.get(pk=turn).outcome == "tillstyrker"


def test_an_answer_to_a_closed_case_says_so_and_keeps_what_was_typed(client, world):
    case = build.an_application(world, "lsg-flen")
    turn = build.waiting(case).pk
    withdraw_case(case, by=world.writer)
    client.force_login(world.flen_chair)
    response = answer(client, case, turn=turn, outcome="tillstyrker", text="Mina skäl.")
    assert response.status_code == 409
    assert "Ärendet är avslutat. Ditt svar registrerades inte." in text_of(response)
    assert "Mina skäl." in text_of(response)


def test_a_second_decision_on_a_decided_case_is_refused_with_its_text_kept(client, at_board):
    turn = build.waiting(at_board).pk
    answer(client, at_board, turn=turn, **DECISION)
    response = answer(client, at_board, turn=turn, **DECISION | {"outcome": "avslag", "text": "Nej, ändå inte."})
    assert response.status_code == 409
    assert Decision.objects.get().kind == "approve"
    page = text_of(response)
    assert "Nej, ändå inte.</textarea>" in page
    assert "Lägesrapport varje halvår.</textarea>" in page
    for typed in ("Avslag", "2014-06-12", "§ 34", "610 000", "700 000"):
        assert f'readonly value="{typed}"' in page


def test_the_fund_that_was_chosen_is_kept_by_its_name(client, at_board):
    turn = build.waiting(at_board).pk
    fund = Fund.objects.create(key="processtod", name="Processtöd LSG")
    answer(client, at_board, turn=turn, **DECISION)
    response = answer(client, at_board, turn=turn, **DECISION | {"text": "Annat.", "fund": fund.pk})
    assert response.status_code == 409
    assert 'readonly value="Processtöd LSG"' in text_of(response)


def test_an_answer_while_a_supplement_is_open_is_refused(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.flen_chair)
    ask = {"sections": ["budget"], "question": "Vad gäller?", "due_on": "2099-01-01"}
    assert client.post(f"/arenden/{case.number}/komplettering/", ask).status_code == 302
    client.force_login(world.strangnas_chair)
    turn = case.assignments.get(body=world.strangnas).pk
    response = answer(client, case, turn=turn, outcome="tillstyrker", text="Vi tillstyrker.")
    assert response.status_code == 409
    assert "Vi tillstyrker." in text_of(response)


def test_a_missing_reason_is_told_at_the_field_with_the_choice_kept(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.flen_chair)
    response = answer(client, case, outcome="avstyrker")
    assert response.status_code == 422
    assert "Skriv en motivering: ”Avstyrker” behöver en." in text_of(response)
    assert 'value="avstyrker"' in text_of(response)
    assert build.waiting(case).state == "waiting"


@pytest.mark.parametrize("outcome", ["", "komplettering", "påhittat"])
def test_an_answer_that_is_not_a_choice_is_refused_with_its_text_kept(client, world, outcome):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.flen_chair)
    response = answer(client, case, outcome=outcome, text="Mina skäl.")
    assert response.status_code == 422
    assert "Mina skäl." in text_of(response)


def test_the_decision_is_filled_in_with_what_was_applied_for(client, at_board):
    page = text_of(client.get(f"/arenden/{at_board.number}/svara/"))
    assert 'name="amount_2014" value="610 000"' in page
    assert 'name="amount_2015" value="722 000"' in page


def test_a_decision_is_saved_with_its_amounts_paragraph_and_fund(client, at_board):
    fund = a_fund(2014, 2015)
    assert answer(client, at_board, **DECISION, fund=fund.pk).status_code == 302
    decision = Decision.objects.get()
    assert (decision.paragraph, decision.fund, decision.conditions) == ("34", fund, "Lägesrapport varje halvår.")
    assert {row.year: row.amount for row in decision.granted.all()} == {2014: Decimal(610_000), 2015: Decimal(700_000)}


def test_a_rejection_grants_nothing_whatever_the_amounts_say(client, at_board):
    assert answer(client, at_board, **DECISION | {"outcome": "avslag"}).status_code == 302
    assert Decision.objects.get().granted.count() == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"amount_2015": "sju hundra"}, "Skriv ett belopp i kronor, till exempel 356 000."),
        ({"amount_2015": "-5"}, "Beloppet kan inte vara mindre än noll."),
        ({"amount_2015": "1.500"}, "Skriv tusental med mellanslag och decimaler med komma"),
        ({"amount_2014": "", "amount_2015": "0"}, "Skriv vad som beviljas för minst ett år"),
        ({"decided_on": "2099-01-01"}, "Dagen har inte varit än."),
        ({"decided_on": "igår"}, "Skriv dagen som 2026-03-14."),
        ({"decided_on": ""}, "Skriv vilken dag beslutet togs."),
        ({"text": " "}, "Skriv vad som beslutades."),
        ({"outcome": ""}, "Välj ett svar."),
    ],
)
def test_a_decision_that_lacks_something_is_told_where_and_keeps_all_that_was_typed(client, at_board, change, told):
    posted = DECISION | change
    response = answer(client, at_board, **posted)
    page = text_of(response)
    assert response.status_code == 422
    assert told in page
    for name in ("paragraph", "conditions", "amount_2014", "amount_2015", "decided_on", "text"):
        assert posted[name].strip() in page
    assert not Decision.objects.exists()


def test_sums_follow_what_is_typed(client, at_board):
    posted = {"turn": build.waiting(at_board).pk, "amount_2014": "600 000", "amount_2015": "abc"}
    page = text_of(client.post(f"/arenden/{at_board.number}/svara/summor/", posted))
    assert '<output id="granted-total" hx-swap-oob="true">600 000</output>' in page
    assert '<output id="difference-2014" hx-swap-oob="true">−10 000</output>' in page
    assert '<output id="difference-2015" hx-swap-oob="true"></output>' in page


def test_sums_are_counted_without_javascript_and_nothing_is_registered(client, at_board):
    response = answer(client, at_board, **DECISION, recount="1")
    assert response.status_code == 200
    assert "1 310 000" in text_of(response)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sections": []}, "Välj minst ett avsnitt."),
        ({"question": ""}, "Skriv vad den sökande ska komplettera med."),
        ({"due_on": "2001-01-01"}, "Dagen har redan varit."),
        ({"due_on": "snart"}, "Skriv dagen som 2026-03-14."),
    ],
)
def test_a_question_that_lacks_something_is_told_where_and_keeps_what_was_typed(client, world, change, told):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.flen_chair)
    posted = {"sections": ["budget"], "question": "Vad gäller för 2015?", "due_on": "2099-01-01"} | change
    response = client.post(f"/arenden/{case.number}/komplettering/", posted)
    assert response.status_code == 422
    assert told in text_of(response)
    assert posted["question"] in text_of(response)
    assert not Supplement.objects.exists()


def test_a_second_question_says_that_one_is_open(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.flen_chair)
    ask = {"sections": ["budget"], "question": "Vad gäller?", "due_on": "2099-01-01"}
    turn = build.waiting(case).pk
    client.post(f"/arenden/{case.number}/komplettering/", ask)
    response = client.post(f"/arenden/{case.number}/komplettering/", ask | {"question": "En till?", "turn": turn})
    assert response.status_code == 409
    assert "En till?" in text_of(response)
    assert 'readonly value="2099-01-01"' in text_of(response)
    assert Supplement.objects.count() == 1


def test_withdrawing_twice_says_that_it_is_closed(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.writer)
    assert client.post(f"/arenden/{case.number}/aterkalla/").status_code == 302
    assert client.post(f"/arenden/{case.number}/aterkalla/").status_code == 409
    assert Case.objects.get(pk=case.pk).ended_at <= timezone.now()


def test_why_it_was_withdrawn_is_kept_with_the_case_and_told_to_the_groups(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.writer)
    url = f"/arenden/{case.number}/aterkalla/"
    assert client.post(url, {"reason": "x" * 5001}).status_code == 422
    assert client.post(url, {"reason": "Vi söker <ihop> med Flen i höst."}).status_code == 302
    case.refresh_from_db()
    assert case.withdrawal_reason == "Vi söker <ihop> med Flen i höst."
    for tab in ("", "handelser/"):
        assert "Vi söker &lt;ihop&gt; med Flen" in text_of(client.get(f"/arenden/{case.number}/{tab}"))
    assert "ihop" not in str(list(case.events.values_list("data", flat=True)))
    told = OutgoingEmail.objects.filter(key__startswith="withdrawn:")
    assert sorted(told.values_list("to__name", flat=True)) == [
        "Handläggare",
        "Ordförande LSG Flen",
        "Ordförande LSG Strängnäs",
    ]
    assert all("Vi söker <ihop>" in email.text and "&lt;ihop&gt;" in email.html for email in told)


def test_a_withdrawn_case_owes_nothing_and_says_that_nothing_was_decided(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.writer)
    tabs = [f"/arenden/{case.number}/{tab}" for tab in ("", "beslut/")]
    assert ["Reviderad aktivitetsplan" in text_of(client.get(url)) for url in tabs] == [True, True]
    withdraw_case(case, by=world.writer)
    assert ["Reviderad aktivitetsplan" in text_of(client.get(url)) for url in tabs] == [False, False]
    assert "Ärendet avslutades utan beslut om pengar" in text_of(client.get(tabs[1]))


def test_what_only_guides_on_the_screen_is_left_out_on_paper(client, at_board):
    budget = text_of(client.get(f"/arenden/{at_board.number}/budget/"))
    overview = text_of(client.get(f"/arenden/{at_board.number}/"))
    assert ["work-aside no-print" in page for page in (budget, overview)] == [True, False]
    head = f'<div class="print-head" aria-hidden="true"><p>{at_board.number} Processtöd i Flen</p></div>'
    assert [head in page for page in (budget, overview)] == [True, True]


def test_a_reason_that_was_changed_afterwards_is_found_out(world):
    case = build.an_application(world, "lsg-flen")
    case = withdraw_case(case, by=world.writer, reason="Vi söker senare.")
    assert check_trail(case) == []
    Case.objects.update(withdrawal_reason="Något annat.")
    case.refresh_from_db()
    assert [fault.code for fault in check_trail(case)] == ["case_differs"]


def test_an_empty_message_is_told_at_the_field(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.writer)
    response = client.post(f"/arenden/{case.number}/skriv/", {"text": "  "})
    assert response.status_code == 422
    assert "Skriv meddelandet." in text_of(response)


def test_marking_as_done_twice_says_that_it_is_done(client, world):
    case = build.granted_case(world, "lsg-flen")
    client.force_login(world.writer)
    url = f"/arenden/{case.number}/ataganden/{case.obligations.get().pk}/"
    assert [client.post(url).status_code for _click in range(2)] == [302, 409]
