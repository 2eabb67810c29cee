"""Answers for this year's work, made from the real documents: the same words and figures, other years.

They are examples, and say so under “Ansökan” or in their comment. Where a document gives no figures for a thing,
a whole or half year of process support stands in its place.
"""

from typing import Any

from .answers import eskilstuna_strangnas_2014, gnot_2016, kfv_2014, processtod_2013, sodra_2017
from .answers.writing import LINES, activities, budget, period, rows

Answers = dict[str, Any]

EXAMPLE = "Exempel för demonstration. Texten och beloppen är hämtade ur {source}; åren är flyttade."
WEST = ["lsg-katrineholm-vingaker", "lsg-flen"]
NORTH = ["lsg-eskilstuna", "lsg-strangnas"]
SOUTH = ["lsg-gnesta-trosa", "lsg-nykoping", "lsg-oxelosund", "lsg-nykoping-oxelosund"]
FROM_KFV = "förslaget om processtöd för LSG Katrineholm/Vingåker samt Flen 2014"
FROM_NORTH = "förslaget om processtöd för LSG Eskilstuna och Strängnäs 2014"
FROM_GNOT = "ansökan från LSG GNOT 2016"
FROM_SOUTH = "lägesrapporten för södra Sörmland 2017"

# A year or part of a year of process support, by the document that has it.
FULL_YEAR = (712_000, 18_000, 10_000, 10_000, 15_000)
FULL_YEAR_NORTH = (712_000, 18_000, 15_000, 10_000, 15_000)
HALF_YEAR_NORTH = (356_000, 9_000, 10_000, 5_000, 7_500)
TWO_MONTHS = (120_000, 3_000, 5_000, 2_000, 3_000)
FULL_YEAR_SOUTH = (801_000, 18_000, 15_000, 10_000, 15_000)
HALF_YEAR_SOUTH = (401_000, 9_000, 8_000, 5_000, 8_000)


def costs(story: str, years: dict[int, tuple[int, ...]], unit: str = "kr") -> Answers:
    """A budget of these amounts, in the order of the lines, for each year."""
    amounts = {key: {year: figures[place] for year, figures in years.items()} for place, key in enumerate(LINES)}
    return budget(f"{story}/budget", amounts, unit=unit, measures={"lokal": "15 kvm"})


def undated(schedule: list[Answers]) -> list[Answers]:
    return [row for row in schedule if "datum" not in row]


def promises(story: str, *items: tuple[str, str | None]) -> list[Answers]:
    return rows(f"{story}/atagande", [{"vad": what} | ({"senast": day} if day else {}) for what, day in items])


def continued_west(year: int) -> Answers:
    return {
        **_from(kfv_2014.ANSWERS, FROM_KFV),
        "rubrik": f"Fortsatt processtöd {year}–{year + 1} för LSG Katrineholm/Vingåker samt Flen",
        "slag": "fortsattning",
        "period": period(f"{year}-01-01", f"{year + 1}-12-31"),
        "budget": costs("vastra", {year: FULL_YEAR, year + 1: FULL_YEAR}),
        "tidsplan": undated(kfv_2014.SCHEDULE),
        "tidsplan_period": period(f"{year}-01-01", f"{year}-06-30"),
        "atagande": promises(
            "vastra",
            ("Komplettera med reviderad aktivitetsplan och mätbara mål", f"{year}-08-31"),
            (f"Fastställa aktivitetsplan för {year + 1}", f"{year}-12-15"),
        ),
    }


def granted_west(year: int, today: str, soon: str) -> Answers:
    return {
        **_from(kfv_2014.ANSWERS, FROM_KFV),
        "rubrik": f"Processtöd {year} för LSG Katrineholm/Vingåker samt Flen",
        "slag": "fortsattning",
        "period": period(f"{year}-01-01", f"{year}-12-31"),
        "budget": costs("vastra-i-ar", {year: FULL_YEAR}),
        "tidsplan": undated(kfv_2014.SCHEDULE),
        "tidsplan_period": period(f"{year}-01-01", f"{year}-06-30"),
        "atagande": promises(
            "vastra-i-ar",
            ("Lämna reviderad aktivitetsplan och mätbara mål till RAR", today),
            ("Lämna lägesrapport för halvåret", soon),
            ("Genomföra seminarium i samband med medlemsmötet", None),
        ),
    }


