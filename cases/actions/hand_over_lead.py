"""Another process leader for the groups of a case: the mandate from a day, and what lies with the one before."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.errors import CaseError
from cases.models import Case
from cases.queries.changes import groups_now
from forms.actions.pass_on import pass_to_person
from forms.models import Submission
from people.actions.end_mandate import end_mandate
from people.actions.give_mandate import give_mandate
from people.domain.covering import Span
from people.errors import PeopleError
from people.models import Body, Mandate, Role, User

from .let_leave import give_turns


def hand_over_lead(case: Case, person: User, *, first_day: date, by: User, at: datetime) -> None:
    """In the caller's transaction. Mandates of others in the role end the day before; deputies stay.

    Turns that the one before had by name, the case's own answers and what they have begun for its groups move too.
    """
    last_day = first_day - timedelta(days=1)
    left: dict[int, User] = {}
    groups = groups_now(case, on=first_day)
    for group in groups:
        for mandate in _holding(group, first_day).exclude(user=person).select_related("user", "body"):
            left[mandate.user_id] = mandate.user
            end_mandate(mandate, last_day, by=by)
        _seat(person, group, first_day, by=by)
    seats = {(group.pk, Role.PROCESS_LEADER.value): person for group in groups}
    for before in left.values():
        for submission in _written_by(before, case, groups):
            pass_to_person(submission, person, by=by, at=at)
        if first_day <= timezone.localdate(at):
            give_turns(before, seats, by=by, at=at)


def _holding(group: Body, on: date) -> QuerySet[Mandate]:
    later = Q(valid_to=None) | Q(valid_to__gte=on)
    return Mandate.objects.filter(later, body=group, role=Role.PROCESS_LEADER, is_deputy=False, absence=None)


def _seat(person: User, group: Body, first_day: date, *, by: User) -> None:
    """Who holds the role then goes on holding it; a term that begins later begins on the day instead."""
    days = Span(first_day, None)
    own = Mandate.objects.filter(user=person, body=group, role=Role.PROCESS_LEADER)
    if not any(Span(each.valid_from, each.valid_to).meets(days) for each in own):
        try:
            give_mandate(person, group, Role.PROCESS_LEADER, by=by, valid_from=first_day)
        except PeopleError as error:
            raise CaseError("nobody_leads") from error


def _written_by(before: User, case: Case, groups: list[Body]) -> QuerySet[Submission]:
    """The case's answers and what answers its obligations, and drafts for its groups, that the person holds."""
    theirs = Q(held_by=before) | Q(held_by=None, created_by=before)
    of_case = Q(case=case) | Q(obligation__case=case) | Q(change_request__amends=case)
    drafts = Q(state=Submission.State.DRAFT, bodies__in=groups)
    return Submission.objects.filter(theirs).filter(of_case | drafts).distinct().order_by("pk")
