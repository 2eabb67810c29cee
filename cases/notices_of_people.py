"""Who is told when a turn gets other people, somebody is recused, or a matter rests or is opened again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from people.domain.swedish import long_day
from people.models import Mandate, Role, User

from .domain.shipped_acts import MANDATE_BEGINS
from .letters import Letter, language_of, send, send_alone, site_url
from .models import Assignment, Case, Recusal
from .notices import about_turn, applying_people, is_news, office_people, people_asked, tell
from .queries.acting import acting
from .queries.begun import Waits

# So many are named in the letter about a mandate; the others stand in the inbox that it leads to.
MOST_WAITS = 20


def reassigned(was: Assignment, given: Assignment, *, reason: str, by: User, at: datetime) -> None:
    """To those who have the turn now, and to those who had it. `was` is the turn as it was before."""
    if not is_news(at):
        return
    on, case = timezone.localdate(at), given.case
    now = people_asked(given, on=on)
    had = people_asked(was, on=on) if was.pk != given.pk else [user for user in (was.person, was.delegate) if user]
    values = {"by": by.name, "reason": reason, **about_turn(given)}
    key = f"reassigned:{case.pk}:{case.event_count}"
    names = given.person.name if given.person else given.body.name
    before = [user for user in had if user not in now]
    send(
        [
            *(Letter(user, "reassigned", key, case, values, urgent=True) for user in now if user != by),
            *(Letter(user, "not_yours", key, case, {**values, "now": names}) for user in before if user != by),
        ]
    )


def taken_by_colleague(turn: Assignment, had: Iterable[User], *, by: User, at: datetime) -> None:
    """To who had the turn: a colleague answers it now. `turn` is as it was before."""
    if is_news(at):
        values = {"by": by.name, "now": by.name, **about_turn(turn)}
        others = [user for user in had if user.pk != by.pk]
        tell(others, "not_yours", f"taken:{turn.pk}:{turn.case.event_count}", turn.case, **values)


def delegated(turn: Assignment, *, by: User, at: datetime) -> None:
    if is_news(at) and turn.delegate is not None:
        values = {"by": by.name, "until": turn.delegated_until, **about_turn(turn)}
        key = f"delegated:{turn.pk}:{turn.case.event_count}"
        tell([turn.delegate], "delegated", key, turn.case, urgent=True, **values)


def recused(recusal: Recusal, *, by: User, at: datetime) -> None:
    """To the person, and to the office; the reason is for them alone."""
    if not is_news(at):
        return
    stage = recusal.case.route_version.parsed.stage(recusal.stage)
    people = [recusal.person, *office_people(on=timezone.localdate(at))]
    values: dict[str, Any] = {
        "by": by.name,
        "person": recusal.person.name,
        "where": f"steget {stage.title}" if stage else "hela ärendet",
        "reason": recusal.reason,
    }
    tell([user for user in people if user.pk != by.pk], "recused", f"recused:{recusal.pk}", recusal.case, **values)


def deferred(turns: Iterable[Assignment], *, at: datetime) -> None:
    """To the applicants and the office: those who have it take it up again on a day."""
    resting = [turn for turn in turns if turn.rests_until is not None]
    if not resting or not is_news(at):
        return
    on = timezone.localdate(at)
    people = [*applying_people(resting[0].case, on=on), *office_people(on=on)]
    send(
        Letter(user, "deferred", f"deferred:{turn.pk}", turn.case, {**about_turn(turn), "until": turn.rests_until})
        for turn in resting
        for user in people
    )


def back_again(turn: Assignment, *, on: date) -> None:
    """To those who may answer what rested until now, once."""
    key = f"asked:{turn.pk}:{turn.rests_until:%Y%m%d}"
    tell(people_asked(turn, on=on), "asked", key, turn.case, **about_turn(turn))


def reopened(case: Case, *, reason: str, by: User, at: datetime) -> None:
    if is_news(at):
        on = timezone.localdate(at)
        people = [user for user in (*applying_people(case, on=on), *office_people(on=on)) if user.pk != by.pk]
        tell(people, "reopened", f"reopened:{case.pk}:{case.event_count}", case, by=by.name, reason=reason)


def route_changed(case: Case, turns: list[Assignment], *, version: int, by: User, at: datetime) -> None:
    """To those who are asked now: what they may answer can be other than it was."""
    if is_news(at):
        people = [user for each in acting(turns, on=timezone.localdate(at)).values() for user in each.people]
        key = f"route_changed:{case.pk}:{case.event_count}"
        tell([user for user in people if user.pk != by.pk], "route_changed", key, case, by=by.name, version=version)


def nobody_left(case: Case, *, on: date, at: datetime) -> None:
    """To the office, once a turn: nobody holds the role that is asked, or all who do are recused."""
    if is_news(at):
        turns = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
        tell_nobody_answers(case, [each.turn for each in acting(turns, on=on).values() if not each.able], on=on)


def tell_nobody_answers(case: Case, turns: Iterable[Assignment], *, on: date) -> None:
    silent = list(turns)
    people = office_people(on=on) if silent else []
    for turn in silent:
        turn.case = case
    send(
        Letter(user, "nobody", f"nobody:{turn.pk}", case, {**about_turn(turn), "role": _role(turn)}, urgent=True)
        for turn in silent
        for user in people
    )


def _role(turn: Assignment) -> Any:
    with override("sv"):
        return str(Role(turn.role).label).lower()


def begins(mandate: Mandate) -> str:
    """What the letter about its beginning is known by; a mandate whose first day is moved begins anew."""
    return f"begins:{mandate.pk}:{mandate.valid_from:%Y%m%d}"


def mandate_begins(mandate: Mandate, waits: Sequence[Waits]) -> None:
    """To the one who has it: which role, until when, in whose place, and what waits for them and for when."""
    language = language_of(mandate.user)
    with override(language):
        role = str(mandate.get_role_display()).lower()
        if mandate.is_deputy and mandate.absence is None:
            role = gettext("%(role)s (deputy)") % {"role": role}
        left = len(waits) - MOST_WAITS
        count = ngettext("%(count)s matter", "%(count)s matters", len(waits)) % {"count": len(waits)}
        values = {
            "role": role,
            "body": mandate.body.name,
            "since": mandate.valid_from,
            "until": mandate.valid_to,
            "person": mandate.absence.user.name if mandate.absence else "",
            "count": count if waits else gettext("nothing right now"),
            "waiting": "\n".join(_line(each, language) for each in waits[:MOST_WAITS]),
            "rest": gettext("And %(count)s more.") % {"count": left} if left > 0 else "",
            "link": f"{site_url()}{reverse('cases:inbox')}",
        }
    send_alone(begins(mandate), mandate.user, MANDATE_BEGINS, values)


def _line(each: Waits, language: str) -> str:
    what = " ".join(each.what.split())[:120]
    if each.due_on is None:
        return f"{each.case}: {what}"
    day = {"day": long_day(each.due_on, language)}
    return f"{each.case}: {what}, " + gettext("no later than %(day)s") % day
