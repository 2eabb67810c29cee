"""The local groups' pages."""

from dataclasses import dataclass

from .sources import BOARD, GNOT, KFV, NORTH, SOUTH, Source


@dataclass(frozen=True)
class GroupText:
    body: str
    introduction: str
    paragraphs: tuple[str, ...]
    sources: tuple[Source, ...]


NEEDS_NORTH = (
    "I verksamhetsplanen för Strängnäs och i inriktningsplanen för Eskilstuna är dessa gemensamma behovsgrupper "
    "utpekade: ungdomar som har behov av samverkande insatser och riskerar att hamna i utanförskap, nyanlända och "
    "utrikesfödda i samma läge, personer med psykisk ohälsa, psykisk sjukdom och psykisk funktionsnedsättning, "
    "personer som riskerar långa sjukskrivningsperioder och personer med beroendeproblematik."
)
KUR_NORTH = (
    "Ett gemensamt utvecklingsområde för LSG Eskilstuna och Strängnäs tillsammans med ANP (Arbetsgruppen Norra "
    "Psykiatrin) är KUR-projektet."
)
INVENTORY = (
    "En inventering av personer med psykisk funktionsnedsättning i västra länsdelen (slutrapport 2013-10-31) visar "
    "bland annat att relationerna mellan huvudmännen, i första hand kommun och landsting, behöver utvecklas, att "
    "evidensbaserade metoder bör användas i högre grad och att samordnad individuell planering bör utvecklas."
)

GROUPS = (
    GroupText(
        "lsg-eskilstuna",
        "Lokal samverkansgrupp i Eskilstuna, norra länsdelen.",
        (
            NEEDS_NORTH,
            KUR_NORTH,
            "Processtödet delas med LSG Strängnäs sedan ansökan 2014 och anställs av Eskilstuna kommun, "
            "Arbetsmarknads- och Familjeförvaltningen. Gruppens ordförande är processtödets närmaste kontakt.",
        ),
        (NORTH, BOARD),
    ),
    GroupText(
        "lsg-strangnas",
        "Lokal samverkansgrupp i Strängnäs, norra länsdelen.",
        (
            NEEDS_NORTH,
            KUR_NORTH,
            "TRIS metodutvecklingsdag planerades till den 10 oktober 2014 i Strängnäs. En arbetsgrupp för RIGA finns i "
            "Strängnäs; processledaren i södra Sörmland besökte den 2017.",
        ),
        (NORTH, SOUTH, BOARD),
    ),
    GroupText(
        "lsg-katrineholm-vingaker",
        "Lokal samverkansgrupp för Katrineholm och Vingåker, västra länsdelen.",
        (
            INVENTORY,
            "Gruppen har identifierat behov av fortsatt utveckling av samarbetet mellan Arbetsförmedlingen och "
            "kommunen för att utveckla ett vuxentorg.",
            "Processtödet delas med LSG Flen och anställs av Katrineholms kommun/Viadidakt. Frågan om ordförandeskap i "
            "ett år i taget, som i Flen, togs upp vid mötet den 24 mars 2014.",
        ),
        (KFV, BOARD),
    ),
    GroupText(
        "lsg-flen",
        "Lokal samverkansgrupp i Flen, västra länsdelen.",
        (
            INVENTORY,
            "Gruppen har en modell med ordförandeskap i ett år i taget. Processtödet delas med LSG "
            "Katrineholm/Vingåker, och de två grupperna beslutar gemensamt om styrningen av processtödets uppdrag.",
        ),
        (KFV, BOARD),
    ),
    GroupText(
        "lsg-gnesta",
        "Lokal samverkansgrupp i Gnesta till och med 2016. Följs av LSG Gnesta-Trosa.",
        ("LSG var styrgrupp för TRIS.",),
        (GNOT, BOARD),
    ),
    GroupText(
        "lsg-trosa",
        "Lokal samverkansgrupp i Trosa till och med 2016. Följs av LSG Gnesta-Trosa.",
        ("LSG var styrgrupp för TRIS.",),
        (GNOT, BOARD),
    ),
    GroupText(
        "lsg-gnesta-trosa",
        "Lokal samverkansgrupp för Gnesta och Trosa, södra länsdelen.",
        (
            "Under första halvåret 2017 gav gruppen processledaren i uppdrag att påbörja en ansökan om en resurs för "
            "att formalisera GAF-nätverket.",
            "Processledaren fick också i uppdrag att hjälpa Gnesta kommun att söka medel för det utökade "
            "DUA-uppdraget, och arbetade för att TUNA-modellen även ska användas i Gnesta och i Trosa.",
        ),
        (SOUTH,),
    ),
    GroupText(
        "lsg-nykoping",
        "Lokal samverkansgrupp i Nyköping, södra länsdelen.",
        (
            "Gruppen är projektägare och styrgrupp för TRIS, TUNA Nyköping/Oxelösund och IPS-Slussen, och utifrån "
            "projektansökan till Europeiska socialfonden (ESF) för länsprojektet IBIS.",
            "Under 2017 var gruppen en av processledarens uppdragsgivare.",
        ),
        (GNOT, SOUTH, BOARD),
    ),
    GroupText(
        "lsg-oxelosund",
        "Lokal samverkansgrupp i Oxelösund, södra länsdelen.",
        (
            "Gruppen är projektägare och styrgrupp för TRIS, TUNA Nyköping/Oxelösund och IBIS.",
            "Under första halvåret 2017 gav gruppen processledaren i uppdrag att skriva en ansökan till RAR angående "
            "Drivhuset och att stödja Oxelösunds kommun i att skriva en ESF-ansökan.",
        ),
        (GNOT, SOUTH, BOARD),
    ),
    GroupText(
        "lsg-nykoping-oxelosund",
        "Gemensam lokal samverkansgrupp för Nyköping och Oxelösund, södra länsdelen.",
        (
            "Gruppen är en av processledarens uppdragsgivare 2017, vid sidan av LSG Nyköping och LSG Oxelösund.",
            "Aktuella insatser under första halvåret 2017 var TUNA och Ungdomens hus. Processledaren fick i uppdrag "
            "att skriva en ansökan angående Ungdomens hus.",
        ),
        (SOUTH,),
    ),
)