def prolonged_west(year: int) -> Answers:
    return {
        **_from(kfv_2014.ANSWERS, FROM_KFV),
        "rubrik": f"Förlängt processtöd till och med februari {year} för LSG Katrineholm/Vingåker samt Flen",
        "slag": "revidering",
        "period": period(f"{year}-01-01", f"{year}-02-28"),
        "budget": costs("vastra-kort", {year: TWO_MONTHS}),
        "tidsplan": [],
        "tidsplan_period": None,
        "atagande": [],
    }


def vuxentorg(year: int) -> Answers:
    paragraphs = kfv_2014.BACKGROUND.split("\n\n")
    return {
        **_from(kfv_2014.ANSWERS, FROM_KFV),
        "rubrik": f"Processtöd våren {year} för att utveckla ett vuxentorg",
        "sokande": ["lsg-katrineholm-vingaker"],
        "undertecknare": "LSG Katrineholm/Vingåker",
        "period": period(f"{year}-01-01", f"{year}-06-30"),
        "bakgrund": "\n\n".join(paragraph for paragraph in paragraphs if "vuxentorg" in paragraph),
        "budget": costs("vuxentorg", {year: HALF_YEAR_NORTH}),
        "tidsplan": [],
        "tidsplan_period": None,
        "atagande": promises("vuxentorg", ("Lämna lägesrapport", f"{year}-07-31")),
    }


def continued_north(year: int) -> Answers:
    return {
        **_from(eskilstuna_strangnas_2014.ANSWERS, FROM_NORTH),
        "rubrik": f"Fortsatt processtöd {year}–{year + 1} för LSG Eskilstuna och Strängnäs",
        "slag": "fortsattning",
        "period": period(f"{year}-01-01", f"{year + 1}-12-31"),
        "budget": costs("norra", {year: FULL_YEAR_NORTH, year + 1: FULL_YEAR_NORTH}),
        "tidsplan": undated(eskilstuna_strangnas_2014.SCHEDULE),
        "tidsplan_period": period(f"{year}-01-01", f"{year}-06-30"),
        "atagande": promises(
            "norra",
            ("Komplettera med reviderad aktivitetsplan och mätbara mål", f"{year}-06-15"),
            (f"Fastställa aktivitetsplan för {year + 1}", f"{year}-12-15"),
        ),
    }


def kur(year: int) -> Answers:
    paragraphs = eskilstuna_strangnas_2014.BACKGROUND.split("\n\n")
    return {
        **_from(eskilstuna_strangnas_2014.ANSWERS, FROM_NORTH),
        "rubrik": f"Processtöd våren {year} för KUR-projektet i norra länsdelen",
        "period": period(f"{year}-01-01", f"{year}-06-30"),
        "bakgrund": "\n\n".join([*[text for text in paragraphs if "KUR" in text], paragraphs[-1]]),
        "budget": costs("kur", {year: HALF_YEAR_NORTH}),
        "tidsplan": [],
        "tidsplan_period": None,
        "atagande": promises("kur", ("Lämna lägesrapport", f"{year}-07-31")),
    }


def continued_south(year: int) -> Answers:
    return {
        **_from(gnot_2016.ANSWERS, FROM_GNOT),
        "rubrik": f"Fortsatt processledare {year}–{year + 1} för LSG i södra länsdelen",
        "slag": "fortsattning",
        "sokande": SOUTH,
        "undertecknare": "LSG i södra länsdelen",
        "ansokan": EXAMPLE.format(source=FROM_GNOT),
        "period": period(f"{year}-01-01", f"{year + 1}-12-31"),
        "budget": costs("sodra", {year: FULL_YEAR_SOUTH, year + 1: FULL_YEAR_SOUTH}, unit="tkr"),
    }


