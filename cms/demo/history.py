"""The cases that the documents tell of, with the days that they give.

From the documents: the date of S3 (2014-02-19) and of S4 (2014-06-27), the day that LSG Katrineholm/Vingåker met
(2014-03-24, after which nothing is dated here), the amounts, the periods, the obligations and their days, and that
the board had set money aside for process support before the groups applied. Not in the documents, and set so
that the cases can run their way: who answered when, the days of the decisions, the agreement and who signed it, and the
supplement to S3, where the office asks about the sum that its paper gets wrong.
"""

from datetime import date
from decimal import Decimal

from cases.domain.following_up import Span
from cases.models import Case
from cases.queries.report_material import material

from .agreeing import KATRINEHOLM, NYKOPING, agree
from .answers import eskilstuna_strangnas_2014, gnot_2016, kfv_2014, processtod_2013, sodra_2017
from .changing import south_calls_off, west_began_late
from .money import set_aside_in_2013
from .proposing import propose
from .telling import Teller, at

KFV = ("lsg-katrineholm-vingaker", "lsg-flen")
NORTH = ("lsg-eskilstuna", "lsg-strangnas")
GNOT = ("lsg-gnesta", "lsg-nykoping", "lsg-oxelosund", "lsg-trosa")
SOUTH_2017 = ("lsg-gnesta-trosa", "lsg-oxelosund", "lsg-nykoping", "lsg-nykoping-oxelosund")


def tell_history(tell: Teller) -> None:
    _board_paper_2013(tell)
    _kfv_2014(tell)
    west_began_late(tell)
    _eskilstuna_strangnas_2014(tell)
    _gnot_2016(tell)
    south_calls_off(tell)
    _status_report_2017(tell)


def _board_paper_2013(tell: Teller) -> None:
    """S2: the board sets 2 295 000 kr aside for process support."""
    case = tell.send_in(
        "processtod-2013", "beslutsunderlag", processtod_2013.ANSWERS, "forbundschef", date(2013, 11, 11)
    )
    if case is None:
        return
    tell.answer(case, "kansliet", "lamnar", by="forbundschef", at=at(date(2013, 11, 12)))
    tell.decide(
        case,
        "bifall",
        by="styrelsen",
        on=date(2013, 11, 29),
        text="Styrelsen beslutar att anslå 2 295 tkr för finansiering av processtöd till de Lokala "
        "Samverkansgrupperna samt att uppdra till förbundschefen att teckna avtal med respektive LSG om genomförandet.",
        amounts={2014: Decimal(2_295_000)},
    )
    set_aside_in_2013(tell)


def _kfv_2014(tell: Teller) -> None:
    """S3: the office asks about the sum for 2015; the groups answer that the lines hold."""
    case = tell.send_in(
        "kfv-2014",
        "ansokan",
        kfv_2014.ANSWERS,
        "ordforande.katrineholm-vingaker",
        date(2014, 2, 19),
    )
    if case is None:
        return
    for group, local, day in zip(KFV, ("katrineholm-vingaker", "flen"), (24, 26), strict=True):
        tell.answer(case, group, "tillstyrker", by=f"ordforande.{local}", at=at(date(2014, 2, day)))
    tell.ask_for_supplement(
        case,
        "kansliet",
        ["budget"],
        "Summan för 2015 är 764 000 kr i ansökan, men raderna ger 765 000 kr. Vilket gäller?",
        by="handlaggare",
        at=at(date(2014, 2, 28)),
        due_on=date(2014, 3, 10),
    )
    tell.answer_supplement(
        case,
        {
            "budgetkommentar": "Raderna gäller: summan för 2015 är 765 000 kr och hela perioden 1 548 000 kr.",
        },
        by="ordforande.flen",
        at=at(date(2014, 3, 4)),
    )
    _decide_application(
        tell, case, days=(date(2014, 3, 5), date(2014, 3, 12), date(2014, 3, 17), date(2014, 3, 20)), amounts=_KFV
    )
    agree(tell, case, KATRINEHOLM, (date(2014, 4, 7), date(2014, 4, 9), date(2014, 4, 23)))
    tell.fulfil(case, "Komplettera", by="processledare.vastra", on=date(2014, 8, 29))
    tell.fulfil(case, "Fastställa", by="processledare.vastra", on=date(2014, 12, 12))
    tell.ask_for_payment(
        case,
        2014,
        {"Lön, juli–oktober": 300_000, "Lokal, resor, telefon och dator": 25_000},
        by="processledare.vastra",
        on=date(2014, 11, 3),
        paid_on=date(2014, 11, 14),
    )
    tell.ask_for_payment(
        case,
        2014,
        {"Lön, november–december": 262_000},
        by="processledare.vastra",
        on=date(2015, 1, 12),
        paid_on=date(2015, 1, 23),
    )
    tell.report_outcome(
        case,
        2014,
        {
            "Lön": (562_000, "Exempel för demonstration: tjänsten tillsattes en månad senare."),
            "Resor": (4_000, "Exempel för demonstration: flera möten hölls på distans."),
        },
        by="processledare.vastra",
        on=date(2015, 1, 30),
    )


