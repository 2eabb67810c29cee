"""Minutes and notes of the demo: the board's decision of 2013, its § of this year, and what the groups talk about.

From the documents: that the board decided on process support in 2013 (S2). Not in the documents, and set so that the
pages have something to show: this year's meetings, what was said at them, and who does what.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from cases.actions.adjust_meeting import adjust_meeting
from cases.actions.publish_minutes import publish_minutes
from cases.domain.masking import Masks
from cases.models import Case, Meeting
from cases.queries.publishing import to_publish
from people.models import User

from .holding import Point, Task, held
from .telling import Teller, at

OPENING = Point("Mötets öppnande", "Ordföranden öppnar mötet och dagordningen godkänns.")
ADJUSTER = Point("Val av justerare", decision="Styrelsen utser ordföranden att justera protokollet.")
# Month and day of the board's meetings, with what they were about.
BOARD: tuple[tuple[int, int, tuple[Point, ...]], ...] = (
    (
        2,
        12,
        (
            Point(
                "Årsredovisning för föregående år",
                "Förbundschefen föredrar årsredovisningen. Revisorerna har inget att erinra.",
                "Styrelsen beslutar\natt godkänna årsredovisningen\natt överlämna den till medlemmarna.",
                proposal="att godkänna årsredovisningen\natt överlämna den till medlemmarna",
            ),
            Point(
                "Uppföljning av insatser",
                "Lägesrapporterna för andra halvåret gicks igenom.",
                "Styrelsen beslutar att lägga rapporterna till handlingarna.",
                (Task("Sammanställa resultaten per kommun", "handlaggare", 60, 52),),
            ),
        ),
    ),
    (
        5,
        21,
        (
            Point(
                "Aktivitetspeng till de lokala samverkansgrupperna",
                "Grupperna har använt ungefär hälften av årets aktivitetspeng.",
                "Styrelsen beslutar att aktivitetspengen är oförändrad nästa år.",
                proposal="att aktivitetspengen är oförändrad nästa år",
            ),
            Point(
                "Inriktning för nästa års verksamhetsplan",
                "Styrelsen vill se tydligare mål för unga som varken arbetar eller studerar.",
                "Styrelsen beslutar\natt uppdra till förbundschefen att ta fram ett förslag till verksamhetsplan\n"
                "att förslaget tas upp i beredningsgruppen före sommaren.",
                (Task("Ta fram förslag till verksamhetsplan", "forbundschef", 110, 101),),
            ),
        ),
    ),
    (
        9,
        17,
        (
            Point(
                "Delårsrapport",
                "Utfallet för första halvåret följer budgeten.",
                "Styrelsen beslutar att godkänna delårsrapporten.",
                proposal="att godkänna delårsrapporten",
            ),
            Point("Anmälan av delegationsbeslut", "Inga delegationsbeslut har fattats sedan förra mötet."),
        ),
    ),
)
# Groups, who keeps their notes, and where they meet.
GROUPS = (
    ("lsg-eskilstuna", "processledare.norra", "ordforande.eskilstuna", "Stadshuset i Eskilstuna"),
    ("lsg-strangnas", "processledare.norra", "ordforande.strangnas", "Kommunhuset i Strängnäs"),
    ("lsg-katrineholm-vingaker", "processledare.vastra", "ordforande.katrineholm-vingaker", "Viadidakt, Katrineholm"),
    ("lsg-flen", "processledare.vastra", "ordforande.flen", "Stadshuset i Flen"),
    ("lsg-gnesta-trosa", "processledare.sodra", "ordforande.gnesta-trosa", "Kommunhuset i Gnesta"),
    ("lsg-nykoping", "processledare.sodra", "ordforande.nykoping", "Stadshuset i Nyköping"),
    ("lsg-oxelosund", "processledare.sodra", "ordforande.oxelosund", "Kommunhuset i Oxelösund"),
    ("lsg-nykoping-oxelosund", "processledare.sodra", "ordforande.nykoping-oxelosund", "Stadshuset i Nyköping"),
)
BEFORE = Point("Föregående anteckningar", "Gicks igenom och lades till handlingarna.")


def board_of_2013(tell: Teller) -> None:
    """The minutes of the decision that the story begins with; the case has it already, from its own records."""
    case = Case.objects.filter(decisions__decided_on__year=2013).order_by("pk").first()
    if case is None:
        return
    decision = case.decisions.order_by("pk")[0]
    meeting = held(
        tell,
        "styrelsen",
        "forbundschef",
        at(decision.decided_on),
        "RAR:s kansli, Nyköping",
        (
            OPENING,
            ADJUSTER,
            Point(
                f"{case.number} {case.title}",
                "Förbundschefen föredrar beredningsgruppens och arbetsutskottets arbete under hösten.",
                decision.text,
            ),
        ),
        adjuster="styrelsen",
    )
    adjust_meeting(meeting, by=tell.users["styrelsen"], at=at(decision.decided_on + timedelta(days=10)))


def board_of_the_year(tell: Teller, today: date) -> None:
    """Those of this year that are over by now; the § run on from one to the next."""
    for month, day, points in BOARD:
        on = date(today.year, month, day)
        if on > today - timedelta(days=50):
            return
        meeting = held(
            tell,
            "styrelsen",
            "forbundschef",
            at(on),
            "RAR:s kansli, Nyköping",
            (OPENING, ADJUSTER, *points),
            others="Förbundschefen; ledamöter för Region Sörmland, Försäkringskassan och Arbetsförmedlingen",
            adjuster="styrelsen",
            until=today,
        )
        adjust_meeting(meeting, by=tell.users["styrelsen"], at=at(on + timedelta(days=8)))
        publish(meeting, by=tell.users["forbundschef"], at=at(on + timedelta(days=12)))


def groups_of_the_year(tell: Teller, today: date) -> None:
    """Two meetings of each group: in the spring everything is done, of the later one something is left."""
    for number, (group, keeper, chair, place) in enumerate(GROUPS):
        for days, points in ((190 + number, _earlier(keeper, chair)), (95 + number, _later(keeper, chair))):
            day = _on_a_weekday(today - timedelta(days=days))
            # The chairs of this year began at New Year.
            if day.year == today.year:
                _group(tell, group, keeper, place, day, points)


def _on_a_weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _group(tell: Teller, group: str, keeper: str, place: str, day: date, points: Sequence[Point]) -> None:
    meeting = held(tell, group, keeper, at(day, 13), place, points, others="Kommunens arbetsmarknadsenhet")
    adjust_meeting(meeting, by=tell.users[keeper], at=at(day + timedelta(days=6)))


def _earlier(keeper: str, chair: str) -> tuple[Point, ...]:
    return (
        BEFORE,
        Point(
            "Aktivitetsplan för halvåret",
            "Planen gicks igenom mål för mål. Två aktiviteter flyttas till hösten.",
            "Gruppen godkänner aktivitetsplanen.",
            (Task("Skicka den godkända aktivitetsplanen till RAR", keeper, 14, 10),),
        ),
        Point(
            "Parternas behov",
            "Försäkringskassan ser fler sjukskrivningar bland kvinnor i vård och omsorg.",
            "Gruppen bjuder in regionens rehabkoordinatorer till nästa möte.",
            (Task("Bjuda in rehabkoordinatorerna", chair, 30, 21),),
        ),
    )


def _later(keeper: str, chair: str) -> tuple[Point, ...]:
    return (
        BEFORE,
        Point(
            "Samverkan kring sjukskrivna",
            "Rehabkoordinatorerna berättade hur de arbetar. Parterna vill ha gemensamma trepartssamtal.",
            "Gruppen prövar gemensamma trepartssamtal under ett halvår.",
            (Task("Föreslå former för trepartssamtal", keeper, 130),),
        ),
        Point(
            "Lägesrapport till RAR",
            "Ordföranden och processledaren skriver ett första utkast.",
            tasks=(Task("Läsa utkastet till lägesrapport", chair, 60),),
        ),
    )


def publish(meeting: Meeting, *, by: User, at: datetime) -> None:
    """With what is found masked, but for accounts that are called as a role is: "Förbundschef" is no name."""
    first = to_publish(meeting).first_masks
    names = {user.name for user in User.objects.filter(name__contains=" ")}
    words = tuple(word for word in first.words if word in names or not word.isalpha())
    publish_minutes(meeting, Masks(first.passages, {}, words), by=by, at=at)
