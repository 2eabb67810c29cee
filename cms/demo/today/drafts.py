"""Drafts that somebody has begun."""

from datetime import date

from cms.demo import examples
from cms.demo.answers import sodra_2017
from cms.demo.answers.writing import period
from cms.demo.examples import WEST
from cms.demo.telling import Teller

from .steps import latest_half


def ungdomens_hus(tell: Teller, today: date, sent: date) -> None:
    answers = examples.south_project(
        "ungdomens-hus",
        "Ungdomens hus",
        "lsg-nykoping-oxelosund",
        "LSG Nyköping-Oxelösund",
        sodra_2017.COMMISSIONS[2]["uppdrag"] + ".",
        today.year + 1,
    )
    kept = ("rubrik", "slag", "sokande", "arbetsgivare", "period", "bakgrund")
    tell.draft("today/ungdomens-hus", "ansokan", _only(answers, *kept), "processledare.sodra", sent)


def drivhuset(tell: Teller, today: date, sent: date) -> None:
    answers = examples.south_project(
        "drivhuset",
        "Drivhuset",
        "lsg-oxelosund",
        "LSG Oxelösund",
        sodra_2017.COMMISSIONS[4]["uppdrag"] + ".",
        today.year + 1,
    )
    kept = ("rubrik", "slag", "sokande", "period", "bakgrund", "budget")
    tell.draft("today/drivhuset", "ansokan", _only(answers, *kept), "ordforande.oxelosund", sent)


def of_flen(tell: Teller, today: date, sent: date) -> None:
    answers = {"rubrik": "Kunskapsöverföring om sociala företag till Flen", "slag": "ny", "sokande": ["lsg-flen"]}
    tell.draft("today/flen", "ansokan", answers, "ledamot.flen", sent)


def report_of_the_west(tell: Teller, today: date, sent: date) -> None:
    half, first, last = latest_half(today)
    answers = {
        "rubrik": f"Lägesrapport processledare västra länsdelen, {half}",
        "period": period(first, last),
        "uppdragsgivare": WEST,
    }
    tell.draft("today/report-west", "lagesrapport", answers, "processledare.vastra", sent)


def _only(answers: examples.Answers, *keys: str) -> examples.Answers:
    return {key: answers[key] for key in keys}
