"""Meetings: those that the documents tell of, and this year's.

From the documents: the planning day of 17 October 2013 with what it concluded (S2), that LSG Katrineholm/Vingåker met
on 2014-03-24 (S3), and that the south had LSG meetings and planning days in the first half of 2017 (S1). Not in the
documents, and set so that the pages have something to show: times, places, who was there and who does what.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.call_meeting import call_meeting
from cases.models import Meeting

from .holding import Point, Task
from .holding import held as _held
from .holding import planned as _planned
from .minutes import board_of_2013, board_of_the_year, groups_of_the_year, publish
from .preparing import bodies_before_the_board
from .telling import Teller, at


def tell_meetings(tell: Teller, today: date) -> None:
    """Once: where there are meetings of other years already they are left as they stand."""
    if Meeting.objects.exclude(starts_at__year=2017).exists():
        return
    _planning_day_2013(tell)
    board_of_2013(tell)
    _katrineholm_2014(tell)
    board_of_the_year(tell, today)
    groups_of_the_year(tell, today)
    _board_of_this_year(tell, today)
    _groups_of_this_year(tell, today)
    bodies_before_the_board(tell, today)


def _planning_day_2013(tell: Teller) -> None:
    """S2: "en gemensam planeringsdag med Beredningsgrupp och Arbetsutskott den 17 oktober"."""
    meeting = _held(
        tell,
        "beredningsgruppen",
        "forbundschef",
        at(date(2013, 10, 17)),
        "Nyköping",
        (
            Point(
                "Organisering av processtödet",
                "Gemensam planeringsdag med arbetsutskottet. RAR:s samverkansstöd ska vara mer anpassat till de lokala "
                "behov, förutsättningar och strukturer.",
                "Processtöd till LSG ska ägas lokalt av LSG:na. Två processtöd bör finansieras, en vardera i norra och "
                "västra länsdelarna, och medel avsättas för avrop i södra länsdelen.",
            ),
        ),
        kind=Meeting.Kind.PLANNING_DAY,
        others="Arbetsutskottet",
    )
    adjust_meeting(meeting, by=tell.users["forbundschef"], at=at(date(2013, 10, 24)))


def _katrineholm_2014(tell: Teller) -> None:
    """S3: the day that the group met."""
    meeting = _held(
        tell,
        "lsg-katrineholm-vingaker",
        "processledare.vastra",
        at(date(2014, 3, 24), 13),
        "Katrineholm",
        (
            Point("Processledare för Katrineholm, Vingåker och Flen", "Ansökan till RAR är beviljad."),
            Point(
                "Aktivitetsplan",
                "Mål och aktiviteter för hösten behöver göras mätbara.",
                "Processledaren reviderar aktivitetsplanen för 140901–141231 och skickar den till RAR.",
                (Task("Skicka reviderad aktivitetsplan och mätbara mål till RAR", "processledare.vastra", 160, 158),),
            ),
        ),
    )
    adjust_meeting(meeting, by=tell.users["processledare.vastra"], at=at(date(2014, 4, 7)))


def tell_south_2017(tell: Teller) -> None:
    """S1: "åtta LSG-möten samt fyra planeringsdagar" during the half-year: two meetings and a day for each group.

    Before the report, which is counted from them.
    """
    if Meeting.objects.exists():
        return
    places = {
        "lsg-gnesta-trosa": ("Gnesta", date(2017, 1, 24), date(2017, 3, 21), date(2017, 4, 26)),
        "lsg-nykoping": ("Nyköping", date(2017, 2, 14), date(2017, 5, 9), date(2017, 3, 30)),
        "lsg-oxelosund": ("Oxelösund", date(2017, 1, 31), date(2017, 3, 8), date(2017, 4, 5)),
        "lsg-nykoping-oxelosund": ("Nyköping", date(2017, 2, 28), date(2017, 6, 13), date(2017, 5, 17)),
    }
    for key, (place, *meetings, planning) in places.items():
        for day, title in zip(meetings, ("Läget i pågående projekt", "Behov av insatser under hösten"), strict=True):
            _south_meeting(tell, key, day, place, (Point(title, SOUTH[title], tasks=_tasks_2017(key, title)),))
        points = (Point("Inriktningsplan för 2017", "LSG som funktion beskrevs.", PLANNED_2017),)
        _south_meeting(tell, key, planning, place, points, kind=Meeting.Kind.PLANNING_DAY)


SOUTH = {
    "Läget i pågående projekt": "Projekten redovisades av sina projektledare.",
    "Behov av insatser under hösten": "Gruppen gick igenom vilka målgrupper som saknar insatser.",
}
PLANNED_2017 = (
    "Gruppen beslutar om en inriktningsplan för 2017, en övergripande administrativ struktur för arbetet inom LSG "
    "samt en processbeskrivning för ansökningar om extern finansiering."
)
# S1: what the groups gave the process leader to do.
GIVEN_2017 = {
    "lsg-gnesta-trosa": "Att påbörja en ansökan om en resurs för att formalisera GAF-nätverket",
    "lsg-nykoping-oxelosund": "Att skriva en ansökan angående Ungdomens hus",
    "lsg-oxelosund": "Att skriva en ansökan till RAR angående Drivhuset",
}


def _tasks_2017(key: str, title: str) -> Sequence[Task]:
    if key not in GIVEN_2017 or title != "Läget i pågående projekt":
        return ()
    return (Task(GIVEN_2017[key], "processledare.sodra", 120, 118),)


def _south_meeting(
    tell: Teller, key: str, day: date, place: str, points: Sequence[Point], kind: str = Meeting.Kind.MEETING
) -> None:
    meeting = _held(tell, key, "processledare.sodra", at(day), place, points, kind=kind)
    adjust_meeting(meeting, by=tell.users["processledare.sodra"], at=at(day + timedelta(days=14)))


def _board_of_this_year(tell: Teller, today: date) -> None:
    """One that is adjusted and corrected, one that is called with the cases that wait for the board."""
    day = today - timedelta(days=40)
    meeting = _held(
        tell,
        "styrelsen",
        "forbundschef",
        at(day, 9),
        "RAR:s kansli, Nyköping",
        (
            Point("Mötets öppnande", "Ordföranden öppnar mötet."),
            Point("Val av justerare", decision="Styrelsen utser ordföranden att justera protokollet."),
            Point(
                "Ekonomisk uppföljning",
                "Förbundschefen redovisar utfallet till och med förra månaden.",
                "Styrelsen beslutar att lägga redovisningen till handlingarna.",
            ),
            Point(
                "Medlemsmöte och årligt seminarium",
                proposal="att seminariet hålls tillsammans med medlemsmötet",
                decision="Styrelsen beslutar att seminariet hålls tillsammans med medlemsmötet.",
                tasks=(Task("Boka lokal för seminariet", "forbundschef", 60),),
            ),
        ),
        adjuster="styrelsen",
    )
    adjust_meeting(meeting, by=tell.users["styrelsen"], at=at(day + timedelta(days=7)))
    correct_meeting(
        meeting,
        "I redovisningen av ekonomin ska det stå till och med förra kvartalet, inte förra månaden.",
        by=tell.users["forbundschef"],
        at=at(day + timedelta(days=12)),
    )
    publish(meeting, by=tell.users["forbundschef"], at=at(day + timedelta(days=14)))
    coming = _planned(tell, "styrelsen", "forbundschef", at(today + timedelta(days=9), 9), "RAR:s kansli, Nyköping")
    by = tell.users["forbundschef"]
    add_point(coming, "Mötets öppnande", by=by)
    add_waiting_cases(coming, by=by)
    add_point(coming, "Nästa års budget", by=by, proposal="att fastställa budgeten enligt förslag")
    call_meeting(coming, by=by, at=at(today - timedelta(days=5)))


def _groups_of_this_year(tell: Teller, today: date) -> None:
    """Flen: notes with things to do, one late; Katrineholm/Vingåker: a draft; Nyköping: called for next week."""
    by = tell.users["processledare.vastra"]
    day = today - timedelta(days=28)
    flen = _held(
        tell,
        "lsg-flen",
        "processledare.vastra",
        at(day, 13),
        "Stadshuset i Flen",
        (
            Point("Föregående anteckningar", "Gicks igenom och lades till handlingarna."),
            Point(
                "Ungdomar utan sysselsättning",
                "Arbetsförmedlingen och kommunen ser samma behov. Försäkringskassan vet inte hur många det rör.",
                "Gruppen tar fram ett gemensamt underlag till nästa möte.",
                (
                    Task("Ta fram siffror för 16–24 år", "ledamot.flen", 20),
                    Task("Bjuda in kommunens aktivitetsansvar till nästa möte", "processledare.vastra", 35),
                    Task("Skicka minnesanteckningarna till RAR", "processledare.vastra", 7, 5),
                ),
            ),
            Point("Turordning för ordförande", decision="Gruppen behåller turordningen nästa år."),
        ),
        others="Representant för Arbetsförmedlingen",
    )
    adjust_meeting(flen, by=by, at=at(day + timedelta(days=6)))
    publish(flen, by=by, at=at(day + timedelta(days=7)))
    coming = _planned(tell, "lsg-flen", "processledare.vastra", at(today + timedelta(days=6), 13), "Stadshuset i Flen")
    add_point(coming, "Föregående anteckningar och uppföljning", by=by)
    add_waiting_cases(coming, by=by)
    add_point(coming, "Övriga frågor", by=by)
    draft = _planned(
        tell,
        "lsg-katrineholm-vingaker",
        "processledare.vastra",
        at(today + timedelta(days=20), 9),
        "Katrineholm",
        kind=Meeting.Kind.PLANNING_DAY,
    )
    add_point(draft, "Mål för nästa år", by=by)
    south = tell.users["processledare.sodra"]
    nykoping = _planned(tell, "lsg-nykoping", "processledare.sodra", at(today + timedelta(days=8), 10), "Nyköping")
    add_waiting_cases(nykoping, by=south)
    add_point(nykoping, "Avrop av processtöd", by=south)
    call_meeting(nykoping, by=south, at=at(today - timedelta(days=4)))
