"""Mandates that have begun lately, and what waits for whoever has one."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.permissions import SPEAKS_FOR_GROUP
from people.domain.following import predecessors
from people.models import Mandate
from people.queries.mandates import Standing
from people.queries.successions import followings

from .stages import stage_names
from .waiting import my_obligations, my_supplements, my_turns

# A night that was missed is made up for; what began before that is no news.
BACK = timedelta(days=14)
DAY = timedelta(days=1)


def begun_lately(on: date) -> list[Mandate]:
    """Those that hold today and began within the last days; what only goes on from a mandate before is no beginning."""
    rows = Mandate.objects.valid(on).filter(valid_from__gt=on - BACK, user__is_active=True)
    begun = list(rows.select_related("user", "body", "absence__user").order_by("pk"))
    before = Mandate.objects.filter(user__in={each.user_id for each in begun}, valid_to__isnull=False)
    ended = set(before.values_list("user", "body", "role", "valid_to"))
    return [
        each
        for each in begun
        if each.valid_from and (each.user_id, each.body_id, each.role, each.valid_from - DAY) not in ended
    ]


@dataclass(frozen=True)
class Waits:
    """One thing that waits: the case's number and title, what is to be done, and until when."""

    case: str
    what: str
    due_on: date | None


def waits_by(mandate: Mandate, *, on: date) -> list[Waits]:
    """What waits for the one who has the mandate because of it, the earliest first; what has no day comes last."""
    seat = _alone(mandate, on)
    names = stage_names()
    found = [
        Waits(str(turn.case), names.full.get((turn.case.route_version_id, turn.stage), turn.stage), turn.due_on)
        for turn in my_turns(seat)
    ]
    if mandate.role in SPEAKS_FOR_GROUP:
        found += [Waits(str(each.case), each.question, each.due_on) for each in _of_groups(my_supplements(seat), seat)]
        owed = my_obligations(seat, names, on=on)
        found += [Waits(str(each.case), each.title, each.due_on) for each in _of_groups(owed, seat)]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.case))


def _of_groups(rows, seat: Standing):
    """What the groups owe, less what the person has written themselves and knew of before."""
    return rows.filter(case__case_groups__body__in=seat.body_ids).distinct()


def _alone(mandate: Mandate, on: date) -> Standing:
    """The person as if this were their only mandate, with what its body does for those that it follows."""
    before = predecessors([mandate.body_id], followings(), on)
    bodies = {mandate.body_id, *before}
    return Standing(
        user_id=mandate.user_id,
        on=on,
        seats=frozenset((body, mandate.role) for body in bodies),
        kinds=dict.fromkeys(bodies, mandate.body.kind),
        keys={mandate.body_id: mandate.body.key},
    )
