"""Cases at the stages of their life, and the moves that a person finds on the pages of one."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from lxml import html

from cases.actions.add_obligation import add_obligation
from cases.actions.answer_assignment import answer_assignment
from cases.actions.archive_case import archive_case
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.begin_change import begin_change
from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.close_case import close_case
from cases.actions.complete_obligation import complete_obligation
from cases.actions.draw_up_agreement import draw_up_agreement
from cases.actions.mark_secret import mark_secret
from cases.actions.reassign import reassign
from cases.actions.recuse import recuse
from cases.actions.release_grant import release_grant
from cases.actions.request_supplement import request_supplement
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.terminate_agreement import Notice, terminate_agreement
from cases.actions.withdraw_case import withdraw_case
from cases.models import AgreementParty, AgreementTemplate, Case
from cases.moves.offered import PAGES
from people.models import User
from tests.builders import agreements as agreeing
from tests.builders import cases as build
from tests.builders import changes as changing
from tests.builders.money import a_fund
from tests.builders.people import seat
from tests.cases.actions.test_what_a_grant_owes import REPORT, a_report, send_in
from tests.cases.test_stage_forms import OPINION

type Staged = tuple[build.World, Case]
type Found = set[tuple[str, int | None]]


def fresh() -> Staged:
    world = build.a_world()
    seat(world.flen, name="Ersättare LSG Flen", deputy=True)
    return world, build.an_application(world, "lsg-flen", "lsg-strangnas")


def given_to_a_deputy() -> Staged:
    world, case = fresh()
    deputy = User.objects.get(name="Ersättare LSG Flen")
    reassign(build.waiting(case, "lsg-flen"), by=world.officer, person=deputy, reason="Semester.")
    return world, case


def somebody_recused() -> Staged:
    world, case = fresh()
    recuse(case, world.flen_chair, by=world.officer, reason="Släkt.")
    return world, case


def asked_for_more() -> Staged:
    world = build.a_world()
    case = build.an_application(world)
    due = timezone.localdate() + timedelta(days=9)
    request_supplement(
        build.waiting(case), by=world.flen_chair, sections=["budget"], question="Vad gäller?", due_on=due
    )
    return world, case


def with_a_form() -> Staged:
    build.published_form(OPINION)
    route = build.route_json()
    route["stages"][1] |= {"form": "yttrande"}
    world = build.a_world(route)
    return world, build.support(build.an_application(world), "lsg-flen", by=world.flen_chair)


def at_the_board() -> Staged:
    world = build.a_world()
    return world, build.case_at_board(world)


def deferred() -> Staged:
    world, case = at_the_board()
    until = timezone.localdate() + timedelta(days=9)
    answer_assignment(build.waiting(case), "bordlaggning", by=world.board_chair, until=until)
    return world, case


def granted() -> Staged:
    """With what must follow: to do, sent in, done; and one document that is marked."""
    world = build.a_world()
    build.published_form(REPORT)
    case = build.granted_case(world)
    sent = a_report(world, case)
    send_in(sent, world.flen_chair)
    done, _open = (add_obligation(case, title=title, due_on=None, by=world.officer) for title in ("Klart", "Kvar"))
    complete_obligation(done, by=world.officer)
    add_obligation(case, title="Lägesrapport", due_on=None, kind="status_report", by=world.officer)
    mark_secret(case, by=world.officer, document=case.documents.first(), ground_text="OSL 32:1")
    return world, case


def asked_for_money() -> Staged:
    """In each state: waits, waits and is the office's own, approved, paid, refused; called off and taken back."""
    world = build.a_world()
    case = build.granted_case(world, fund=a_fund(2014, 2015))
    line = [("Lön", Decimal(1_000))]
    _waits, approved, paid, refused = (
        ask_for_payment(case, year=2014, lines=line, by=world.writer) for _each in range(4)
    )
    ask_for_payment(case, year=2014, lines=line, by=world.officer)
    refuse_payment(refused, reason="Fel år.", by=world.officer)
    for each in (approved, paid):
        approve_payment(each, by=world.officer)
    record_paid(paid, paid_on=timezone.localdate(), by=world.officer)
    given = {"year": 2014, "quantity": Decimal(20), "unit": "hours", "by": world.officer, "body": case.groups.first()}
    call_off(case, **given)
    take_back_call_off(call_off(case, **given), by=world.officer)
    release_grant(case, year=2015, reason="Ingen mer lön.", by=world.officer)
    return world, case


