"""S0: a process leader for LSG Gnesta, Nyköping, Oxelösund and Trosa (GNOT), 2016.

The paper was read by a machine: its å, ä and ö are restored. Its budget has no unit and is in thousands.
Goal 1 lists Gnesta twice and leaves Trosa out, which is set right here;
its "2016–2019" stands as written although the budget ends in 2018. It has no activity plan and no date.
"""

from typing import Any

from .writing import budget, period, rows

BACKGROUND = """\
De lokala samverkansgrupperna (LSG) i Sörmland ska driva, förankra och utveckla det lokala samverkansarbetet. LSG är \
också styrgrupp för projekt och insatser som finansieras av Samordningsförbundet RAR, Europeiska socialfonden (ESF) \
eller annan finansiär. Att vara styrgrupp för de samverkansprojekt som drivs i de olika kommunerna tar mycket tid i \
anspråk. Till detta kommer också att ordinarie uppdrag hos respektive huvudman blivit alltmer komplext. Sammantaget \
ger detta en allt längre startsträcka för att få fram underlag och beslut om gemensamma insatser i samverkan.

LSG har ansvar för flertalet projekt inom samverkansområdet. I Nyköping är LSG projektägare/styrgrupp för \
verksamheterna TRIS, TUNA Nyköping/Oxelösund, IPS-Slussen och utifrån projektansökning till Europeiska socialfonden \
(ESF) länsprojekt IBIS, en hälsoverksamhet för invandrare.

I Oxelösund är LSG projektägare/styrgrupp för verksamheterna TRIS, TUNA Nyköping/Oxelösund och IBIS.

I Gnesta och Trosa är LSG styrgrupp för TRIS.

Det är svårt som ordförande att hinna bereda ärenden inför LSG:s möten, att kalla till och att skriva \
minnesanteckningar efter mötet. Det som beslutas på LSG:s möten ska även följas upp och med allt detta är \
processtödet behjälplig på uppdrag av LSG."""

GOALS = """\
1. Samtliga organisatoriska nivåer hos parterna ska anse att struktur och organisation för det lokala \
samverkansarbetet i kommunerna Gnesta, Trosa, Nyköping och Oxelösund är mycket bra.
2. Parterna ska ha en mycket god kännedom om utsatta gruppers behov, omfattning samt om vilka insatser som behöver \
ske i samverkan.
3. Vid behov starta fler individinriktade insatser i samverkan.
4. Utveckla samverkan mellan LSG Gnesta, Nyköping, Oxelösund och Trosa."""

COMMISSION = """\
LSG

LSG är uppdragsgivare till processledaren som i sin tur rapporterar till LSG och kan föreslå utvecklingsinsatser. \
LSG beslutar om vilka utvecklingsområden som är aktuella, kan exempelvis vara samverkansgruppers (inklusive LSG) och \
styrgruppers uppdrag, mandat, roll, förväntningar på ledamöter. Vidare beslut om samverkansstrukturer kring vissa \
behovsgrupper, fastställande av behov av insatser med eller utan samverkan.

Processledare

Processledarens uppdrag delas in i tre områden:
A. Administrativt stöd
B. Inhämtning samt spridning av kunskap
C. Stöd för utveckling

Administrativt stöd
- Administrativt stöd till ordföranden i LSG och TRIS styrgrupp; sammanställa beslutsunderlag och dagordning, \
sammankalla till möten och föra minnesanteckningar.

Inhämtning samt spridning av kunskap
- Bevaka och identifiera aktuella lokala frågor som är relevanta och lyfta in dem till LSG.
- Omvärldsbevakning av samverkansfrågor och andra frågor som är viktiga för LSG, bland annat EU:s fonder.

Stöd för utveckling
- Delta i berörda styrgrupper, referensgrupper och andra aktuella grupper utifrån LSG:s uppdrag.
- Bidra till positiv utveckling av styrgruppernas arbete.
- Bistå processledarna i olika projekt som LSG är styrgrupp för med frågor till och från LSG.
- Nätverka och samarbeta med övriga processledare i länet.
- Vara kontakten mellan TRIS-teamen, processledaren i TRIS, lokala styrgruppen och LSG.
- Delta vid planering och genomförande av årliga TRIS-dagar.
- Samarbeta i frågor som rör PRIO-satsningen i kommunerna, vid behov delta i arbetsgrupper.
- Halvårsvis rapportera till RAR angående insatsen som processledare.
- Utarbeta och föreslå LSG aktivitetsplaner halvårsvis."""

BUDGET = budget(
    "gnot-2016/budget",
    {
        "lon": {2016: 401_000, 2017: 801_000, 2018: 401_000},
        "lokal": {2016: 9_000, 2017: 18_000, 2018: 9_000},
        "resor": {2016: 8_000, 2017: 15_000, 2018: 8_000},
        "telefon": {2016: 5_000, 2017: 10_000, 2018: 5_000},
        "dator": {2016: 8_000, 2017: 15_000, 2018: 8_000},
    },
    unit="tkr",
    measures={"lokal": "15 kvm"},
    printed=({2016: 431_000, 2017: 859_000, 2018: 431_000}, 1_721_000),
)

# The document gives no days for these.
OBLIGATIONS = rows(
    "gnot-2016/atagande",
    [
        {"vad": "Rapportera till RAR varje halvår angående insatsen som processledare (lägesrapport)"},
        {"vad": "Utarbeta och föreslå LSG aktivitetsplaner varje halvår"},
        {"vad": "Genomföra seminarium varje år i samband med samordningsförbundets medlemsmöte"},
    ],
)

ANSWERS: dict[str, Any] = {
    "rubrik": "Processledare för LSG Gnesta, Nyköping, Oxelösund och Trosa (GNOT)",
    "slag": "ny",
    "sokande": ["lsg-gnesta", "lsg-nykoping", "lsg-oxelosund", "lsg-trosa"],
    "arbetsgivare": "Samordningsförbundet RAR",
    "period": period("2016-07-01", "2018-06-30"),
    "bakgrund": BACKGROUND,
    "mal": GOALS,
    "syfte": "Genom effektivisering av samverkansstrukturer ge bättre stöd till individer med behov av samordnade "
    "insatser från LSG:s parter.",
    "organisering": "Processledaren är finansierad och anställd av RAR. Processledare är en heltidstjänst som är "
    "knuten till de fyra lokala samverkansgrupperna i Gnesta, Nyköping, Oxelösund och Trosa. Ordförande i respektive "
    "LSG är den närmaste kontakten för processledaren.",
    "uppdrag": COMMISSION,
    "budget": BUDGET,
    "atagande": OBLIGATIONS,
    "rapportering": "Lägesrapport skrivs halvårsvis och seminarier genomförs årligen i samband med "
    "samordningsförbundets medlemsmöte.",
    "uppfoljning": "Planeras i samråd med RAR. Samstämmighet och jämförelse med övriga processledare i länet är "
    "önskvärt.",
    "ansokan": "Behovet av ett administrativt och samordnat stöd för att förbättra och klara utvecklingsarbetet i "
    "våra LSG är stort. Under den aktuella perioden 2016–2019 förväntas det tillkomma projekt som LSG kommer att vara "
    "styrgrupp över. Lokala samverkansgrupperna LSG i kommunerna Gnesta, Nyköping, Oxelösund och Trosa ansöker därför "
    "till Samordningsförbundet RAR om en tjänst som processledare.",
    "undertecknare": "För LSG GNOT",
}
