"""What the start page and the other pages of the site itself say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    title: str
    introduction: str
    paragraphs: tuple[str, ...]


# The number is made up: it has the form of a coordination association's, and belongs to none.
ORGANISATION_NUMBER = "222000-0000"
ASSOCIATION = {
    "short_name": "RAR i Sörmland",
    "name": "Samordningsförbundet RAR i Sörmland",
    "organisation_number": ORGANISATION_NUMBER,
}

HOME = Text(
    "Samverka",
    "De lokala samverkansgrupperna i Sörmland driver, förankrar och utvecklar det lokala samverkansarbetet. Här "
    "ansöker de om medel från Samordningsförbundet RAR och berättar vad de gör tillsammans.",
    (
        "Målet är bättre stöd till människor som behöver samordnade insatser från kommunerna, regionen, "
        "Arbetsförmedlingen och Försäkringskassan.",
    ),
)

ABOUT = Text(
    "Om samordningsförbundet",
    "Samordningsförbundet RAR i Sörmland finansierar samverkan mellan kommunerna, regionen, Arbetsförmedlingen och "
    "Försäkringskassan.",
    (
        "En lokal samverkansgrupp (LSG) driver, förankrar och utvecklar samverkan i sin del av länet. Gruppen är ofta "
        "projektägare och styrgrupp för projekt som finansieras av förbundet, av Europeiska socialfonden (ESF) eller "
        "av någon annan.",
        "Så behandlas en ansökan:\n- En eller flera grupper skriver ansökan tillsammans, och varje grupps ordförande "
        "svarar för sin grupp.\n- Kansliet registrerar ansökan och ser till att den är komplett.\n- Beredningsgruppen "
        "yttrar sig.\n- Förbundschefen lämnar ett förslag till beslut.\n- Styrelsen beslutar.",
        "Processledaren, som också kallas processtöd, förbereder gruppernas möten, följer upp det som har bestämts och "
        "rapporterar till förbundet varje halvår.",
        "Den här webbplatsen är en demonstration. Texterna om grupper, planer och insatser kommer ur fem verkliga "
        "handlingar från 2013–2017 och beskriver läget då. Under varje text står vilken handling den kommer ur.",
    ),
)

ACCESSIBILITY = Text(
    "Tillgänglighet",
    "Samordningsförbundet RAR i Sörmland vill att alla ska kunna använda webbplatsen.",
    (
        "Vi känner inte till några brister som stänger någon ute. Hittar du något som inte fungerar för dig vill vi "
        "veta det.",
        "Redigeringsverktyget under /admin/ kommer från någon annan. Det är inte fullt ut översatt till svenska, och "
        "delar av det är svåra att använda med enbart tangentbord.",
    ),
)

GROUPS_INTRODUCTION = (
    "Grupperna har ändrats med tiden: några har gått ihop, och i södra länsdelen finns grupper som täcker samma "
    "kommuner."
)
PLANS_INTRODUCTION = (
    "Inriktningsplaner, verksamhetsplaner och aktivitetsplaner, som de nämns eller står i handlingarna."
)
PROJECTS_INTRODUCTION = (
    "Insatser och projekt som grupperna äger, styr eller vill starta, enligt handlingarna 2013–2017."
)
