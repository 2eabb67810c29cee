"""S2: the director's paper to the board on process support, autumn 2013, for the budget of 2014.

The paper pays three services for one year; its text speaks of two services and two years. Both stand as written.
"""

from typing import Any

from .writing import budget, period, rows

BACKGROUND = """\
Under våren har en arbetsgrupp sammanställt en beskrivning av behov av processtöd hos länets åtta LSG. Se beskrivning \
i bilaga.

I de norra och västra LSG:na önskar man egna processtöd som arbetar på uppdrag av LSG. Eskilstuna-Strängnäs önskar \
ett gemensamt stöd och Katrineholm-Vingåker-Flen ett gemensamt, totalt två heltidstjänster. LSG:na i den södra \
länsdelen vill ha en möjlighet att löpande kunna avropa stöd från RAR. LSG:na i de norra och västra länsdelarna har \
angivit vilka behov de har i sina enkätsvar medan man i södra länsdelen enbart önskat möjligheten till avrop. Det är \
därför i dagsläget inte möjligt att beskriva omfattning och inriktning avseende stöd till södra länsdelen.

Under hösten har det pågått diskussioner angående organisering av processtödet och de avslutades vid en gemensam \
planeringsdag med Beredningsgrupp och Arbetsutskott den 17 oktober. Man enades då om att RAR:s samverkansstöd ska \
vara mer anpassat till de lokala behov, förutsättningar och strukturer. En slutsats av det är att ett processtöd till \
LSG ska ägas lokalt av LSG:na.

I syfte att förbättra förutsättningarna för utveckling av samverkan inom LSG:nas område bör två processtöd \
finansieras, en vardera i norra respektive västra länsdelarna. Utöver det bör medel avsättas för finansiering av \
processtöd i södra länsdelen. Stödet är långsiktigt men initialt bör finansieringen begränsas till två år. Insatsen \
ska utvärderas och en rapport redovisas senast 1 ¾ år efter start och resultaten ska ligga till grund för omfattning \
och inriktning av fortsatt finansiering.

Innan insatsen påbörjas ska RAR och parterna komma överens om syfte och mål samt hur styrning, rapportering och \
utvärdering ska genomföras. LSG:na avgör vem som ska vara huvudman för processtöden."""

ECONOMY = (
    "RAR finansierar lön, lokal, IT/telefon samt resor. Aktiviteter som genomförs inom ramen för processtödet "
    "finansieras genom aktivitetspengen. Då processtöd tillsätts förväntas förbrukningen av aktivitetspengen öka "
    "varför anslaget utökas från 300 tkr till 500 tkr i 2014 års budget."
)

CLAUSES = (
    "Anslå 2 295 tkr för finansiering av processtöd till de Lokala Samverkansgrupperna samt",
    "Uppdra till förbundschefen att teckna avtal med respektive LSG om genomförandet",
)

BUDGET = budget(
    "processtod-2013/budget",
    {
        "lon": {2014: 712_000},
        "lokal": {2014: 18_000},
        "resor": {2014: 10_000},
        "telefon": {2014: 10_000},
        "dator": {2014: 15_000},
    },
    measures={"lon": "40 tkr/månad", "lokal": "15 kvm"},
    printed=({2014: 765_000}, 765_000),
)

ANSWERS: dict[str, Any] = {
    "rubrik": "Processtöd till de Lokala Samverkansgrupperna (LSG)",
    "berorda": [
        "lsg-eskilstuna",
        "lsg-strangnas",
        "lsg-katrineholm-vingaker",
        "lsg-flen",
        "lsg-gnesta",
        "lsg-trosa",
        "lsg-nykoping",
        "lsg-oxelosund",
    ],
    "bakgrund": BACKGROUND,
    "ekonomi": ECONOMY,
    "budgetperiod": period("2014-01-01", "2014-12-31"),
    "budget": BUDGET,
    "antal_tjanster": 3,
    "belopp": "2295000",
    "forslag": rows("processtod-2013/forslag", [{"att": clause} for clause in CLAUSES]),
    "undertecknare": "Förbundschef, Samordningsförbundet RAR i Sörmland",
}
