"""The nightly round: what a date brings. Groups that are followed, people whose last day was, accounts to close."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.models import Amendment
from people.actions.close_account import close_account
from people.models import PeopleEvent, User

from .follow_bodies import follow_bodies
from .hand_over_lead import lead_begins
from .hand_over_task import pass_tasks
from .let_leave import give_turns
from .tell_of_mandates import tell_of_mandates

# A night that was missed is made up for.
BACK = timedelta(days=14)


def keep_roles(*, at: datetime | None = None) -> dict[str, int]:
    """Safe to repeat; gives how much was done of each."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    left = _left(today)
    return {
        "followed": follow_bodies(at=at),
        "given": sum(_give_turns(event, at) for event in left),
        "passed": sum(_pass_tasks(event, at) for event in left) + _pass_tasks_of_closed(at),
        "led": sum(lead_begins(each, at=at) for each in _led(today)),
        "told": tell_of_mandates(at=at),
        "closed": sum(_close(user) for user in User.objects.filter(last_day__lt=today, is_active=True)),
    }


def _left(today: date) -> list[PeopleEvent]:
    """Those whose last day was a few days ago at most; who left before that is long settled."""
    events = PeopleEvent.objects.filter(kind=PeopleEvent.Kind.PERSON_LEFT, at__date__gt=today - timedelta(days=366))
    ended = [event for event in events.select_related("person", "actor") if event.data.get("last")]
    return [event for event in ended if today - BACK <= date.fromisoformat(event.data["last"]) < today]


def _led(today: date) -> list[Amendment]:
    """Changes of process leader whose day has come; who began long ago has had their turns."""
    begun = Amendment.objects.filter(leads_from__gt=today - BACK, leads_from__lte=today, person__is_active=True)
    return list(begun.select_related("case", "person", "by").order_by("pk"))


def _give_turns(event: PeopleEvent, at: datetime) -> int:
    if event.person is None:
        return 0
    return give_turns(event.person, _following(event), by=event.actor, at=at)


def _pass_tasks(event: PeopleEvent, at: datetime) -> int:
    if event.person is None:
        return 0
    holder = User.objects.filter(pk=event.data.get("holder")).first()
    return pass_tasks(event.person, _following(event), holder=holder, by=event.actor, at=at)


def _pass_tasks_of_closed(at: datetime) -> int:
    """What still lies with an account that is closed, however it was closed."""
    silent = User.objects.filter(is_active=False, action_items__isnull=False, action_items__done_on=None).distinct()
    return sum(pass_tasks(person, {}, by=None, at=at) for person in silent.order_by("pk"))


def _following(event: PeopleEvent) -> dict[tuple[int, str], User]:
    rows = event.data.get("successors", [])
    users = User.objects.in_bulk([user for _, _, user in rows])
    return {(body, role): users[user] for body, role, user in rows if user in users}


def _close(user: User) -> int:
    close_account(user, by=None)
    return 1
