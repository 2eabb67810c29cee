"""Say that somebody is away, and who steps in."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from people import log
from people.domain.covering import Span
from people.errors import PeopleError
from people.models import Absence, Mandate, PeopleEvent, User
from people.permissions import may_change_bodies

from .give_mandate import give_mandate

LONGEST = timedelta(days=366)


@transaction.atomic
def set_absence(
    user: User,
    first_day: date,
    last_day: date,
    deputies: Mapping[int, User],
    *,
    by: User,
    on: date | None = None,
) -> Absence:
    """`deputies` says by mandate (its primary key) who steps in. They get the letters and may answer on those days.

    Raises PeopleError for days that are turned, past or overlap, and for a deputy who cannot: away too, without an
    account, the person, or (unless the office chooses) without a mandate in the body.
    """
    today = on or timezone.localdate()
    User.objects.select_for_update().get(pk=user.pk)
    _check_days(user, first_day, last_day, today)
    absence = Absence.objects.create(user=user, first_day=first_day, last_day=last_day, made_by=by)
    log.record(PeopleEvent.Kind.ABSENCE_SET, by=by, person=user, absence=absence.pk, first=first_day, last=last_day)
    mandates = {mandate.pk: mandate for mandate in mandates_between(user, first_day, last_day)}
    chosen = {pk: deputy for pk, deputy in deputies.items() if pk in mandates}
    if not chosen:
        raise PeopleError("nobody_chosen" if mandates else "no_mandate_then")
    for pk, deputy in chosen.items():
        _step_in(absence, mandates[pk], deputy, by=by)
    return absence


def mandates_between(user: User, first_day: date, last_day: date) -> list[Mandate]:
    """The person's own mandates that hold on any of the days; what they step in for themselves is not among them."""
    days = Span(first_day, last_day)
    held = Mandate.objects.filter(user=user, absence=None).select_related("body", "party").order_by("body__name", "pk")
    return [mandate for mandate in held if Span(mandate.valid_from, mandate.valid_to).meets(days)]


def _check_days(user: User, first_day: date, last_day: date, today: date) -> None:
    if last_day < first_day:
        raise PeopleError("days_turned", field="last_day")
    if last_day < today:
        raise PeopleError("in_the_past", field="last_day")
    if last_day - first_day > LONGEST:
        raise PeopleError("too_long", field="last_day")
    if _is_away(user, first_day, last_day):
        raise PeopleError("already_away", field="first_day", person=user.name)


def _is_away(user: User, first_day: date, last_day: date) -> bool:
    return Absence.objects.filter(
        user=user, cancelled_at=None, first_day__lte=last_day, last_day__gte=first_day
    ).exists()


def _step_in(absence: Absence, mandate: Mandate, deputy: User, *, by: User) -> None:
    field = f"deputy_{mandate.pk}"
    if deputy.pk == absence.user_id:
        raise PeopleError("deputy_is_oneself", field=field)
    if _is_away(deputy, absence.first_day, absence.last_day):
        raise PeopleError("deputy_is_away", field=field, person=deputy.name)
    first = max(absence.first_day, mandate.valid_from or absence.first_day)
    last = min(absence.last_day, mandate.valid_to or absence.last_day)
    held = Mandate.objects.filter(user=deputy, body=mandate.body)
    if not may_change_bodies(by) and not held.valid(first).exists():
        raise PeopleError("not_of_the_body", field=field, person=deputy.name, body=mandate.body.name)
    days = Span(first, last)
    if any(Span(one.valid_from, one.valid_to).meets(days) for one in held.filter(role=mandate.role)):
        return  # who holds the role already steps in by that
    try:
        give_mandate(
            deputy,
            mandate.body,
            mandate.role,
            by=by,
            valid_from=first,
            valid_to=last,
            is_deputy=True,
            party=mandate.party,
            absence=absence,
        )
    except PeopleError as error:
        error.field = field
        raise
