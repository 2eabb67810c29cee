"""The plans' pages: direction, operational and activity plans that the documents name or hold."""

from dataclasses import dataclass
from typing import Any

from cms.demo.answers import eskilstuna_strangnas_2014, gnot_2016, kfv_2014

from .groups import NEEDS_NORTH
from .sources import GNOT, KFV, NORTH, SOUTH, Source


@dataclass(frozen=True)
class PlanText:
    slug: str
    title: str
    kind: str  # "direction", "operational" or "activity"
    groups: tuple[str, ...]
    introduction: str
    sources: tuple[Source, ...]
    paragraphs: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    # Rows as in an answer: an activity plan (mal, metod, aktivitet) and a schedule (aktivitet, datum).
    activity_plan: tuple[dict[str, Any], ...] = ()
    schedule: tuple[dict[str, Any], ...] = ()


WEST = ("lsg-katrineholm-vingaker", "lsg-flen")
NORTHERN = ("lsg-eskilstuna", "lsg-strangnas")
SOUTHERN = ("lsg-gnesta-trosa", "lsg-oxelosund", "lsg-nykoping", "lsg-nykoping-oxelosund")

PLANS = (
    PlanText(
        "inriktningsplan-eskilstuna",
        "Inriktningsplan för LSG Eskilstuna",
        "direction",
        ("lsg-eskilstuna",),
        "Planen pekar ut de behovsgrupper som LSG Eskilstuna och LSG Strängnäs har gemensamt.",
        (NORTH,),
        (NEEDS_NORTH,),
    ),
    PlanText(
        "verksamhetsplan-strangnas",
        "Verksamhetsplan för LSG Strängnäs",
        "operational",
        ("lsg-strangnas",),
        "Planen pekar ut de behovsgrupper som LSG Strängnäs och LSG Eskilstuna har gemensamt.",
        (NORTH,),
        (NEEDS_NORTH,),
    ),
    PlanText(
        "inriktningsplan-sodra-2017",
        "Inriktningsplan 2017 för grupperna i södra länsdelen",
        "direction",
        SOUTHERN,
        "Varje grupp i södra länsdelen beslutade om en inriktningsplan för 2017 vid sin planeringsdag.",
        (SOUTH,),
        (
            "Vid planeringsdagarna beslutades också om en övergripande administrativ struktur för arbetet inom LSG, "
            "om en processbeskrivning för ansökningar om extern finansiering, om en ordförande för 2017 och om en "
            "turordning för ordförandeskapet framöver.",
        ),
        period=("2017-01-01", "2017-12-31"),
    ),
    PlanText(
        "aktivitetsplan-kfv-2014",
        "Övergripande aktivitetsplan för LSG Katrineholm/Vingåker samt Flen",
        "activity",
        WEST,
        "Planen hör till ansökan om processtöd 2014 och har en tidsplan för den första tiden.",
        (KFV,),
        (
            "En reviderad aktivitetsplan med mätbara mål för perioden 2014-09-01–2014-12-31 lämnas till RAR senast "
            "2014-08-31. Aktivitetsplanen för perioden 2015-01-01–2016-02-28 fastställs senast 2014-12-15.",
        ),
        period=("2014-03-21", "2014-08-31"),
        activity_plan=tuple(kfv_2014.ACTIVITY_PLAN),
        schedule=tuple(kfv_2014.SCHEDULE),
    ),
    PlanText(
        "aktivitetsplan-eskilstuna-strangnas-2014",
        "Övergripande aktivitetsplan för LSG Eskilstuna och Strängnäs",
        "activity",
        NORTHERN,
        "Planen hör till ansökan om processtöd 2014 och har en tidsplan för andra halvåret 2014.",
        (NORTH,),
        (
            "En reviderad aktivitetsplan med mätbara mål för perioden 2015-01-01–2015-06-30 lämnas till RAR senast "
            "2014-12-15. Aktivitetsplanen för perioden 2015-07-01–2016-06-30 fastställs senast 2015-06-15.",
        ),
        period=("2014-07-01", "2014-12-31"),
        activity_plan=tuple(eskilstuna_strangnas_2014.ACTIVITY_PLAN),
        schedule=tuple(eskilstuna_strangnas_2014.SCHEDULE),
    ),
    PlanText(
        "aktivitetsplan-strangnas-2015",
        "Aktivitetsplan 2015 för LSG Strängnäs",
        "activity",
        ("lsg-strangnas",),
        "Processtödet bistår LSG Strängnäs när gruppens aktivitetsplan för 2015 upprättas.",
        (NORTH,),
        period=("2015-01-01", "2015-12-31"),
    ),
    PlanText(
        "processledarens-uppdrag-sodra-2016",
        "Processledarens uppdrag i södra länsdelen",
        "operational",
        ("lsg-gnesta", "lsg-nykoping", "lsg-oxelosund", "lsg-trosa"),
        "LSG ger processledaren uppdrag inom tre områden. Aktivitetsplaner föreslås för LSG varje halvår.",
        (GNOT,),
        tuple(gnot_2016.COMMISSION.split("\n\n")[1:2] + gnot_2016.COMMISSION.split("\n\n")[4:]),
        period=("2016-07-01", "2018-06-30"),
    ),
)
