"""This year's meetings of those who prepare for the board: the preparatory group and the executive committee."""

from datetime import date, timedelta

from cases.actions.adjust_meeting import adjust_meeting
from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.call_meeting import call_meeting

from .holding import Point, Task, held, planned
from .telling import Teller, at

PLACE = "RAR:s kansli, Nyköping"


def bodies_before_the_board(tell: Teller, today: date) -> None:
    """Both have met and have something to follow up; both are called, the first with the cases that wait for it."""
    officer, director = tell.users["handlaggare"], tell.users["forbundschef"]
    day = today - timedelta(days=13)
    opinions = Point(
        "Ansökningar inför styrelsens möte",
        "Gruppen går igenom ansökningarna. Målen bör gå att mäta redan under första halvåret.",
        "Gruppen lämnar sina yttranden i ärendena.",
        (
            Task("Jämföra målen med förra årets resultat", "beredningsgruppen", 30),
            Task("Fråga grupperna om antal deltagare", "handlaggare", 10, 8),
        ),
    )
    group = held(tell, "beredningsgruppen", "handlaggare", at(day, 10), PLACE, (opinions,), others="Förbundschefen")
    adjust_meeting(group, by=officer, at=at(day + timedelta(days=3)))
    coming = planned(tell, "beredningsgruppen", "handlaggare", at(today + timedelta(days=5), 10), PLACE)
    add_waiting_cases(coming, by=officer)
    add_point(coming, "Tider för nästa år", by=officer)
    call_meeting(coming, by=officer, at=at(today - timedelta(days=4)))

    day = today - timedelta(days=19)
    budget = Point(
        "Budget för nästa år",
        "Förbundschefen redovisar hur mycket av anslagen som är beviljat.",
        "Arbetsutskottet ställer sig bakom förslaget till styrelsen.",
        (Task("Stämma av budgeten med parterna", "arbetsutskottet", 24),),
    )
    committee = held(tell, "arbetsutskottet", "forbundschef", at(day, 13), PLACE, (budget,), adjuster="arbetsutskottet")
    adjust_meeting(committee, by=tell.users["arbetsutskottet"], at=at(day + timedelta(days=6)))
    coming = planned(tell, "arbetsutskottet", "forbundschef", at(today + timedelta(days=2), 13), PLACE)
    add_point(coming, "Inför styrelsens möte", by=director)
    call_meeting(coming, by=director, at=at(today - timedelta(days=8)))
