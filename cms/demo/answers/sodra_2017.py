"""S1: the status report of the process leader in the south, 1 January–30 June 2017."""

from typing import Any

from .writing import activities, period, rows

DESCRIPTION = (
    "Processledare är sedan oktober 2016 en heltidstjänst som processtödjare till de lokala samverkansgrupperna i "
    "södra Sörmland. Insatsen är finansierad av Samordningsförbundet RAR fram till oktober 2018. Processledaren har "
    "dock sedan mars 2017 fått en tillsvidareanställning av Samordningsförbundet RAR."
)

SUMMARY = """\
Processledarens uppdrag kan delas in i tre huvudsakliga områden:

- Administrativt stöd och struktur
- Inhämtning och spridning av kunskap
- Stöd för utveckling

Efter att inledningsvis ha fokuserat på det administrativa stödet har processledaren under den aktuella perioden \
arbetat mer med mer stöd för utveckling samt inhämtning och spridning av information."""

# The document's third is counted from its meetings: "åtta LSG-möten samt fyra planeringsdagar".
ADMINISTRATION = (
    "Respektive LSG har genomfört en planeringsdag. Vid planeringsdagen fattades bland annat beslut om en "
    "inriktningsplan för 2017, en övergripande administrativ struktur för arbetet inom LSG samt en processbeskrivning "
    "för ansökningar om extern finansiering. Processledaren beskrev även LSG som funktion och vilka övriga "
    "samverkansformer som finns i Sörmland.",
    "Respektive LSG har fattat beslut om en ordförande för 2017 och en turordning för ordförandeskapet framöver.",
)

# The document lists what the process leader took part in.
KNOWLEDGE = activities(
    "sodra-2017/kunskap",
    "Ett antal möten avseende RAR:s beredningsgrupp",
    "Ett antal processledarträffar",
    "Utlysningsmöte för ESF",
    "Träffat Coompanion för att få allmän information om deras arbete",
    "Deltagit på Rehabkoordinatorernas nätverksmöte",
    "Styrgruppsmöten för TRIS och TUNA",
    "Västra Sörmlands TRIS-dag",
    "Nationella rådets konferens i Malmö",
    "RAR:s medlemsmöte där processledarna hade en gemensam presentation",
    "SKL:s nätverksträff angående socialt företagande",
    "Besökt arbetsgruppen för RIGA i Strängnäs",
    "Deltagit på IBIS länsstyrgruppsmöte",
    "Deltagit på Delegationen för unga och nyanlända informationsträff om deras utökade uppdrag",
    "Möte angående integrationslyftet (ett nytt ESF-projekt som RAR har fått finansiering för)",
)

COMMISSIONS = rows(
    "sodra-2017/uppdrag",
    [
        {
            "uppdrag": "Att påbörja en ansökan om en resurs för att formalisera GAF-nätverket",
            "lsg": "LSG Gnesta-Trosa",
        },
        {"uppdrag": "Att hjälpa Gnesta kommun att söka medel för det utökade DUA-uppdraget"},
        {"uppdrag": "Att skriva en ansökan angående Ungdomens hus", "lsg": "LSG Nyköping-Oxelösund"},
        {"uppdrag": "Att stödja Oxelösunds kommun i att skriva en ESF-ansökan", "lsg": "LSG Oxelösund"},
        {"uppdrag": "Att skriva en ansökan till RAR angående Drivhuset", "lsg": "LSG Oxelösund"},
    ],
)

DEVELOPMENT = activities(
    "sodra-2017/utveckling",
    "Processledaren har tillsammans med processledaren för västra Sörmland initierat ett arbete för att RIGA (en "
    "insats som är riktad mot gruppen nollplacerade) ska börja användas i södra Sörmland.",
    "Delta på styrgruppsmöten.",
    "Har under perioden arbetat för att TUNA-modellen även ska användas i Gnesta och i Trosa.",
    "Deltagit i utvärderingen av funktionen processledare",
)

PROJECTS = rows(
    "sodra-2017/insatser",
    [
        {"insats": "TUNA", "lsg": "LSG Nyköping-Oxelösund"},
        {"insats": "IBIS", "lsg": "LSG Oxelösund"},
        {"insats": "Drivhuset", "lsg": "LSG Oxelösund"},
        {"insats": "Ungdomens hus", "lsg": "LSG Nyköping-Oxelösund"},
    ],
)

_REST: dict[str, Any] = {
    "rubrik": "Lägesrapport avseende Processledare LSG södra Sörmland",
    "period": period("2017-01-01", "2017-06-30"),
    "uppdragsgivare": ["lsg-gnesta-trosa", "lsg-oxelosund", "lsg-nykoping", "lsg-nykoping-oxelosund"],
    "beskrivning": DESCRIPTION,
    "inledning": SUMMARY,
    "kunskap": KNOWLEDGE,
    "uppdrag": COMMISSIONS,
    "utveckling": DEVELOPMENT,
    "insatser": PROJECTS,
    "roll": "Processledare, södra Sörmland",
}


def answers(counted: str) -> dict[str, Any]:
    """With the sentence that says how many meetings there were."""
    return {**_REST, "administrativt": activities("sodra-2017/administrativt", *ADMINISTRATION, counted)}


# As the document says it.
COUNTED = "Under den aktuella perioden har processledaren deltagit på åtta LSG-möten samt fyra planeringsdagar."
ANSWERS = answers(COUNTED)
