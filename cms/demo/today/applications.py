"""Applications on their way, one for each who has to do with them."""

from datetime import date, timedelta

from cms.demo import examples
from cms.demo.answers import sodra_2017
from cms.demo.examples import NORTH, SOUTH, WEST
from cms.demo.proposing import begin_letter
from cms.demo.telling import Teller, at

from .steps import days_before, groups_answer, to_the_board


def at_the_board(tell: Teller, today: date, sent: date) -> None:
    answers = examples.south_project(
        "tuna",
        f"Processtöd våren {today.year + 1} för TUNA-modellen i Gnesta och Trosa",
        "lsg-gnesta-trosa",
        "LSG Gnesta-Trosa",
        sodra_2017.DEVELOPMENT[2]["aktivitet"],
        today.year + 1,
    )
    case = tell.send_in("today/tuna", "ansokan", answers, "processledare.sodra", sent)
    if case is not None:
        supported, complete, opinion, proposal = days_before(today, 55, 50, 33, 23)
        groups_answer(tell, case, ["lsg-gnesta-trosa"], supported)
        to_the_board(tell, case, complete, opinion, proposal)


def at_the_director(tell: Teller, today: date, sent: date) -> None:
    answers = examples.prolonged_west(today.year + 1)
    case = tell.send_in("today/prolonged-west", "ansokan", answers, "processledare.vastra", sent)
    if case is None:
        return
    supported, complete, opinion = days_before(today, 40, 36, 13)
    groups_answer(tell, case, WEST, supported)
    tell.answer(case, "kansliet", "komplett", by="handlaggare", at=at(complete))
    tell.answer(
        case,
        "beredningsgruppen",
        "tillstyrker",
        by="beredningsgruppen",
        at=at(opinion),
        text="Beredningsgruppen tillstyrker förlängningen till dess att den nya ansökan är beslutad.",
    )
    begin_letter(tell, case, today - timedelta(days=2))


def at_the_preparatory_group(tell: Teller, today: date, sent: date) -> None:
    answers = examples.continued_south(today.year + 1)
    case = tell.send_in("today/south", "ansokan", answers, "processledare.sodra", sent)
    if case is None:
        return
    supported, complete, told = days_before(today, 24, 18, 17)
    groups_answer(tell, case, SOUTH, supported)
    tell.answer(case, "kansliet", "komplett", by="handlaggare", at=at(complete))
    tell.write(case, "Beredningsgruppen behandlar ansökan på sitt nästa möte.", by="handlaggare", at=at(told))


def at_the_office(tell: Teller, today: date, sent: date) -> None:
    """Late: the office had a week."""
    answers = examples.continued_north(today.year + 1)
    case = tell.send_in("today/north", "ansokan", answers, "processledare.norra", sent)
    if case is not None:
        groups_answer(tell, case, NORTH, today - timedelta(days=11))


def waiting_for_a_supplement(tell: Teller, today: date, sent: date) -> None:
    answers = examples.south_project(
        "gaf",
        f"Resurs våren {today.year + 1} för att formalisera GAF-nätverket",
        "lsg-gnesta-trosa",
        "LSG Gnesta-Trosa",
        sodra_2017.COMMISSIONS[0]["uppdrag"] + ".",
        today.year + 1,
    )
    case = tell.send_in("today/gaf", "ansokan", answers, "processledare.sodra", sent)
    if case is None:
        return
    supported, asked, told = days_before(today, 12, 7, 4)
    groups_answer(tell, case, ["lsg-gnesta-trosa"], supported)
    tell.ask_for_supplement(
        case,
        "kansliet",
        ["organisering", "budget"],
        "Vem ska leda arbetet i nätverket, och vad ingår i beloppet för lön?",
        by="handlaggare",
        at=at(asked),
        due_on=today + timedelta(days=3),
    )
    tell.write(case, "Vi tar upp frågan på LSG:s möte och återkommer.", by="processledare.sodra", at=at(told))


def late_at_a_group(tell: Teller, today: date, sent: date) -> None:
    answers = examples.kur(today.year + 1)
    case = tell.send_in("today/kur", "ansokan", answers, "processledare.norra", sent)
    if case is not None:
        groups_answer(tell, case, ["lsg-eskilstuna"], today - timedelta(days=12))


def soon_due_at_a_group(tell: Teller, today: date, sent: date) -> None:
    tell.send_in("today/vuxentorg", "ansokan", examples.vuxentorg(today.year + 1), "processledare.vastra", sent)


def waiting_for_flen(tell: Teller, today: date, sent: date) -> None:
    """The joint application that one of its two groups has supported."""
    answers = examples.continued_west(today.year + 1)
    case = tell.send_in("today/continued-west", "ansokan", answers, "processledare.vastra", sent)
    if case is None:
        return
    supported, asked = days_before(today, 3, 2)
    groups_answer(tell, case, ["lsg-katrineholm-vingaker"], supported, text="Gruppen ställer sig bakom ansökan.")
    tell.write(
        case,
        "LSG Katrineholm/Vingåker har tillstyrkt. När behandlar LSG Flen ansökan?",
        by="processledare.vastra",
        at=at(asked),
    )
