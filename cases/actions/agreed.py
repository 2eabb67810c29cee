"""What an agreement holds back until it is in force: the stage that asks for it, and the money of its decision."""

from datetime import date, datetime

from cases.domain.route import Outcome, Stage
from cases.errors import CaseError
from cases.models import Case, Decision
from cases.queries.agreements import decision_to_agree, is_agreed, money_ended_on
from cases.sentences import language_day
from people.models import User

from .cancel_agreement import cancel


def check_agreement(case: Case, stage: Stage, outcome: Outcome, text: str, *, by: User, at: datetime) -> None:
    """A yes at an agreement's stage waits for it (409); a no cancels what is drawn up, with the same reason."""
    if not stage.agreement:
        return
    if outcome.is_forward:
        decision = decision_to_agree(case)
        if decision is not None and not is_agreed(decision):
            raise CaseError("agreement_not_signed")
    elif outcome.is_refusing:
        for agreement in case.agreements.open():
            agreement.case = case
            cancel(case, agreement, reason=text or outcome.label, by=by, at=at)


def must_be_agreed(decision: Decision, *, on: date) -> None:
    """Money of a decision that needs an agreement rests until there is one, and ends with it (409).

    `on` is the day that the money is asked for: what was asked for in time is paid though the agreement has ended.
    """
    if decision.needs_agreement and not is_agreed(decision):
        raise CaseError("money_waits_for_agreement")
    ended_on = money_ended_on(decision, on)
    if ended_on is not None:
        raise CaseError("money_ended", day=language_day(ended_on))
