"""Somebody leaves: their mandates end, and what they hold passes to others."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cases.errors import CaseError
from cases.queries.leaving import Held, holdings, submissions_to_pass, turns_named
from forms.actions.pass_on import pass_to_person
from people import log
from people.actions.cancel_absence import cancel_absence
from people.actions.close_account import close_account
from people.actions.end_mandate import end_mandate
from people.actions.give_mandate import give_mandate
from people.domain.covering import Span
from people.errors import PeopleError
from people.models import Mandate, PeopleEvent, User

from .hand_over_task import pass_tasks
from .reassign import give_turn


@transaction.atomic
def let_leave(
    person: User,
    last_day: date,
    successors: Mapping[int, User],
    *,
    by: User,
    holder: User | None = None,
    closes_account: bool = False,
    accepts_gaps: bool = False,
    at: datetime | None = None,
) -> None:
    """`successors` says by mandate (its primary key) who has the role from the next day; `holder` gets what the person
    writes and has written. The account is closed after the last day: at once where it has passed, else by night.

    Raises PeopleError where a role would be held by nobody and that is not accepted, and where a successor cannot.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    person = User.objects.select_for_update().get(pk=person.pk)
    held = holdings(person, on=today, after=last_day)
    if not accepts_gaps:
        _refuse_gaps(held.mandates, successors)
    for each in held.mandates:
        _pass_role(each.mandate, successors.get(each.mandate.pk), last_day, by=by)
    for mandate in held.stand_ins:
        end_mandate(mandate, last_day, by=by)
    if holder is not None:
        _check_holder(person, holder)
        for submission in submissions_to_pass(person):
            pass_to_person(submission, holder, by=by, at=at)
    if closes_account:
        _close(person, last_day, today, by=by)
    seats = {(each.mandate.body_id, each.mandate.role): each.mandate.pk for each in held.mandates}
    following = {seat: successors[pk] for seat, pk in seats.items() if pk in successors}
    if last_day < today:
        give_turns(person, following, by=by, at=at)
        pass_tasks(person, following, holder=holder, by=by, at=at)
    log.record(
        PeopleEvent.Kind.PERSON_LEFT,
        by=by,
        person=person,
        last=last_day,
        holder=holder.pk if holder else None,
        successors=[[body, role, user.pk] for (body, role), user in following.items()],
    )


def _refuse_gaps(mandates: tuple[Held, ...], successors: Mapping[int, User]) -> None:
    for each in mandates:
        mandate = each.mandate
        if each.alone and mandate.pk not in successors:
            raise PeopleError(
                "nobody_would_hold",
                field=f"successor_{mandate.pk}",
                role=str(mandate.get_role_display()),
                body=mandate.body.name,
            )


def _pass_role(mandate: Mandate, successor: User | None, last_day: date, *, by: User) -> None:
    first = max(last_day + timedelta(days=1), mandate.valid_from or date.min)
    end_mandate(mandate, last_day, by=by)
    if successor is None:
        return
    days = Span(first, mandate.valid_to)
    held = Mandate.objects.filter(user=successor, body=mandate.body, role=mandate.role)
    if any(Span(each.valid_from, each.valid_to).meets(days) for each in held):
        return  # who holds the role already goes on holding it
    try:
        give_mandate(
            successor,
            mandate.body,
            mandate.role,
            by=by,
            valid_from=first,
            valid_to=mandate.valid_to,
            is_deputy=mandate.is_deputy,
            party=mandate.party,
        )
    except PeopleError as error:
        error.field = f"successor_{mandate.pk}"
        raise


def give_turns(
    person: User, successors: Mapping[tuple[int, str], User], *, by: User | None, at: datetime, reason: str = ""
) -> int:
    """Turns that the person had by name go to the one who has the role now; gives how many.

    Where nobody followed, the name counts no longer and the turn is for whoever holds the role.
    """
    reason = reason or gettext("%(person)s has left.") % {"person": person.name}
    given = 0
    for turn in turns_named(person).filter(person=person):
        successor = successors.get((turn.body_id, turn.role))
        if successor is None:
            continue
        try:
            give_turn(
                turn,
                by=by or successor,
                reason=reason,
                person=successor,
                at=at,
            )
            given += 1
        except CaseError:
            continue  # the case has gone on, or the successor is recused: it is for whoever holds the role
    return given


def _check_holder(person: User, holder: User) -> None:
    if holder.pk == person.pk or not holder.is_active:
        raise PeopleError("inactive", field="holder", person=holder.name)


def _close(person: User, last_day: date, today: date, *, by: User) -> None:
    person.last_day = last_day
    person.save(update_fields=["last_day"])
    for absence in person.absences.filter(cancelled_at=None, last_day__gt=last_day):
        cancel_absence(absence, by=by)
    if last_day < today:
        close_account(person, by=by)
