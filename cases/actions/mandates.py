"""Who may act in a case, by the rules that the pages ask too, so that no button leads to a refusal."""

from collections.abc import Iterable
from datetime import date

from cases.errors import CaseError
from cases.models import Assignment, Case, Recusal
from cases.permissions import is_applicant, keeps_meetings
from cases.queries.acting import Acting, acting
from people.models import User
from people.queries.mandates import Standing, standing


def can_act_for_applicants(found: Standing, case: Case) -> bool:
    """The writer, and the chairs and process leaders of the applying groups."""
    return is_applicant(case, found, frozenset(case.case_groups.values_list("body_id", flat=True)))


def must_hold(assignment: Assignment, by: User, *, on: date, recusals: Iterable[Recusal] | None = None) -> Acting:
    """The person may answer the turn on the day: they hold the role, are not recused, and no colleague has it."""
    asked = acting([assignment], on=on, recusals=recusals)[assignment.pk]
    if asked.has(by.pk):
        return asked
    if by.pk in asked.recused:
        raise CaseError("you_are_recused")
    if asked.is_able(by.pk):
        raise CaseError("somebody_has_it", person=asked.having[0].user.name)
    raise CaseError("no_mandate", body=assignment.body.name)


def must_be_able(assignment: Assignment, by: User, *, on: date) -> Acting:
    """The person holds the role and is not recused, whoever has the turn."""
    asked = who_acts(assignment, on=on)
    if by.pk in asked.recused:
        raise CaseError("you_are_recused")
    if not asked.is_able(by.pk):
        raise CaseError("no_mandate", body=assignment.body.name)
    return asked


def must_keep_minutes(
    assignment: Assignment, by: User, *, on: date, recusals: Iterable[Recusal] | None = None
) -> Acting:
    """The person keeps the meetings of the body that is asked, and is not recused in the case."""
    asked = acting([assignment], on=on, recusals=recusals)[assignment.pk]
    if by.pk in asked.recused:
        raise CaseError("you_are_recused")
    if not keeps_meetings(standing(by, on=on), assignment.body_id):
        raise CaseError("not_the_keeper")
    return asked


def must_record_agreement(
    assignment: Assignment, by: User, *, on: date, recusals: Iterable[Recusal] | None = None
) -> Acting:
    """The person is of the office, whatever their role in it, and is not recused in the case."""
    must_be_association(by, on=on)
    asked = acting([assignment], on=on, recusals=recusals)[assignment.pk]
    if by.pk in asked.recused:
        raise CaseError("you_are_recused")
    return asked


def who_acts(assignment: Assignment, *, on: date) -> Acting:
    return acting([assignment], on=on)[assignment.pk]


def must_apply(case: Case, by: User, *, on: date) -> None:
    if not can_act_for_applicants(standing(by, on=on), case):
        raise CaseError("not_the_applicant")


def must_be_association(by: User, *, on: date) -> None:
    """The office acts for the association in what is no stage of a case; an administrator may too."""
    if not standing(by, on=on).is_office:
        raise CaseError("not_the_association")