def notice_given() -> Staged:
    world, case = agreement_in_force()
    given = {"place": 2, "received_on": timezone.localdate(), "reason": "Vi slutar.", "upload": agreeing.a_scan()}
    terminate_agreement(case.agreements.get(), Notice(**given), by=world.officer)
    return world, case


def replaced_while_noticed() -> Staged:
    """Notice was given, and the parties draw up another."""
    world, case = notice_given()
    agreeing.drawn_up(case, by=world.officer)
    return world, case


def amended() -> Staged:
    """In force, and what is to replace it is a draft."""
    world, case = agreement_in_force()
    template = AgreementTemplate.objects.filter(use=AgreementTemplate.Use.AMENDMENT).first()
    draw_up_agreement(case, agreeing.terms(template=template), by=world.officer, amends=case.agreements.get())
    return world, case


def change_outrun() -> Staged:
    """A change is begun, and another of the same is granted before it is sent in."""
    world = build.a_world()
    director = changing.changes_are_asked_for(world)
    case = build.granted_case(world)
    begin_change(case, parts=["budget"], by=world.flen_chair)
    other = changing.at_decision(world, changing.a_change(case, "other", by=world.officer, annat="Nytt mål."))
    answer_assignment(build.waiting(other), "bifall", by=director, text="Ja.", decided_on=timezone.localdate())
    return world, case


def agreement_drawn_up() -> Staged:
    world = agreeing.a_world()
    case = build.granted_case(world)
    agreeing.drawn_up(case, by=world.officer)
    return world, case


def agreement_sent() -> Staged:
    world, case = agreement_drawn_up()
    agreeing.sent(case.agreements.get(), by=world.officer)
    return world, case


def agreement_in_force() -> Staged:
    world, case = agreement_sent()
    agreement = case.agreements.get()
    for place in [party.place for party in agreement.unsigned]:
        agreement = agreeing.signed(agreement, place, by=world.officer)
    return world, case


def behind() -> Staged:
    """On an older version of its route than the one in force."""
    world, case = at_the_board()
    route = build.route_json()
    route["stages"][0]["deadline"] = {"days": 30}
    build.published_route(route)
    return world, case


def withdrawn() -> Staged:
    world = build.a_world()
    return world, withdraw_case(build.an_application(world), by=world.writer)


def closed() -> Staged:
    world, case = withdrawn()
    return world, close_case(case, by=world.officer)


def archived() -> Staged:
    world, case = closed()
    return world, archive_case(case, by=world.officer)


STAGES: dict[str, Callable[[], Staged]] = {
    made.__name__: made
    for made in (
        fresh,
        given_to_a_deputy,
        somebody_recused,
        asked_for_more,
        with_a_form,
        at_the_board,
        deferred,
        behind,
        granted,
        asked_for_money,
        agreement_drawn_up,
        agreement_sent,
        agreement_in_force,
        notice_given,
        replaced_while_noticed,
        amended,
        change_outrun,
        withdrawn,
        closed,
        archived,
    )
}
TABS = ("", "meddelanden/", "handlingar/", "beslut/", "ekonomi/", "diarieforing/")
# What a form on the page for what must follow is called by its button.
OWING = {"make": "make_obligations", "add": "add_obligation", "start": "note_start"}
# What a form on the page of a request for payment is called by its button.
SETTLING = {
    "approve": "approve_payment",
    "refuse": "refuse_payment",
    "paid": "record_paid",
    "take_back": "take_back_payment",
    "receipts": "add_receipts",
}
BY_ADDRESS = {
    "supplement": "ask_for_supplement",
    "answer": "answer",
    "fill": "fill_form",
    "withdraw": "withdraw",
    "lift_recusal": "lift_recusal",
    "obligation": "settle_obligation",
    "fill_owed": "fill_obligation",
    "change_owed": "change_obligation",
    "register_document": "register_document",
    "filing": "name_publicly",
    "secrecy": "mark_secret",
    "ask_for_payment": "ask_for_payment",
    "call_off": "call_off",
    "take_back_call_off": "take_back_call_off",
    "outcome": "report_outcome",
    "release": "release_grant",
    "change": "ask_for_change",
    "renew_change": "renew_change",
    "draw_up_agreement": "draw_up_agreement",
    "change_agreement": "change_agreement",
    "send_agreement": "send_agreement",
    "cancel_agreement": "cancel_agreement",
    "terminate_agreement": "terminate_agreement",
    "withdraw_termination": "withdraw_termination",
}


