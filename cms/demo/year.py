"""This year of the groups: planning days held, a seminar, chairs for next year, things ticked by hand, some late.

Not in the documents: the days are set so that the year has something to show of everything. What lies ahead of
today is left out, so that early in a year less is done.
"""

import contextlib
from datetime import date, datetime

from cases.actions.adjust_meeting import adjust_meeting
from cases.actions.arrange_agenda import add_point
from cases.actions.hold_meeting import hold_meeting
from cases.actions.mark_year import mark_happening
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.actions.settle_point import settle_point
from cases.errors import CaseError
from cases.models import Case, Happening, HappeningMark, Meeting
from home.actions.publish_report import publish_report
from people.actions.decide_term import decide_term
from people.models import ChairTurn, Party

from .telling import Teller, at, uuid_of

PLANNING_DAYS = {
    "lsg-eskilstuna": ((2, 12), "processledare.norra"),
    "lsg-strangnas": ((3, 5), "processledare.norra"),
    "lsg-flen": ((4, 16), "processledare.vastra"),
    "lsg-nykoping": ((5, 20), "processledare.sodra"),
    "lsg-oxelosund": ((5, 27), "processledare.sodra"),
}
SEMINAR = (9, 24)
# Groups that have decided who has the chair next year; the first of them also the year after.
ORDER = {
    "lsg-eskilstuna": ("eskilstuna-kommun", "forsakringskassan"),
    "lsg-strangnas": ("arbetsformedlingen",),
    "lsg-nykoping": ("region-sormland", "nykopings-kommun"),
}
# Happening, half (0 for the first), the day that it is said to be done, and the groups.
NORTH = ("lsg-eskilstuna", "lsg-strangnas")
SOUTH = ("lsg-gnesta-trosa", "lsg-nykoping", "lsg-oxelosund", "lsg-nykoping-oxelosund")
LEADERS = dict.fromkeys(NORTH, "processledare.norra") | dict.fromkeys(SOUTH, "processledare.sodra")
LEADERS |= dict.fromkeys(("lsg-flen", "lsg-katrineholm-vingaker"), "processledare.vastra")


def tell_year(tell: Teller, today: date) -> None:
    """Once: where somebody has ticked anything already, the year is left as it stands."""
    if HappeningMark.objects.exists():
        return
    # What was before this year was kept elsewhere, and is not late here.
    Happening.objects.update(since=date(today.year, 1, 1))
    _planning_days(tell, today)
    _seminar(tell, today)
    _order_of_chairs(tell, today)
    _ticks(tell, today)


def _planning_days(tell: Teller, today: date) -> None:
    for key, ((month, number), by) in PLANNING_DAYS.items():
        day = date(today.year, month, number)
        if day > today:
            continue
        meeting = _held(tell, key, by, at(day), Meeting.Kind.PLANNING_DAY, f"Inriktningsplan för {day.year}")
        adjust_meeting(meeting, by=tell.users[by], at=at(day, 16))


def _seminar(tell: Teller, today: date) -> None:
    day = date(today.year, *SEMINAR)
    if day <= today:
        _held(
            tell, "kansliet", "forbundschef", at(day), Meeting.Kind.SEMINAR, "Processledarnas gemensamma presentation"
        )


def _held(tell: Teller, key: str, by: str, starts: datetime, kind: str, title: str) -> Meeting:
    keeper = tell.users[by]
    meeting = plan_meeting(tell.bodies[key], Planned(starts, place="Nyköping", kind=kind), by=keeper, at=starts)
    item = add_point(meeting, title, by=keeper, at=starts)
    hold_meeting(meeting, by=keeper, at=starts)
    settle_point(item, by=keeper, notes="Gicks igenom.", decision="Gruppen ställer sig bakom förslaget.", at=starts)
    return meeting


def _order_of_chairs(tell: Teller, today: date) -> None:
    parties = Party.objects.in_bulk(field_name="key")
    for key, order in ORDER.items():
        for ahead, party in enumerate(order, start=1):
            first, last = date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
            if not ChairTurn.objects.filter(body=tell.bodies[key], valid_from=first).exists():
                decide_term(tell.bodies[key], first, last, by=tell.users[LEADERS[key]], party=parties[party])


def _ticks(tell: Teller, today: date) -> None:
    """Half-years are ticked by the first day of what they are about."""
    year = today.year
    planned = [key for key, ((month, number), _) in PLANNING_DAYS.items() if date(year, month, number) <= today]
    paper = "Kom in på papper till kansliet"
    for key in (*NORTH, *SOUTH):
        _tick(tell, "lagesrapport", key, date(year - 1, 7, 1), date(year, 1, 28), today, paper)
    for key in (*NORTH, *SOUTH[1:], "lsg-katrineholm-vingaker"):
        _tick(tell, "aktivitetsplan", key, date(year, 7, 1), date(year, 6, 11), today, paper)
    for key in planned[:4]:
        _tick(tell, "inriktningsplan", key, date(year, 1, 1), date(year, 6, 18), today, "Beslutad vid planeringsdagen")
    note = "Ingår i planeringsdagen för LSG Nyköping"
    _tick(
        tell, "planeringsdag", "lsg-nykoping-oxelosund", date(year, 1, 1), date(year, 5, 20), today, note, "not_needed"
    )


def _tick(
    tell: Teller, happening: str, key: str, span_from: date, on: date, today: date, note: str, state: str = "done"
) -> None:
    if on > today:
        return
    by, one = tell.users[LEADERS[key]], Happening.objects.get(key=happening)
    mark_happening(one, tell.bodies[key], span_from, state=state, by=by, done_on=on, note=note, at=at(on, 15))


def publish_report_of_2017(tell: Teller) -> None:
    """S1 as everybody reads it, on its groups' pages; once."""
    case = Case.objects.select_related("submission__version__form", "route_version").get(
        submission__uuid=uuid_of("sodra-2017")
    )
    with contextlib.suppress(CaseError):
        publish_report(case, by=tell.users["registrator"])
