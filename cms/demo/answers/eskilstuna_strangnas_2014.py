"""S4: process support for LSG Eskilstuna and LSG Strängnäs, dated 2014-06-27."""

from typing import Any

from .writing import budget, period, rows

BACKGROUND = """\
LSG ska driva, förankra och utveckla det lokala samverkansarbetet. Ibland är också LSG styrgrupp för projekt och \
insatser som finansieras av Samordningsförbundet, Europeiska socialfonden (ESF) eller annan finansiär. De lokala \
samverkansgruppernas tid för lokalt samverkansarbete har minskat, bland annat på grund av styrgruppsuppdrag för \
Tidig Rehabilitering I Samverkan (TRIS) och andra projekt. Till detta kommer också att ordinarie uppdrag hos \
respektive huvudman blivit alltmer komplext. Sammantaget ger detta en allt längre startsträcka för att få fram \
underlag och beslut om gemensamma insatser i samverkan.

Utifrån ovan har Samordningsförbundet RAR beslutat om att anslå medel för finansiering av processtöd till LSG.

I våra kommuner finns behov av utveckling, effektivisering och tydligare struktur för samverkan i flera sammanhang. \
En utveckling av detta behövs för LSGs gemensamma behovsgrupper som identifierats i verksamhetsplanen för Strängnäs \
och i inriktningsplanen för Eskilstuna d.v.s.

- Ungdomar som har behov av samverkande insatser och risker att hamna i utanförskap
- Nyanlända och utrikesfödda som har behov av samverkande insatser och risker att hamna i utanförskap
- Personer med psykisk ohälsa, psykisk sjukdom och psykisk funktionsnedsättning
- Personer som riskerar långa sjukskrivningsperioder
- Personer med beroendeproblematik

Ett gemensamt utvecklingsområde för LSG Eskilstuna och Strängnäs tillsammans med ANP (Arbetsgruppen Norra \
Psykiatrin) är KUR-projektet – ökad samverkan och kunskapsutveckling inom rehabilitering för personer med psykisk \
ohälsa.

En förutsättning för att komma vidare med LSG:s ambitioner är inledningsvis att det finns en samsyn mellan \
organisationerna kring betydelsen av samverkan. Därutöver att processer i samverkan sätts igång, drivs samt följs \
upp. Detta gäller såväl behovsinventeringar, förankringsprocesser, överenskommelser om struktur för konkret \
samarbete, aktiviteter för kunskapsöverföring, start av samverkansprojekt gällande aktiviteter osv. Med de hårda \
tidsprioriteringar nuvarande representanter i LSG har i sina ordinarie uppdrag är det mycket svårt att få en \
kontinuitet och kvalitet i dessa processer."""

ORGANISATION = """\
Processtödet som är en heltidstjänst, är knuten till de två lokala samverkansgrupperna i Eskilstuna och Strängnäs. \
Processtödet anställs av Eskilstuna kommun, Arbetsmarknads- och Familjeförvaltningen. Ordförande i respektive LSG \
föreslås vara närmaste kontakt för processtödet.

Både LSG Eskilstuna och LSG Strängnäs är uppdragsgivare till processtödet och vi kommer att samordna uppdragen.

RAR är finansiär och LSG är projektägare."""

