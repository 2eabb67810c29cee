"""S3: process support for LSG Katrineholm/Vingåker and LSG Flen, dated 2014-02-19.

Its paper prints 764 000 for 2015 and 1 547 000 in total; the lines give 765 000 and 1 548 000.
"""

from typing import Any

from .writing import budget, period, rows

BACKGROUND = """\
LSG ska driva, förankra och utveckla det lokala samverkansarbetet, ofta är LSG även styrgrupp för projekt och \
insatser som finansieras av Samordningsförbundet, Europeiska socialfonden (ESF) eller annan finansiär. De lokala \
samverkansgruppernas tid för lokalt samverkansarbete har minskat, bland annat på grund av styrgruppsuppdrag för \
Tidig Rehabilitering I Samverkan (TRIS) och andra projekt. Till detta kommer också att ordinarie uppdrag hos \
respektive huvudman blivit alltmer komplext samtidigt som rörligheten bland LSG:s medlemmar tenderar att öka, både \
på chefs- och handläggarnivå. Sammantaget ger detta en allt längre startsträcka för att få fram underlag och beslut \
om gemensamma insatser i samverkan.

Utifrån ovan har Samordningsförbundet RAR beslutat om att anslå medel för finansiering av processtöd till LSG.

I våra kommuner Katrineholm, Flen och Vingåker (KFV) finns behov av utveckling, effektivisering och tydligare \
struktur för samverkan i flera sammanhang, som exempel kan nämnas samverkan gällande personer med psykisk \
funktionsnedsättning. En inventering utförd med hjälp av medel från Socialstyrelsen (Slutrapport – Inventering av \
personer med psykisk funktionsnedsättning i västra länsdelen i Sörmland – ett samverkansprojekt mellan kommunerna \
Katrineholm, Flen och Vingåker och Landstinget Sörmland 131031) visar bl.a. att

- relationer mellan huvudmännen, primärt kommun-landsting, behöver utvecklas i KFV-området
- evidensbaserade metoder bör användas i högre grad
- samordnad individuell planering bör utvecklas
- individerna behöver stöd i att delta i strukturerade aktiviteter, få ett arbete samt behålla det

Ett annat gemensamt utvecklingsområde för KFV är KUR-projektet – ökad samverkan och kunskapsutveckling inom \
rehabilitering för personer med psykisk ohälsa.

Utöver detta har t.ex. LSG Katrineholm/Vingåker identifierat behov av fortsatt utveckling av befintligt samarbete \
Af-Kommun för att utveckla ett ”vuxentorg”. Här handlar det om att utveckla struktur för samverkan kring vuxna utan \
egen försörjning och som har behov av insatser från fler aktörer än dessa två.

En förutsättning för att komma vidare med LSG:s ambitioner är inledningsvis att det finns en samsyn mellan \
organisationerna kring betydelsen av samverkan. Därutöver att processer i samverkan sätts igång, drivs samt följs \
upp. Detta gäller såväl behovsinventeringar, förankringsprocesser, överenskommelser om struktur för konkret \
samarbete, aktiviteter för kunskapsöverföring, start av samverkansprojekt gällande aktiviteter osv. Med de hårda \
tidsprioriteringar nuvarande representanter i LSG har i sina ordinarie uppdrag är det mycket svårt att få en \
kontinuitet och kvalitet i dessa processer."""

ORGANISATION = """\
Processtödet – en heltidstjänst – är knuten till de två lokala samverkansgrupperna i Katrineholm/Vingåker samt Flen. \
Processtödet anställs av Katrineholms kommun/Viadidakt. Ordförande i respektive LSG föreslås vara närmaste kontakt \
för processtödet vilket innebär att LSG Katrineholm/Vingåker skulle behöva anamma samma modell som Flen med \
ordförandeskap i ett år vilket behandlas på nästa möte 140324.

Styrning/ledning – ett förslag för båda LSG att diskutera är om ordförande i respektive LSG samt Viadidakt som \
arbetsgivare för processtödet kan utgöra styrgrupp.

De båda LSG-grupperna kommer att gemensamt besluta om styrning av uppdragen för processtödet.

RAR är finansiär och LSG är projektägare."""

ACTIVITY_PLAN = rows(
    "kfv-2014/aktivitetsplan",
    [
        {
            "mal": "Identifiering av målgrupper och behov",
            "metod": "Kartläggningar av behovsgrupper och metoder. Beskriva insatser som pågår.",
            "aktivitet": "Sammanställa befintliga kartläggningar/insatser och statistik samt initiera nya utifrån "
            "behov.",
        },
        {
            "mal": "Stödja befintliga samt åstadkomma fler aktiviteter i samverkan",
            "metod": "Omvärldsbevakning. Kunskapsspridning. Informationsinsatser. Organisering av huvudmännens "
            "gemensamma insatser i aktiviteter.",
            "aktivitet": "Delta i samtliga LSG-möten samt styrgrupper utsedda av LSG.",
        },
        {"aktivitet": "Initiera och arrangera metoddagar, utbildningsdagar samt informationstillfällen."},
        {"aktivitet": "Utveckla och stödja kvalitetssäkring av befintliga samt nya insatser i samverkan."},
        {
            "aktivitet": "Ansökningar om finansiering av aktiviteter och utgöra stöd vid genomförande och "
            "implementering."
        },
    ],
)

