"""Who may act in a case, by the rules that the pages ask too, so that no button leads to a refusal."""

from datetime import date

from cases.errors import CaseError
from cases.models import Assignment, Case
from cases.permissions import can_answer, is_applicant
from people.models import User
from people.queries.mandates import Standing, standing


def can_act_for_applicants(found: Standing, case: Case) -> bool:
    """The writer, and the chairs and process leaders of the applying groups."""
    return is_applicant(case, found, frozenset(case.case_groups.values_list("body_id", flat=True)))


def must_hold(assignment: Assignment, by: User, *, on: date) -> None:
    if not can_answer(standing(by, on=on), assignment):
        raise CaseError("no_mandate", body=assignment.body.name)


def must_apply(case: Case, by: User, *, on: date) -> None:
    if not can_act_for_applicants(standing(by, on=on), case):
        raise CaseError("not_the_applicant")


def must_be_association(by: User, *, on: date) -> None:
    """The office acts for the association in what is no stage of a case; an administrator may too."""
    if not standing(by, on=on).is_office:
        raise CaseError("not_the_association")