def south_project(story: str, title: str, group: str, name: str, background: str, year: int) -> Answers:
    """Half a year of process support for something that S1 names."""
    return {
        **_from(gnot_2016.ANSWERS, f"{FROM_SOUTH} och {FROM_GNOT}"),
        "rubrik": title,
        "sokande": [group],
        "undertecknare": name,
        "bakgrund": background,
        "period": period(f"{year}-01-01", f"{year}-06-30"),
        "budget": costs(story, {year: HALF_YEAR_SOUTH}, unit="tkr"),
        "atagande": promises(story, ("Lämna lägesrapport", f"{year}-07-31")),
    }


def board_paper(year: int) -> Answers:
    return {
        **processtod_2013.ANSWERS,
        "rubrik": f"Processtöd till de lokala samverkansgrupperna {year}",
        "berorda": [*NORTH, *WEST, *SOUTH],
        "budgetperiod": period(f"{year}-01-01", f"{year}-12-31"),
        "budget": costs(f"processtod-{year}", {year: FULL_YEAR}),
        "ekonomi": f"{processtod_2013.ECONOMY.split('. ')[0]}.\n\n"
        + EXAMPLE.format(source="beslutsunderlaget om processtöd 2013"),
        "undertecknare": "Förbundschef, Samordningsförbundet RAR i Sörmland",
    }


def activity_plan(story: str, title: str, groups: list[str], first: str, last: str) -> Answers:
    source = kfv_2014 if groups == WEST else eskilstuna_strangnas_2014
    plan = [dict(row, tidsperiod=period(first, last)) for row in source.ACTIVITY_PLAN]
    return {
        "rubrik": title,
        "sokande": groups,
        "period": period(first, last),
        "aktivitetsplan": plan,
        "atagande": promises(story, ("Fastställa nästa aktivitetsplan", last)),
        "kommentar": EXAMPLE.format(source=FROM_KFV if groups == WEST else FROM_NORTH),
    }


def southern_plan(title: str, first: str, last: str) -> Answers:
    """The process leader's commission of S0 as a plan: its three areas are the goals, its points the activities."""
    areas = [part.split("\n- ") for part in gnot_2016.COMMISSION.split("\n\n")[4:]]
    plan = [
        {"aktivitet": text, "tidsperiod": period(first, last)} | ({"mal": head} if number == 0 else {})
        for head, *points in areas
        for number, text in enumerate(points)
    ]
    return {
        "rubrik": title,
        "sokande": SOUTH,
        "period": period(first, last),
        "aktivitetsplan": rows("sodra/aktivitetsplan", plan),
        "kommentar": EXAMPLE.format(source=FROM_GNOT),
    }


def southern_report(title: str, first: str, last: str) -> Answers:
    return {
        **sodra_2017.ANSWERS,
        "rubrik": title,
        "period": period(first, last),
        "uppdragsgivare": SOUTH,
        "beskrivning": EXAMPLE.format(source=FROM_SOUTH),
    }


def northern_report(title: str, first: str, last: str) -> Answers:
    done = [row["aktivitet"] for row in undated(eskilstuna_strangnas_2014.SCHEDULE)]
    return {
        "rubrik": title,
        "period": period(first, last),
        "uppdragsgivare": NORTH,
        "beskrivning": EXAMPLE.format(source=FROM_NORTH),
        "administrativt": activities("norra/administrativt", *done[:3]),
        "kunskap": activities("norra/kunskap", *done[3:5]),
        "utveckling": activities("norra/utveckling", *done[5:]),
        "roll": "Processledare norra länsdelen",
    }


def _from(answers: Answers, source: str) -> Answers:
    """The document's answers without its date and its paper's sums, marked as an example."""
    kept = {key: value for key, value in answers.items() if key != "datum"}
    return {**kept, "ansokan": EXAMPLE.format(source=source)}