SCHEDULE = rows(
    "kfv-2014/tidsplan",
    [
        {
            "aktivitet": "Besöka samtliga medlemmar i LSG individuellt. Undersöka varje parts förväntningar, "
            "ambition, syn på mål med samverkan."
        },
        {
            "aktivitet": "Ta fram underlag från båda LSG för att konkretisera ovanstående aktivitetsplan. Upprätta "
            "och förankra gemensam tid- och aktivitetsplan. Samordning av LSG Katrineholm/Vingåker samt LSG Flen."
        },
        {"aktivitet": "Ta fram och förankra målbeskrivning med mätbara mål."},
        {
            "aktivitet": "Förbereda och arrangera gemensam planeringstid för båda LSG. Första gemensamma mötet 140527.",
            "datum": "2014-05-27",
        },
        {
            "aktivitet": "Delta i workshop om sociala företag tillsammans med LSG Katrineholm/Vingåker, politiska "
            "representanter samt Coompanion 140424. Kunskapsöverföring till Flen om intresse finns.",
            "datum": "2014-04-24",
        },
        {
            "aktivitet": "TRIS, planera gemensam TRIS metodutvecklingsdag. Kontakt med båda processtöden för TRIS "
            "gällande utvecklingsområden – t.ex. prioriterade vårdcentraler för utveckling av samverkansarbetet i "
            "TRIS-teamen."
        },
        {
            "aktivitet": "Komplettera projektansökan med reviderad aktivitetsplan och mätbara mål för perioden "
            "140901–141231 till RAR senast 140831.",
            "datum": "2014-08-31",
        },
        {
            "aktivitet": "Senast 141215 fastställa aktivitetsplan för perioden 150101–160228.",
            "datum": "2014-12-15",
        },
    ],
)

OBLIGATIONS = rows(
    "kfv-2014/atagande",
    [
        {
            "vad": "Komplettera projektansökan med reviderad aktivitetsplan och mätbara mål",
            "senast": "2014-08-31",
            "avser": period("2014-09-01", "2014-12-31"),
        },
        {
            "vad": "Fastställa aktivitetsplan",
            "senast": "2014-12-15",
            "avser": period("2015-01-01", "2016-02-28"),
        },
    ],
)

BUDGET = budget(
    "kfv-2014/budget",
    {
        "lon": {2014: 600_000, 2015: 712_000, 2016: 120_000},
        "lokal": {2014: 15_000, 2015: 18_000, 2016: 3_000},
        "resor": {2014: 10_000, 2015: 10_000, 2016: 5_000},
        "telefon": {2014: 10_000, 2015: 10_000, 2016: 2_000},
        "dator": {2014: 15_000, 2015: 15_000, 2016: 3_000},
    },
    measures={"lokal": "15 kvm"},
    printed=({2014: 650_000, 2015: 764_000, 2016: 133_000}, 1_547_000),
)

REPORTING = (
    "Lägesrapport skrivs halvårsvis och seminarier genomförs årligen i samband med samordningsförbundets medlemsmöte."
)
FOLLOW_UP = "Planeras i samråd med RAR. Samstämmighet/jämförelse med övriga processtöd i länet vore önskvärt."

ANSWERS: dict[str, Any] = {
    "rubrik": "Förslag om processtöd för LSG Katrineholm/Vingåker samt Flen",
    "slag": "ny",
    "sokande": ["lsg-katrineholm-vingaker", "lsg-flen"],
    "arbetsgivare": "Katrineholms kommun/Viadidakt",
    "period": period("2014-03-01", "2016-02-28"),
    "bakgrund": BACKGROUND,
    "mal": "- Ökade möjligheter för enskilda i behov av samordnat stöd genom identifiering av målgrupper och behov.\n"
    "- Åstadkomma fler aktiviteter i samverkan",
    "syfte": "- Tydligare struktur och organisation för det lokala samverkansarbetet i Katrineholm, Vingåker och "
    "Flens kommuner\n- Effektivisering av det lokala samverkansarbetet, både mellan kommuner och huvudmän",
    "organisering": ORGANISATION,
    "budget": BUDGET,
    "aktivitetsplan": ACTIVITY_PLAN,
    "tidsplan_period": period("2014-03-21", "2014-08-31"),
    "tidsplan": SCHEDULE,
    "atagande": OBLIGATIONS,
    "rapportering": REPORTING,
    "uppfoljning": FOLLOW_UP,
    "datum": "2014-02-19",
    "undertecknare": "LSG Katrineholm/Vingåker och LSG Flen",
}