ACTIVITY_PLAN = rows(
    "eskilstuna-strangnas-2014/aktivitetsplan",
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
    "eskilstuna-strangnas-2014/tidsplan",
    [
        {
            "aktivitet": "Besöka samtliga medlemmar i LSG individuellt. Undersöka varje parts förväntningar, "
            "ambition, syn på mål med samverkan."
        },
        {
            "aktivitet": "Ta fram underlag från båda LSG för att konkretisera ovanstående aktivitetsplan. Upprätta "
            "och förankra gemensam tid- och aktivitetsplan. Samordning av LSG Eskilstuna och LSG Strängnäs."
        },
        {"aktivitet": "Ta fram och förankra målbeskrivning med mätbara mål."},
        {
            "aktivitet": "Planera och genomföra TRIS metodutvecklingsdag den 10 oktober i Strängnäs.",
            "datum": "2014-10-10",
        },
        {
            "aktivitet": "Kontakt med båda processledarna för TRIS gällande utvecklingsområden – t.ex. prioriterade "
            "vårdcentraler för utveckling av samverkansarbetet i TRIS-teamen."
        },
        {"aktivitet": "Delta i planeringsträff tillsammans med ANP den 26 september.", "datum": "2014-09-26"},
        {"aktivitet": "Delta i IPS-konferens 8–9 oktober.", "datum": "2014-10-08"},
        {
            "aktivitet": "Bidra till ökad kännedom om verksamheten Personligt ombud bl.a. genom att bjuda in "
            "representant till LSG."
        },
        {
            "aktivitet": "Delta i utvecklingsgruppens arbete gällande Regionförbundets förstudie inför socialfondens "
            "kommande programperiod."
        },
        {"aktivitet": "Bistå LSG Strängnäs vid upprättandet av gruppens aktivitetsplan för 2015."},
        {
            "aktivitet": "Komplettera projektansökan med reviderad aktivitetsplan och mätbara mål för perioden "
            "150101–150630 till RAR senast 141215.",
            "datum": "2014-12-15",
        },
        {
            "aktivitet": "Senast 150615 fastställa aktivitetsplan för perioden 150701–160630.",
            "datum": "2015-06-15",
        },
    ],
)

OBLIGATIONS = rows(
    "eskilstuna-strangnas-2014/atagande",
    [
        {
            "vad": "Komplettera projektansökan med reviderad aktivitetsplan och mätbara mål",
            "senast": "2014-12-15",
            "avser": period("2015-01-01", "2015-06-30"),
        },
        {
            "vad": "Fastställa aktivitetsplan",
            "senast": "2015-06-15",
            "avser": period("2015-07-01", "2016-06-30"),
        },
    ],
)

BUDGET = budget(
    "eskilstuna-strangnas-2014/budget",
    {
        "lon": {2014: 356_000, 2015: 712_000, 2016: 356_000},
        "lokal": {2014: 9_000, 2015: 18_000, 2016: 9_000},
        "resor": {2014: 10_000, 2015: 15_000, 2016: 10_000},
        "telefon": {2014: 5_000, 2015: 10_000, 2016: 5_000},
        "dator": {2014: 7_500, 2015: 15_000, 2016: 7_500},
    },
    measures={"lokal": "15 kvm"},
    printed=({2014: 387_500, 2015: 770_000, 2016: 387_500}, 1_545_000),
)

ANSWERS: dict[str, Any] = {
    "rubrik": "Förslag om processtöd för LSG Eskilstuna och Strängnäs",
    "slag": "ny",
    "sokande": ["lsg-eskilstuna", "lsg-strangnas"],
    "arbetsgivare": "Eskilstuna kommun, Arbetsmarknads- och Familjeförvaltningen",
    "period": period("2014-07-01", "2016-06-30"),
    "bakgrund": BACKGROUND,
    "mal": "- Ökade möjligheter för att ge enskilda i behov av samordnat stöd genom identifiering av målgrupper och "
    "behov.\n- Åstadkomma fler aktiviteter i samverkan",
    "syfte": "- Tydligare struktur och organisation för det lokala samverkansarbetet i Eskilstuna och Strängnäs\n"
    "- Effektivisering av det lokala samverkansarbetet, både mellan våra kommuner Eskilstuna och Strängnäs och "
    "huvudmän",
    "organisering": ORGANISATION,
    "budget": BUDGET,
    "aktivitetsplan": ACTIVITY_PLAN,
    "tidsplan_period": period("2014-07-01", "2014-12-31"),
    "tidsplan": SCHEDULE,
    "atagande": OBLIGATIONS,
    "rapportering": "Lägesrapport skrivs halvårsvis och seminarier genomförs årligen i samband med "
    "samordningsförbundets medlemsmöte.",
    "uppfoljning": "Planeras i samråd med RAR. Samstämmighet/jämförelse med övriga processtöd i länet vore önskvärt.",
    "datum": "2014-06-27",
    "undertecknare": "LSG Eskilstuna och LSG Strängnäs",
}
