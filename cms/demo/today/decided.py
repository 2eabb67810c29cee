"""What is decided: the year's appropriation, grants, a withdrawal; and the paper for next year."""

from datetime import date, timedelta
from decimal import Decimal

from cases.models import Case
from cms.demo import examples
from cms.demo.agreeing import (
    ASSOCIATION,
    FLEN,
    KATRINEHOLM,
    NYKOPING,
    STRANGNAS,
    agree,
    draft,
    give_notice,
    send,
    sign,
)
from cms.demo.answers import gnot_2016, sodra_2017
from cms.demo.examples import WEST
from cms.demo.money import set_aside_today
from cms.demo.reporting import send_report
from cms.demo.telling import Teller, at

from .steps import days_before, groups_answer, to_the_board


def board_paper(tell: Teller, today: date, sent: date) -> None:
    case = tell.send_in("today/board-paper", "beslutsunderlag", examples.board_paper(today.year), "handlaggare", sent)
    if case is None:
        return
    tell.answer(case, "kansliet", "lamnar", by="forbundschef", at=at(sent + timedelta(days=4)))
    tell.decide(
        case,
        "bifall",
        by="styrelsen",
        on=sent + timedelta(days=20),
        text="Styrelsen beslutar att anslå 2 295 tkr för finansiering av processtöd till de lokala "
        "samverkansgrupperna samt att uppdra till förbundschefen att teckna avtal om genomförandet.",
        amounts={today.year: Decimal(2_295_000)},
    )
    set_aside_today(tell, today)


def west(tell: Teller, today: date, sent: date) -> None:
    """Granted; one of its obligations is late, one is due soon, one has no day."""
    answers = examples.granted_west(
        today.year, (today - timedelta(days=9)).isoformat(), (today + timedelta(days=16)).isoformat()
    )
    case = tell.send_in("today/west", "ansokan", answers, "processledare.vastra", sent)
    if case is None:
        return
    supported, complete, opinion, proposal, decided, agreed = days_before(today, 304, 300, 288, 280, 265, 250)
    groups_answer(tell, case, WEST, supported)
    to_the_board(tell, case, complete, opinion, proposal)
    tell.decide(
        case,
        "bifall",
        by="styrelsen",
        on=decided,
        text="Styrelsen beslutar att bevilja medel enligt ansökan.",
        amounts={today.year: Decimal(765_000)},
        fund="processtod",
    )
    tell.follow_up(case, by="handlaggare", on=decided, due_from=today)
    agree(tell, case, KATRINEHOLM, (agreed - timedelta(days=9), agreed - timedelta(days=7), agreed))
    tell.write(case, "Avtalet är tecknat med Katrineholms kommun.", by="handlaggare", at=at(agreed))
    first, paid, second = days_before(today, 130, 120, 6)
    tell.ask_for_payment(
        case, today.year, {"Lön, första halvåret": 356_000}, by="processledare.vastra", on=first, paid_on=paid
    )
    tell.ask_for_payment(
        case,
        today.year,
        {"Lön, juli–september": 178_000, "Lokal och resor": 21_000},
        by="processledare.vastra",
        on=second,
    )
    # Before the last day, so that the board has it at its meeting: it waits for the office.
    report = examples.northern_report("Lägesrapport västra länsdelen", f"{today.year}-07-01", f"{today.year}-12-31")
    told = {key: value for key, value in report.items() if key not in ("rubrik", "period", "uppdragsgivare")}
    send_report(tell, case, "lagesrapport", told, by="processledare.vastra", on=today - timedelta(days=3))


def nykoping(tell: Teller, today: date, sent: date) -> None:
    """Granted in part: the board takes the salary alone."""
    answers = examples.south_project(
        "nykoping",
        f"Processledare våren {today.year} för LSG Nyköping",
        "lsg-nykoping",
        "LSG Nyköping",
        gnot_2016.BACKGROUND,
        today.year,
    )
    case = tell.send_in("today/nykoping", "ansokan", answers, "processledare.sodra", sent)
    if case is None:
        return
    supported, complete, opinion, proposal, decided, reported = days_before(today, 303, 299, 288, 279, 265, 100)
    groups_answer(tell, case, ["lsg-nykoping"], supported)
    to_the_board(tell, case, complete, opinion, proposal)
    tell.decide(
        case,
        "delvis_bifall",
        by="styrelsen",
        on=decided,
        text="Styrelsen beslutar att bevilja lönekostnaden, 401 000 kr, och att avslå ansökan i övrigt.",
        conditions="Lägesrapport lämnas efter halvåret.",
        amounts={today.year: Decimal(401_000)},
        fund="processtod",
    )
    tell.follow_up(case, by="handlaggare", on=decided, due_from=decided)
    agree(tell, case, NYKOPING, days_before(today, 260, 258, 244))
    tell.fulfil(case, "Lämna lägesrapport", by="processledare.sodra", on=reported)
    tell.call_off(
        case, "lsg-nykoping", today.year, 20, "Stöd i samverkansgruppens arbete", by="processledare.sodra", on=reported
    )


