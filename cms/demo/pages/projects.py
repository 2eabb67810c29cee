"""The projects' pages."""

from dataclasses import dataclass

from .sources import GNOT, KFV, NORTH, SOUTH, Source

OWNERS = {
    "south_2016": ("lsg-nykoping", "lsg-oxelosund"),
    "gnesta_trosa": ("lsg-gnesta", "lsg-trosa"),
    "north": ("lsg-eskilstuna", "lsg-strangnas"),
    "west": ("lsg-katrineholm-vingaker", "lsg-flen"),
}


@dataclass(frozen=True)
class ProjectText:
    slug: str
    title: str
    introduction: str
    paragraphs: tuple[str, ...]
    sources: tuple[Source, ...]
    owners: tuple[str, ...] = ()
    steering: tuple[str, ...] = ()
    financiers: str = ""
    period: tuple[str, str] | None = None
    # As the document has it; what has ended by its period is shown as ended.
    status: str = "running"


PROJECTS = (
    ProjectText(
        "tris",
        "TRIS",
        "Tidig Rehabilitering I Samverkan.",
        (
            "De lokala samverkansgrupperna är styrgrupper för TRIS. I Nyköping och Oxelösund är LSG projektägare och "
            "styrgrupp, i Gnesta och Trosa styrgrupp. Uppdraget som styrgrupp är ett av skälen till att grupperna "
            "söker processtöd.",
            "Processledaren är kontakten mellan TRIS-teamen, processledaren i TRIS, den lokala styrgruppen och LSG, "
            "ger administrativt stöd till TRIS styrgrupp och är med och planerar årliga TRIS-dagar.",
            "I norra och västra länsdelarna planerades gemensamma metodutvecklingsdagar 2014, i norra den 10 oktober i "
            "Strängnäs. Prioriterade vårdcentraler nämns som ett utvecklingsområde för samverkansarbetet i teamen. "
            "Västra Sörmland hade en TRIS-dag under första halvåret 2017.",
        ),
        (KFV, NORTH, GNOT, SOUTH),
        owners=OWNERS["south_2016"],
        steering=(*OWNERS["north"], *OWNERS["west"], *OWNERS["gnesta_trosa"], *OWNERS["south_2016"]),
    ),
    ProjectText(
        "tuna",
        "TUNA Nyköping/Oxelösund",
        "Verksamhet i Nyköping och Oxelösund, med LSG som projektägare och styrgrupp.",
        (
            "Under första halvåret 2017 var TUNA en aktuell insats hos LSG Nyköping-Oxelösund, och processledaren "
            "deltog i styrgruppens möten.",
            "Processledaren arbetade för att TUNA-modellen även ska användas i Gnesta och i Trosa.",
        ),
        (GNOT, SOUTH),
        owners=(*OWNERS["south_2016"], "lsg-nykoping-oxelosund"),
        steering=OWNERS["south_2016"],
    ),
    ProjectText(
        "ips-slussen",
        "IPS-Slussen",
        "Verksamhet i Nyköping, med LSG Nyköping som projektägare och styrgrupp.",
        ("IPS-Slussen nämns i ansökan 2016 bland de verksamheter som LSG Nyköping ansvarar för.",),
        (GNOT,),
        owners=("lsg-nykoping",),
        steering=("lsg-nykoping",),
    ),
    ProjectText(
        "ibis",
        "IBIS",
        "Länsprojekt: en hälsoverksamhet för invandrare.",
        (
            "LSG Nyköping och LSG Oxelösund är projektägare och styrgrupp utifrån projektansökan till Europeiska "
            "socialfonden (ESF).",
            "Under första halvåret 2017 var IBIS en aktuell insats hos LSG Oxelösund, och processledaren deltog på "
            "IBIS länsstyrgruppsmöte.",
        ),
        (GNOT, SOUTH),
        owners=OWNERS["south_2016"],
        steering=OWNERS["south_2016"],
        financiers="Europeiska socialfonden (ESF)",
    ),
    ProjectText(
        "kur",
        "KUR-projektet",
        "Ökad samverkan och kunskapsutveckling inom rehabilitering för personer med psykisk ohälsa.",
        (
            "KUR är ett gemensamt utvecklingsområde för LSG Eskilstuna och Strängnäs tillsammans med ANP "
            "(Arbetsgruppen Norra Psykiatrin), och ett gemensamt utvecklingsområde för Katrineholm, Flen och Vingåker.",
        ),
        (NORTH, KFV),
        owners=(*OWNERS["north"], *OWNERS["west"]),
    ),
    ProjectText(
        "riga",
        "RIGA",
        "En insats som är riktad mot gruppen nollplacerade.",
        (
            "Det finns en arbetsgrupp för RIGA i Strängnäs. Under första halvåret 2017 tog processledarna i södra och "
            "västra Sörmland initiativ till att RIGA ska börja användas i södra Sörmland.",
        ),
        (SOUTH,),
        owners=("lsg-strangnas",),
    ),
    ProjectText(
        "drivhuset",
        "Drivhuset",
        "En aktuell insats hos LSG Oxelösund 2017.",
        ("LSG Oxelösund gav processledaren i uppdrag att skriva en ansökan till RAR angående Drivhuset.",),
        (SOUTH,),
        owners=("lsg-oxelosund",),
    ),
    ProjectText(
        "ungdomens-hus",
        "Ungdomens hus",
        "En aktuell insats hos LSG Nyköping-Oxelösund 2017.",
        ("LSG Nyköping-Oxelösund gav processledaren i uppdrag att skriva en ansökan angående Ungdomens hus.",),
        (SOUTH,),
        owners=("lsg-nykoping-oxelosund",),
    ),
    ProjectText(
        "gaf-natverket",
        "GAF-nätverket",
        "Ett nätverk som LSG Gnesta-Trosa vill formalisera.",
        ("LSG Gnesta-Trosa gav 2017 processledaren i uppdrag att påbörja en ansökan om en resurs för nätverket.",),
        (SOUTH,),
        owners=("lsg-gnesta-trosa",),
        status="planned",
    ),
    ProjectText(
        "dua",
        "Det utökade DUA-uppdraget i Gnesta",
        "Stöd till Gnesta kommun att söka medel.",
        (
            "Processledaren fick 2017 i uppdrag att hjälpa Gnesta kommun att söka medel för det utökade "
            "DUA-uppdraget, och deltog på Delegationen för unga och nyanländas informationsträff om uppdraget.",
        ),
        (SOUTH,),
        status="planned",
    ),
    ProjectText(
        "integrationslyftet",
        "Integrationslyftet",
        "Ett nytt ESF-projekt som RAR har fått finansiering för.",
        ("Processledaren i södra Sörmland deltog på ett möte om projektet under första halvåret 2017.",),
        (SOUTH,),
        financiers="Europeiska socialfonden (ESF)",
        status="planned",
    ),
    ProjectText(
        "vuxentorg",
        "Vuxentorg",
        "Samverkan kring vuxna utan egen försörjning.",
        (
            "LSG Katrineholm/Vingåker vill fortsätta att utveckla samarbetet mellan Arbetsförmedlingen och kommunen "
            "till ett vuxentorg. Det handlar om en struktur för samverkan kring vuxna utan egen försörjning som har "
            "behov av insatser från fler aktörer än dessa två.",
        ),
        (KFV,),
        owners=("lsg-katrineholm-vingaker",),
        status="planned",
    ),
    ProjectText(
        "prio",
        "PRIO-satsningen",
        "En satsning i kommunerna i södra länsdelen.",
        ("Processledaren samarbetar i frågor som rör PRIO-satsningen och deltar vid behov i arbetsgrupper.",),
        (GNOT,),
    ),
    ProjectText(
        "personligt-ombud",
        "Personligt ombud",
        "En verksamhet som grupperna i norra länsdelen vill göra mer känd.",
        (
            "I tidsplanen för andra halvåret 2014 ingår att bidra till ökad kännedom om Personligt ombud, bland annat "
            "genom att bjuda in en representant till LSG.",
        ),
        (NORTH,),
    ),
    ProjectText(
        "inventering-psykisk-funktionsnedsattning",
        "Inventering av personer med psykisk funktionsnedsättning i västra länsdelen",
        "Ett samverkansprojekt mellan Katrineholm, Flen, Vingåker och Landstinget Sörmland, med slutrapport "
        "2013-10-31.",
        (
            "Inventeringen gjordes med medel från Socialstyrelsen. Den visar bland annat att relationerna mellan "
            "huvudmännen behöver utvecklas i KFV-området, att evidensbaserade metoder bör användas i högre grad, att "
            "samordnad individuell planering bör utvecklas och att individerna behöver stöd i att delta i "
            "strukturerade aktiviteter, få ett arbete samt behålla det.",
        ),
        (KFV,),
        owners=OWNERS["west"],
        financiers="Socialstyrelsen",
        status="ended",
    ),
    ProjectText(
        "processtod-vastra",
        "Processtöd för Katrineholm/Vingåker samt Flen",
        "En heltidstjänst, knuten till de två lokala samverkansgrupperna i västra länsdelen.",
        (
            "Processtödet anställs av Katrineholms kommun/Viadidakt. RAR är finansiär och LSG är projektägare. "
            "Grupperna beslutar gemensamt om styrningen av uppdragen, och ordförandena är den närmaste kontakten.",
        ),
        (KFV,),
        owners=OWNERS["west"],
        financiers="Samordningsförbundet RAR",
        period=("2014-03-01", "2016-02-28"),
    ),
    ProjectText(
        "processtod-norra",
        "Processtöd för Eskilstuna och Strängnäs",
        "En heltidstjänst, knuten till de två lokala samverkansgrupperna i norra länsdelen.",
        (
            "Processtödet anställs av Eskilstuna kommun, Arbetsmarknads- och Familjeförvaltningen. RAR är finansiär "
            "och LSG är projektägare. Båda grupperna ger uppdrag och samordnar dem.",
        ),
        (NORTH,),
        owners=OWNERS["north"],
        financiers="Samordningsförbundet RAR",
        period=("2014-07-01", "2016-06-30"),
    ),
    ProjectText(
        "processledare-sodra",
        "Processledare för södra länsdelen",
        "En heltidstjänst för de lokala samverkansgrupperna i Gnesta, Nyköping, Oxelösund och Trosa.",
        (
            "Processledaren är finansierad och anställd av RAR. Uppdraget har tre delar: administrativt stöd, "
            "inhämtning och spridning av kunskap, och stöd för utveckling.",
            "Tjänsten är på heltid sedan oktober 2016. Under första halvåret 2017 var uppdragsgivarna LSG "
            "Gnesta-Trosa, LSG Oxelösund, LSG Nyköping och LSG Nyköping-Oxelösund, och tyngdpunkten flyttades från "
            "administration till stöd för utveckling.",
        ),
        (GNOT, SOUTH),
        owners=(*OWNERS["gnesta_trosa"], *OWNERS["south_2016"]),
        financiers="Samordningsförbundet RAR",
        period=("2016-07-01", "2018-06-30"),
    ),
)
