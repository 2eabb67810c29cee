"""Who may act in a case. The rules that the views ask too, so that no button leads to a refusal."""

from datetime import date

from cases.errors import CaseError
from cases.models import Assignment, Case
from people.models import BodyKind, Role, User
from people.queries.mandates import Standing, standing

APPLYING_ROLES = (Role.CHAIR, Role.PROCESS_LEADER)


def can_answer(found: Standing, assignment: Assignment) -> bool:
    """Whether the person holds the role that is asked, in the body that is asked. Deputies count.

    Where the office is asked, whoever holds the role in an office valid on the day may answer.
    """
    if found.holds(assignment.body_id, assignment.role):
        return True
    return assignment.body.kind == BodyKind.OFFICE and any(
        found.kinds[body_id] == BodyKind.OFFICE for body_id in found.bodies_as(assignment.role)
    )


def can_act_for_applicants(found: Standing, case: Case) -> bool:
    """The writer, and the chairs and process leaders of the applying groups."""
    if found.user_id is None:
        return False
    if case.submission.created_by_id == found.user_id:
        return True
    return case.case_groups.filter(body__in=found.bodies_as(*APPLYING_ROLES)).exists()


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