_KFV = {2014: Decimal(650_000), 2015: Decimal(765_000), 2016: Decimal(133_000)}


def _eskilstuna_strangnas_2014(tell: Teller) -> None:
    """S4."""
    case = tell.send_in(
        "eskilstuna-strangnas-2014",
        "ansokan",
        eskilstuna_strangnas_2014.ANSWERS,
        "ordforande.eskilstuna",
        date(2014, 6, 27),
    )
    if case is None:
        return
    for group, local in zip(NORTH, ("eskilstuna", "strangnas"), strict=True):
        tell.answer(case, group, "tillstyrker", by=f"ordforande.{local}", at=at(date(2014, 6, 30)))
    _decide_application(
        tell,
        case,
        days=(date(2014, 7, 2), date(2014, 8, 20), date(2014, 8, 27), date(2014, 9, 12)),
        amounts={2014: Decimal(387_500), 2015: Decimal(770_000), 2016: Decimal(387_500)},
    )
    tell.fulfil(case, "Komplettera", by="processledare.norra", on=date(2014, 12, 15))
    tell.fulfil(case, "Fastställa", by="processledare.norra", on=date(2015, 6, 12))


def _gnot_2016(tell: Teller) -> None:
    """S0: entered in thousands; four groups, of which two were one group the year after."""
    case = tell.send_in("gnot-2016", "ansokan", gnot_2016.ANSWERS, "ordforande.nykoping", date(2016, 4, 18))
    if case is None:
        return
    for group in GNOT:
        local = group.removeprefix("lsg-")
        tell.answer(case, group, "tillstyrker", by=f"ordforande.{local}", at=at(date(2016, 4, 25)))
    _decide_application(
        tell,
        case,
        days=(date(2016, 4, 27), date(2016, 5, 11), date(2016, 5, 25), date(2016, 6, 10)),
        amounts={2016: Decimal(431_000), 2017: Decimal(859_000), 2018: Decimal(431_000)},
    )
    agree(tell, case, NYKOPING, (date(2016, 6, 14), date(2016, 6, 15), date(2016, 6, 28)))
    for what in ("Rapportera", "Utarbeta", "Genomföra"):
        tell.fulfil(case, what, by="processledare.sodra", on=date(2018, 6, 29))


def _status_report_2017(tell: Teller) -> None:
    """S1."""
    groups, span = [tell.bodies[key] for key in SOUTH_2017], Span(date(2017, 1, 1), date(2017, 6, 30))
    counted = material(groups, span, tell.users["processledare.sodra"]).sentence
    answers = sodra_2017.answers(counted)
    case = tell.send_in("sodra-2017", "lagesrapport", answers, "processledare.sodra", date(2017, 7, 3))
    if case is None:
        return
    for group in SOUTH_2017:
        local = group.removeprefix("lsg-")
        tell.answer(case, group, "godkanner", by=f"ordforande.{local}", at=at(date(2017, 7, 12)))
    tell.answer(case, "kansliet", "mottagen", by="registrator", at=at(date(2017, 8, 15)))


def _decide_application(
    tell: Teller, case: Case, *, days: tuple[date, date, date, date], amounts: dict[int, Decimal]
) -> None:
    """The way of an application after its groups: office, preparatory group, director, board."""
    complete, opinion, proposal, decision = days
    tell.answer(case, "kansliet", "komplett", by="handlaggare", at=at(complete))
    tell.answer(case, "beredningsgruppen", "tillstyrker", by="beredningsgruppen", at=at(opinion))
    propose(tell, case, proposal)
    tell.decide(
        case,
        "bifall",
        by="styrelsen",
        on=decision,
        text="Styrelsen beslutar att bevilja medel enligt ansökan samt att uppdra till förbundschefen att teckna "
        "avtal om genomförandet.",
        amounts=amounts,
        fund="processtod",
    )
