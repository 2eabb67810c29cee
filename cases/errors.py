"""What a case refuses, as one kind of error with a code, the field it concerns and an HTTP status."""

from collections.abc import Iterable, Mapping
from typing import Any

from .domain.problems import DefinitionProblem, InvalidDefinition

FORBIDDEN, CONFLICT, UNPROCESSABLE = 403, 409, 422

STATUS = {
    "no_mandate": FORBIDDEN,
    "not_the_applicant": FORBIDDEN,
    "not_the_association": FORBIDDEN,
    "you_are_recused": FORBIDDEN,
    "recused": FORBIDDEN,
    "somebody_has_it": FORBIDDEN,
    "not_opened": CONFLICT,
    "not_now": CONFLICT,
    "supplement_open": CONFLICT,
    "case_closed": CONFLICT,
    "stage_closed": CONFLICT,
    "not_asked": CONFLICT,
    "already_answered": CONFLICT,
    "already_done": CONFLICT,
    "already_opened": CONFLICT,
    "no_open_supplement": CONFLICT,
    "not_late": CONFLICT,
    "letter_has_gone": CONFLICT,
    "file_registered": CONFLICT,
    "reader_gone": CONFLICT,
    "rests": CONFLICT,
    "does_not_rest": CONFLICT,
    "already_given": CONFLICT,
    "already_asked": CONFLICT,
    "already_recused": CONFLICT,
    "not_recused": CONFLICT,
    "case_running": CONFLICT,
    "no_newer_version": CONFLICT,
    "cannot_change_route": CONFLICT,
    "case_archived": CONFLICT,
    "not_ended": CONFLICT,
    "obligations_left": CONFLICT,
    "handouts_left": CONFLICT,
    "already_closed": CONFLICT,
    "not_closed": CONFLICT,
    "already_archived": CONFLICT,
    "not_archived": CONFLICT,
    "case_disposed": CONFLICT,
    "already_marked": CONFLICT,
    "not_marked": CONFLICT,
    "handout_settled": CONFLICT,
    "not_the_director": FORBIDDEN,
    "not_due_for_disposal": CONFLICT,
    "not_the_keeper": FORBIDDEN,
    "not_your_task": FORBIDDEN,
    "not_an_adjuster": FORBIDDEN,
    "meeting_gone_on": CONFLICT,
    "meeting_changed": CONFLICT,
    "not_published": CONFLICT,
    "point_settled": CONFLICT,
    "point_not_settled": CONFLICT,
    "point_has_tasks": CONFLICT,
    "point_locked": CONFLICT,
    "recused_at_point": FORBIDDEN,
    "points_left": CONFLICT,
    "not_yet": CONFLICT,
    "already_recused_here": CONFLICT,
    "already_adjusted_by_you": CONFLICT,
    "not_your_own": FORBIDDEN,
    "nothing_granted": CONFLICT,
    "nothing_left": CONFLICT,
    "payment_settled": CONFLICT,
    "already_taken_back": CONFLICT,
    "outcome_changed": CONFLICT,
    "not_granted": CONFLICT,
    "done_by_its_form": FORBIDDEN,
    "obligation_begun": CONFLICT,
    "obligation_without_form": CONFLICT,
    "obligation_not_late": CONFLICT,
    "waits_for_the_office": CONFLICT,
    "nothing_sent": CONFLICT,
    "not_for_you": FORBIDDEN,
    "gone_on": CONFLICT,
    "not_the_keeper_of_year": FORBIDDEN,
    "not_in_the_group": FORBIDDEN,
    "not_ticked": CONFLICT,
    "report_not_approved": CONFLICT,
    "no_group_page": CONFLICT,
    "already_published": CONFLICT,
    "agreement_without_groups": CONFLICT,
    "agreement_there": CONFLICT,
    "agreement_sent": CONFLICT,
    "agreement_changed": CONFLICT,
    "agreement_of_old_decision": CONFLICT,
    "agreement_not_in_force": CONFLICT,
    "agreement_not_signed": CONFLICT,
    "agreement_settled": CONFLICT,
    "agreement_not_to_end": CONFLICT,
    "agreement_being_replaced": CONFLICT,
    "agreement_followed": CONFLICT,
    "agreement_ends": CONFLICT,
    "no_notice_given": CONFLICT,
    "money_ended": CONFLICT,
    "agreement_waits_for_nobody": CONFLICT,
    "party_does_not_sign": CONFLICT,
    "party_has_signed": CONFLICT,
    "money_waits_for_agreement": CONFLICT,
    "no_change_form": CONFLICT,
    "closed_to_changes": CONFLICT,
    "change_running": CONFLICT,
    "change_sent": CONFLICT,
    "change_made": CONFLICT,
    "amended_since": CONFLICT,
    "shortened_below_paid": CONFLICT,
    "below_claimed": CONFLICT,
}


class CaseError(Exception):
    """An act that was refused. `str()` is the reason in the reader's words and language.

    `status` is the HTTP status: 403 without the mandate, 409 when it is too late, 422 when something
    that was typed will not do; `field` then names the argument of the action that it concerns.
    """

    def __init__(self, code: str, *, field: str = "", **params: Any) -> None:
        self.code = code
        self.field = field
        self.params: Mapping[str, Any] = params
        # Not super(): next to it RouteError has a second parent, which takes other arguments.
        Exception.__init__(self, code, params)

    @property
    def status(self) -> int:
        return STATUS.get(self.code, UNPROCESSABLE)

    def __str__(self) -> str:
        from .wording import reason

        return reason(self.code, self.params)


class MoveRefused(CaseError):
    """A move that the reader may not make (`not_for_you`), or that is not open now (`gone_on`): its page's words."""

    def __init__(self, code: str, words: str) -> None:
        self.words = words
        super().__init__(code)

    def __str__(self) -> str:
        return self.words


class RouteError(CaseError, InvalidDefinition):
    """A route that cannot be published or taken in; `problems` says why, one by one."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(problems)
        CaseError.__init__(self, "route_has_problems", count=len(self.problems))