def under_notice(tell: Teller, today: date, sent: date) -> None:
    """Granted and agreed; the employer has given notice, and the agreement holds for some months yet."""
    case = _granted(tell, today, sent, "strangnas", "lsg-strangnas", "LSG Strängnäs", 50)
    if case is not None:
        agreement = agree(tell, case, STRANGNAS, days_before(today, 44, 43, 36))
        why = "Kommunen har inte kunnat anställa någon till tjänsten och avslutar därför insatsen i förtid."
        give_notice(tell, agreement, today - timedelta(days=8), why)


def late_agreement(tell: Teller, today: date, sent: date) -> None:
    """Granted; the agreement should have been signed by Nyköping a week ago."""
    case = _granted(tell, today, sent, "oxelosund", "lsg-oxelosund", "LSG Oxelösund", 45)
    if case is not None:
        agreement = send(tell, draft(tell, case, NYKOPING, today - timedelta(days=38)), today - timedelta(days=37))
        sign(tell, agreement, ASSOCIATION, today - timedelta(days=36))


def agreement_to_sign(tell: Teller, today: date, sent: date) -> None:
    """Granted; the agreement is sent to Flen, and the association has signed."""
    case = _granted(tell, today, sent, "flen", "lsg-flen", "LSG Flen", 20)
    if case is not None:
        agreement = send(tell, draft(tell, case, FLEN, today - timedelta(days=7)), today - timedelta(days=6))
        sign(tell, agreement, ASSOCIATION, today - timedelta(days=5))


def _granted(tell: Teller, today: date, sent: date, story: str, group: str, name: str, days: int) -> Case | None:
    """An application for half a year that the board granted so many days ago."""
    title = f"Samverkansledare våren {today.year + 1} för {name}"
    answers = examples.south_project(story, title, group, name, gnot_2016.BACKGROUND, today.year + 1)
    by = {"lsg-flen": "processledare.vastra", "lsg-strangnas": "processledare.norra"}.get(group, "processledare.sodra")
    case = tell.send_in(f"today/agreed-{story}", "ansokan", answers, by, sent)
    if case is None:
        return None
    supported, complete, opinion, proposal = days_before(today, days + 35, days + 30, days + 20, days + 10)
    groups_answer(tell, case, [group], supported)
    to_the_board(tell, case, complete, opinion, proposal)
    tell.decide(
        case,
        "bifall",
        by="styrelsen",
        on=today - timedelta(days=days),
        text="Styrelsen beslutar att bevilja medel enligt ansökan.",
        amounts={today.year + 1: Decimal(431_000)},
    )
    tell.follow_up(case, by="handlaggare", on=today - timedelta(days=days), due_from=today)
    return case


def withdrawn(tell: Teller, today: date, sent: date) -> None:
    answers = examples.south_project(
        "riga",
        "Processtöd för att RIGA ska börja användas i södra länsdelen",
        "lsg-nykoping",
        "LSG Nyköping",
        sodra_2017.DEVELOPMENT[0]["aktivitet"],
        today.year,
    )
    case = tell.send_in("today/riga", "ansokan", answers, "processledare.sodra", sent)
    if case is not None:
        tell.withdraw(
            case,
            by="ordforande.nykoping",
            at=at(sent + timedelta(days=5)),
            reason="Gruppen tar upp frågan igen nästa år.",
        )


def next_board_paper(tell: Teller, today: date, sent: date) -> None:
    """Waits for the director."""
    paper = examples.board_paper(today.year + 1)
    case = tell.send_in("today/next-board-paper", "beslutsunderlag", paper, "handlaggare", sent)
    if case is not None:
        tell.write(
            case,
            "Underlaget är klart att lämnas till styrelsens nästa möte.",
            by="handlaggare",
            at=at(sent, 11),
            internal=True,
        )
