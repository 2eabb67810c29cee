"""Status reports and activity plans that wait for somebody."""

from datetime import date, timedelta

from cms.demo import examples
from cms.demo.examples import NORTH, WEST
from cms.demo.telling import Teller

from .steps import groups_answer, latest_half, next_half


def report_of_the_north(tell: Teller, today: date, sent: date) -> None:
    """Waits for the registrar."""
    half, first, last = latest_half(today)
    answers = examples.northern_report(f"Lägesrapport processledare norra länsdelen, {half}", first, last)
    case = tell.send_in("today/report-north", "lagesrapport", answers, "processledare.norra", sent)
    if case is not None:
        groups_answer(tell, case, NORTH, today - timedelta(days=21), "godkanner")


def report_of_the_south(tell: Teller, today: date, sent: date) -> None:
    """Waits for two of four groups."""
    half, first, last = latest_half(today)
    answers = examples.southern_report(f"Lägesrapport processledare LSG södra Sörmland, {half}", first, last)
    case = tell.send_in("today/report-south", "lagesrapport", answers, "processledare.sodra", sent)
    if case is not None:
        groups = ["lsg-gnesta-trosa", "lsg-nykoping-oxelosund"]
        groups_answer(tell, case, groups, today - timedelta(days=5), "godkanner")


def plan_of_the_west(tell: Teller, today: date, sent: date) -> None:
    """Waits for the office."""
    half, first, last = next_half(today)
    title = f"Aktivitetsplan för LSG Katrineholm/Vingåker samt Flen, {half}"
    answers = examples.activity_plan("plan-west", title, WEST, first, last)
    case = tell.send_in("today/plan-west", "aktivitetsplan", answers, "processledare.vastra", sent)
    if case is not None:
        groups_answer(tell, case, WEST, today - timedelta(days=6), "antar")


def plan_of_the_south(tell: Teller, today: date, sent: date) -> None:
    """Waits for two of four groups."""
    half, first, last = next_half(today)
    answers = examples.southern_plan(f"Aktivitetsplan för LSG i södra länsdelen, {half}", first, last)
    case = tell.send_in("today/plan-south", "aktivitetsplan", answers, "processledare.sodra", sent)
    if case is not None:
        groups_answer(tell, case, ["lsg-nykoping", "lsg-oxelosund"], today - timedelta(days=4), "antar")


def plan_of_the_north(tell: Teller, today: date, sent: date) -> None:
    """Waits for LSG Eskilstuna."""
    half, first, last = next_half(today)
    title = f"Aktivitetsplan för LSG Eskilstuna och Strängnäs, {half}"
    answers = examples.activity_plan("plan-north", title, NORTH, first, last)
    case = tell.send_in("today/plan-north", "aktivitetsplan", answers, "processledare.norra", sent)
    if case is not None:
        groups_answer(tell, case, ["lsg-strangnas"], today - timedelta(days=2), "antar")
