"""Who is told of what a group's year asks for: one letter to each person for each last day."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.functional import lazy

from people.models import BodyKind, Mandate, Role, User

from .domain import shipped_year as letters
from .letters import send_alone, site_url
from .models import Happening
from .notices import OFFICE_ROLES
from .queries.year import Entry, people_of
from .year_wording import period_in_words


def remind_of_years(entries: Iterable[Entry], *, key: str, late: bool, on: date) -> int:
    """Those who see to it in each group; `key` makes each letter one. Gives to how many."""
    rows = list(entries)
    if not rows:
        return 0
    seats = people_of({entry.body.pk for entry in rows}, on=on)
    office = _office(on) if any(_is_of_office(entry) for entry in rows) else []
    told: dict[int, tuple[User, list[Entry]]] = {}
    for entry in rows:
        for person in office if _is_of_office(entry) else _seeing_to(entry, seats):
            mine = told.setdefault(person.pk, (person, []))[1]
            if entry not in mine:
                mine.append(entry)
    template = letters.YEAR_LATE if late else letters.YEAR_SOON
    for person, mine in told.values():
        values = {"deadline": mine[0].occasion.due_on, "list": lazy(_listed, str)(mine), "page": _page(mine)}
        send_alone(f"{key}:{person.pk}", person, template, values, gathers=True, urgent=late)
    return len(told)


def _seeing_to(entry: Entry, seats: Iterable[Mandate]) -> list[User]:
    """Whoever holds the role, deputies too; where nobody does, everybody who keeps the group's year."""
    own = [seat for seat in seats if seat.body_id == entry.body.pk]
    return [seat.user for seat in own if seat.role == entry.happening.done_by] or [seat.user for seat in own]


def _is_of_office(entry: Entry) -> bool:
    return entry.happening.done_by == Happening.DoneBy.OFFICE


def _office(on: date) -> list[User]:
    seats = Mandate.objects.valid(on).filter(
        body__kind=BodyKind.OFFICE, role__in=(*OFFICE_ROLES, Role.DIRECTOR), user__is_active=True
    )
    return list(dict.fromkeys(seat.user for seat in seats.select_related("user").order_by("user__name", "pk")))


def _listed(entries: Iterable[Entry]) -> str:
    """Said when the letter is written, in its reader's language."""
    return "\n".join(
        f"{entry.body.name}: {entry.happening.name} ({period_in_words(entry.occasion.span)})" for entry in entries
    )


def _page(entries: list[Entry]) -> str:
    bodies = {entry.body.key for entry in entries}
    year = entries[0].occasion.due_on.year
    if len(bodies) == 1:
        return f"{site_url()}{reverse('cases:group_year', args=[year, bodies.pop()])}"
    return f"{site_url()}{reverse('cases:years', args=[year])}"