def on_pages(user: User, case: Case) -> Found:
    """Every move that a link, a button or a form on the pages of the case leads to, and what it is made to."""
    client = Client()
    client.force_login(user)
    base = f"/arenden/{case.number}/"
    further = [f"{base}uppfoljning/"]
    further += [f"{base}atagande/{pk}/" for pk in case.obligations.values_list("pk", flat=True)]
    further += [f"{base}atagande/{pk}/andra/" for pk in case.obligations.values_list("pk", flat=True)]
    further += [f"{base}andra/"]
    further += [f"{base}avtal/{number}/" for number in case.agreements.values_list("number", flat=True)]
    further += [f"{base}rekvisition/{number}/" for number in case.payments.values_list("number", flat=True)]
    further += [f"{base}handlingar/{number}/" for number in case.documents.values_list("number", flat=True)]
    found: Found = set()
    linked = {base}
    for address in (*(f"{base}{tab}" for tab in TABS), *further):
        if address not in linked and not address.startswith(tuple(f"{base}{tab}" for tab in TABS[1:3])):
            continue
        response = client.get(address)
        if response.status_code == 200:
            page = html.fromstring(response.content.decode())
            linked |= {urlsplit(link).path for link in page.xpath("//a/@href")}
            found |= set(_moves(page, address))
    return found


def _moves(page: html.HtmlElement, address: str) -> Iterator[tuple[str, int | None]]:
    for link in page.xpath("//main//a[@href]"):
        parts = urlsplit(link.get("href"))
        turn = parse_qs(parts.query).get("turn", [""])[0]
        yield from _named(parts.path, turn, " ".join(link.text_content().split()), is_form=False)
    for form in page.xpath("//main//form"):
        fields = dict(form.xpath(".//input[@type='hidden']") and [(i.name, i.value) for i in form.inputs if i.name])
        acts = [button.get("value") for button in form.xpath(".//button[@name='act']")]
        path = urlsplit(form.get("action") or address).path
        for act in acts or [fields.get("act", "")]:
            yield from _named(path, fields.get("turn") or "", act, is_form=True, audience="audience" in form.fields)


def _named(
    path: str, turn: str, said: str, *, is_form: bool, audience: bool = False
) -> Iterator[tuple[str, int | None]]:
    try:
        match = resolve(path)
    except Resolver404:
        return
    given = match.kwargs
    name, about = match.url_name, given.get("pk", given.get("year", given.get("agreement")))
    if match.app_name == "forms" and name == "overview":
        yield "answer_supplement", None
    if match.app_name != "cases":
        return
    if name == "act":
        yield PAGES[match.kwargs["act"]].key, int(turn) if turn else None
    elif name == "shelve":
        yield said, None
    elif name == "write":
        yield "write", None
        if audience:
            yield "write_internally", None
    elif name == "owing" and is_form:
        yield OWING[said], None
    elif name == "sign_agreement":
        signing = {"agreement__number": given["agreement"], "place": given["place"]}
        yield "sign_agreement", AgreementParty.objects.get(agreement__case__number=given["number"], **signing).pk
    elif name == "settle_payment":
        yield SETTLING[said], match.kwargs["payment"]
    elif name == "review_owed":
        yield f"{said}_obligation", about
    elif name == "change_owed" and said == "remove":
        yield "remove_obligation", about
    elif name == "document_secrecy":
        yield "lift_document_secrecy" if said.startswith("Häv") else "mark_document_secret", match.kwargs["document"]
    elif name in BY_ADDRESS and (is_form or name != "filing"):
        yield BY_ADDRESS[name], int(turn) if turn else about
