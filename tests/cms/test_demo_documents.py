"""The five real documents stand in the system as they are written, and what is wrong in them is pointed out."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import Appropriation, Case
from cms.demo.answers import eskilstuna_strangnas_2014, gnot_2016, kfv_2014, processtod_2013, sodra_2017
from cms.demo.definitions import FORMS, form_source
from cms.demo.telling import uuid_of
from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate

DEFINITIONS = {key: parse_definition(form_source(key)) for key in FORMS}
DOCUMENTS = {
    "kfv-2014": ("ansokan", kfv_2014.ANSWERS),
    "eskilstuna-strangnas-2014": ("ansokan", eskilstuna_strangnas_2014.ANSWERS),
    "gnot-2016": ("ansokan", gnot_2016.ANSWERS),
    "processtod-2013": ("beslutsunderlag", processtod_2013.ANSWERS),
    "sodra-2017": ("lagesrapport", sodra_2017.ANSWERS),
}


def evaluated(story):
    form, answers = DOCUMENTS[story]
    return evaluate(DEFINITIONS[form], answers)


def text_of(value):
    """Every word of an answer in one string."""
    if isinstance(value, dict):
        return "\n".join(text_of(part) for part in value.values())
    if isinstance(value, list | tuple):
        return "\n".join(text_of(part) for part in value)
    return str(value)


@pytest.mark.parametrize(
    ("story", "lines", "years", "total"),
    [
        (
            "kfv-2014",
            [
                ("Lön", 600_000, 712_000, 120_000),
                ("Lokal", 15_000, 18_000, 3_000),
                ("Resor", 10_000, 10_000, 5_000),
                ("Telefon", 10_000, 10_000, 2_000),
                ("Dator", 15_000, 15_000, 3_000),
            ],
            {2014: 650_000, 2015: 765_000, 2016: 133_000},
            1_548_000,
        ),
        (
            "eskilstuna-strangnas-2014",
            [
                ("Lön", 356_000, 712_000, 356_000),
                ("Lokal", 9_000, 18_000, 9_000),
                ("Resor", 10_000, 15_000, 10_000),
                ("Telefon", 5_000, 10_000, 5_000),
                ("Dator", 7_500, 15_000, 7_500),
            ],
            {2014: 387_500, 2015: 770_000, 2016: 387_500},
            1_545_000,
        ),
        (
            "gnot-2016",
            [
                ("Lön", 401_000, 801_000, 401_000),
                ("Lokal", 9_000, 18_000, 9_000),
                ("Resor", 8_000, 15_000, 8_000),
                ("Telefon", 5_000, 10_000, 5_000),
                ("Dator", 8_000, 15_000, 8_000),
            ],
            {2016: 431_000, 2017: 859_000, 2018: 431_000},
            1_721_000,
        ),
        (
            "processtod-2013",
            [("Lön", 712_000), ("Lokal", 18_000), ("Resor", 10_000), ("Telefon", 10_000), ("Dator", 15_000)],
            {2014: 765_000},
            765_000,
        ),
    ],
)
def test_every_figure_of_a_budget_is_the_documents(story, lines, years, total):
    budget = evaluated(story).values["budget"]

    assert [(line.label, *line.amounts.values()) for line in budget.lines] == lines
    assert dict(budget.year_totals) == years
    assert budget.grand_total == total


def test_the_sums_that_the_kfv_paper_gets_wrong_are_pointed_out_and_nothing_else():
    notices = {
        problem.path[-1]: (problem.params["true"], problem.params["printed"])
        for story in DOCUMENTS
        for problem in evaluated(story).problems
    }

    assert notices == {"2015": (765_000, 764_000), "total": (1_548_000, 1_547_000)}


def test_nothing_that_a_document_says_is_hidden_by_its_form():
    lost = {
        story: set(answers) - set(evaluate(DEFINITIONS[form], answers).answers)
        for story, (form, answers) in DOCUMENTS.items()
    }

    assert lost == {story: set() for story in DOCUMENTS}


@pytest.mark.parametrize(
    ("story", "table", "rows"),
    [
        ("kfv-2014", "aktivitetsplan", 5),
        ("kfv-2014", "tidsplan", 8),
        ("kfv-2014", "atagande", 2),
        ("eskilstuna-strangnas-2014", "aktivitetsplan", 5),
        ("eskilstuna-strangnas-2014", "tidsplan", 12),
        ("eskilstuna-strangnas-2014", "atagande", 2),
        ("gnot-2016", "atagande", 3),
        ("processtod-2013", "forslag", 2),
        ("sodra-2017", "administrativt", 3),
        ("sodra-2017", "kunskap", 14),
        ("sodra-2017", "uppdrag", 5),
        ("sodra-2017", "utveckling", 4),
        ("sodra-2017", "insatser", 4),
    ],
)
def test_every_row_of_a_document_is_there(story, table, rows):
    assert len(DOCUMENTS[story][1][table]) == rows


@pytest.mark.parametrize(
    ("story", "phrase"),
    [
        ("kfv-2014", "samordnad individuell planering bör utvecklas"),
        ("kfv-2014", "vilket behandlas på nästa möte 140324"),
        ("kfv-2014", "Coompanion 140424"),
        ("kfv-2014", "Effektivisering av det lokala samverkansarbetet, både mellan kommuner och huvudmän"),
        ("eskilstuna-strangnas-2014", "Personer med beroendeproblematik"),
        ("eskilstuna-strangnas-2014", "ANP (Arbetsgruppen Norra Psykiatrin)"),
        ("eskilstuna-strangnas-2014", "Delta i planeringsträff tillsammans med ANP den 26 september"),
        ("eskilstuna-strangnas-2014", "Regionförbundets förstudie inför socialfondens kommande programperiod"),
        ("gnot-2016", "länsprojekt IBIS, en hälsoverksamhet för invandrare"),
        ("gnot-2016", "fastställande av behov av insatser med eller utan samverkan"),
        ("gnot-2016", "i kommunerna Gnesta, Trosa, Nyköping och Oxelösund är mycket bra"),
        ("gnot-2016", "Under den aktuella perioden 2016–2019"),
        ("processtod-2013", "senast 1 ¾ år efter start"),
        ("processtod-2013", "från 300 tkr till 500 tkr i 2014 års budget"),
        ("processtod-2013", "Uppdra till förbundschefen att teckna avtal med respektive LSG"),
        ("sodra-2017", "formalisera GAF-nätverket"),
        ("sodra-2017", "nollplacerade"),
        ("sodra-2017", "turordning för ordförandeskapet"),
    ],
)
def test_the_words_of_a_document_are_kept(story, phrase):
    assert phrase in text_of(DOCUMENTS[story][1])


@pytest.mark.parametrize("story", DOCUMENTS)
def test_no_letter_of_the_machine_reading_and_no_persons_name_is_left(story):
    found = text_of(DOCUMENTS[story][1])

    assert not [sign for sign in ("é", "|", "Wiktorson", "Malmberg", " ar ", " pa ", " for ") if sign in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("story", "number", "received", "applied", "granted"),
    [
        ("processtod-2013", "RAR13-01", date(2013, 11, 11), 2_295_000, {2014: 2_295_000}),
        ("kfv-2014", "RAR14-01", date(2014, 2, 19), 1_548_000, {2014: 650_000, 2015: 765_000, 2016: 133_000}),
        (
            "eskilstuna-strangnas-2014",
            "RAR14-02",
            date(2014, 6, 27),
            1_545_000,
            {2014: 387_500, 2015: 770_000, 2016: 387_500},
        ),
        ("gnot-2016", "RAR16-01", date(2016, 4, 18), 1_721_000, {2016: 431_000, 2017: 859_000, 2018: 431_000}),
        ("sodra-2017", "RAR17-01", date(2017, 7, 3), None, {}),
    ],
)
def test_a_document_is_a_case_under_the_year_that_it_came_in(demo, story, number, received, applied, granted):
    case = Case.objects.get(submission__uuid=uuid_of(story))

    assert (case.number, case.received_at.date(), case.applied_total) == (number, received, applied)
    assert {
        amount.year: amount.by_decision for decision in case.decisions.all() for amount in decision.granted.all()
    } == granted


@pytest.mark.django_db
def test_dated_obligations_have_the_documents_days(demo):
    days = {
        story: list(Case.objects.get(submission__uuid=uuid_of(story)).obligations.values_list("due_on", flat=True))
        for story in ("kfv-2014", "eskilstuna-strangnas-2014", "gnot-2016")
    }

    assert days == {
        "kfv-2014": [date(2014, 8, 31), date(2014, 12, 15)],
        "eskilstuna-strangnas-2014": [date(2014, 12, 15), date(2015, 6, 15)],
        "gnot-2016": [None, None, None],
    }


@pytest.mark.django_db
def test_money_that_no_document_tells_of_is_marked_as_an_example(demo):
    between = Appropriation.objects.filter(year__range=(2015, 2018))
    assert [(row.year, row.note, row.decision) for row in between.order_by("year")] == [
        (year, "Exempel för demonstration", None) for year in (2015, 2016, 2017, 2018)
    ]


@pytest.mark.django_db
def test_the_appropriations_of_2014_are_the_board_papers(demo):
    found = Appropriation.objects.filter(year=2014).order_by("pk").values_list("fund__key", "amount")

    assert list(found) == [
        ("processtod", Decimal(2_295_000)),
        ("aktivitetspeng", Decimal(300_000)),
        ("aktivitetspeng", Decimal(200_000)),
    ]
