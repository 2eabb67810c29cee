"""Another process leader for the groups of a case: the mandate from a day, and what lies with the one before."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from cases.errors import CaseError
from cases.models import Amendment, Case
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
            give_turns(before, seats, by=by, at=at, reason=_reason(person))


def lead_begins(amendment: Amendment, *, at: datetime) -> int:
    """On the day that the new process leader begins: the turns that those before them had by name; gives how many.

    Safe to repeat. A name that was chosen since is left alone where its person still holds the role.
    """
    person, first_day = amendment.person, amendment.leads_from
    if person is None or first_day is None:
        return 0
    on = timezone.localdate(at)
    groups = groups_now(amendment.case, on=on)
    seats = {(group.pk, Role.PROCESS_LEADER.value): person for group in groups}
    role = Mandate.objects.filter(body__in=groups, role=Role.PROCESS_LEADER, is_deputy=False)
    if not role.valid(on).filter(user=person).exists():
        return 0  # it was decided otherwise in the meantime
    ended = role.filter(valid_to__gte=first_day - timedelta(days=1), valid_to__lt=on).exclude(user=person)
    before = User.objects.filter(pk__in=ended.values("user")).exclude(pk__in=role.valid(on).values("user"))
    return sum(give_turns(each, seats, by=amendment.by, at=at, reason=_reason(person)) for each in before)


def _reason(person: User) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("%(name)s is process leader now.") % {"name": person.name}


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
