"""Answer for a body at the stage where it was asked; at a deciding stage the answer is the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit, notices, notices_of_people
from cases.domain.amounts import is_kronor
from cases.domain.route import FORWARD, Outcome, Stage
from cases.domain.state import Answer
from cases.errors import CaseError
from cases.models import Assignment, Case, Decision, Fund, GrantedAmount
from cases.queries.agreements import needs_agreement
from cases.queries.standing_of_case import state_of
from people.models import User

from . import ledger
from .agreed import check_agreement
from .amend_case import check_granted, settle_change
from .answer_by_report import answer_by_report
from .fill_stage_form import filled_form
from .make_obligations import make_from_decision
from .mandates import must_hold, must_keep_minutes, must_record_agreement
from .moving import after, carry_out, locked, next_step
from .pay_out import pay_out
from .registering import register_answer

YEARS = range(2004, 2100)  # the Finsam law is of 2003
SETTLING = frozenset({"approve", "approve_in_part", "reject"})
# A matter that rests longer is forgotten rather than deferred.
LONGEST_REST = timedelta(days=366)


@dataclass(frozen=True)
class Decided:
    """What only a decision has."""

    decided_on: date | None = None
    paragraph: str = ""
    conditions: str = ""
    granted: Mapping[int, Decimal] = field(default_factory=dict)  # kronor by year
    fund: Fund | None = None
    # Who is recused from it.
    recused: frozenset[int] = frozenset()


@transaction.atomic
def answer_assignment(
    assignment: Assignment,
    outcome: str,
    *,
    by: User,
    text: str = "",
    decided_on: date | None = None,
    paragraph: str = "",
    conditions: str = "",
    granted: Mapping[int, Decimal] | None = None,
    fund: Fund | None = None,
    until: date | None = None,
    minuted: bool = False,
    agreed: bool = False,
    at: datetime | None = None,
) -> Assignment:
    """Give the outcome (its key) as the body's answer; the case goes where the route says.

    `text` is the reason, and at a deciding stage the text of the decision. What is deferred `until` a day
    rests until then. `minuted`: the body met and decided, and whoever keeps its minutes writes the answer in.
    `agreed`: all have signed the agreement, and whoever recorded the last signature answers with that.
    Raises CaseError: 403 without the mandate, 409 when the stage is settled or answered, 422 for what was typed.
    Asking for a supplement is an action of its own.
    """
    at = at or timezone.now()
    case = locked(assignment.case)
    # Read once: for who may answer, and for where the case stands.
    rows, recusals = list(case.assignments.select_related("body")), list(case.recusals.standing())
    assignment = next(row for row in rows if row.pk == assignment.pk)
    on = timezone.localdate(at)
    acts = (
        must_keep_minutes(assignment, by, on=on, recusals=recusals)
        if minuted
        else must_record_agreement(assignment, by, on=on, recusals=recusals)
        if agreed
        else must_hold(assignment, by, on=on, recusals=recusals)
    )
    stage, chosen = chosen_outcome(case, assignment, outcome)
    decided = Decided(decided_on, paragraph.strip(), conditions.strip(), dict(granted or {}), fund, acts.recused)
    text = text.strip()
    check_answer(stage, chosen, text, decided, on=on, change=case if case.amends_id else None)
    check_rest(until, on=on)
    check_agreement(case, stage, chosen, text, by=by, at=at)
    filled = filled_form(case, assignment, stage, chosen)

    total = sum(decided.granted.values(), Decimal(0)) if chosen.kind in SETTLING and stage.decides else None
    move = Answer(assignment.body.key, chosen.key, by.pk, on, until)
    state = state_of(case, on=on, granted=total, rows=rows, recusals=recusals)
    result = next_step(case, move, at=at, state=state, field={"defers_not": "until"})
    _save_answer(assignment, chosen.key, text, by, at)
    goes_to = case.route_version.parsed.stage(result.state.stage)
    decision = _decide(case, assignment, stage, chosen, text, decided, goes_to, by, at)
    register_answer(case, assignment, stage, chosen, decision, at=at)
    asked = carry_out(case, result, at=at)
    data: dict[str, Any] = {**answered(assignment), **filled, "after": after(result)}
    if until is not None:
        data["until"] = until.isoformat()
    if decision is not None:
        data["decision"] = _decision_data(decision, decided)
    with audit.together(case):
        audit.record(case, "answered", by=by, at=at, data=data)
        if decision is not None and chosen.pays:
            pay_out(case, decision, by=by, at=at)
        if case.amends_id is not None and case.status == Case.Status.ENDED:
            settle_change(case, decision, by=by, at=at)
        if case.status == Case.Status.ENDED and notices.is_news(at):
            make_from_decision(case, by=by, at=at, is_paid=decision is not None and chosen.pays)
    if case.status == Case.Status.ENDED and decision is None and chosen.kind in FORWARD:
        answer_by_report(case, by=by, at=at)
    notices.asked(asked, at=at, recusals=recusals)
    notices_of_people.deferred(asked, at=at)
    if case.status == Case.Status.ENDED:
        notices.decided(case, decision, granted=decided.granted, at=at)
    return assignment


def chosen_outcome(case: Case, assignment: Assignment, key: str) -> tuple[Stage, Outcome]:
    """The outcome at the assignment's stage, while the assignment still waits for one."""
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    if assignment.state == Assignment.State.ANSWERED:
        raise CaseError("already_answered", body=assignment.body.name)
    if assignment.state == Assignment.State.LAPSED or assignment.stage != case.stage:
        raise CaseError("stage_closed")
    stage = case.route_version.parsed.stage(case.stage)
    assert stage is not None
    outcome = stage.outcome(key)
    if outcome is None:
        raise CaseError("unknown_outcome", field="outcome", outcome=key)
    return stage, outcome


def check_answer(
    stage: Stage, outcome: Outcome, text: str, decided: Decided, *, on: date, change: Case | None = None
) -> None:
    """Whether what was typed is enough for the outcome. Raises CaseError (422) for the first thing that is not.

    A `change` of another case may be approved without money, where none was asked for.
    """
    if outcome.needs_reason and not text:
        raise CaseError("reason_missing", field="text")
    if decided.granted and not outcome.grants:
        raise CaseError("granted_not_here", field="granted")
    if decided.decided_on is not None and decided.decided_on > on:
        raise CaseError("decision_in_the_future", field="decided_on")
    if stage.decides and outcome.kind in SETTLING:
        if decided.decided_on is None:
            raise CaseError("decision_date_missing", field="decided_on")
        if not text:
            raise CaseError("decision_text_missing", field="text")
    if outcome.grants:
        _check_granted(decided.granted, may_be_nothing=change is not None)
        if change is not None:
            _check_change(change, outcome, decided)


def check_rest(until: date | None, *, on: date) -> None:
    if until is not None and until <= on:
        raise CaseError("not_ahead", field="until")
    if until is not None and until > on + LONGEST_REST:
        raise CaseError("too_far_ahead", field="until", days=LONGEST_REST.days)


def _check_change(change: Case, outcome: Outcome, decided: Decided) -> None:
    if outcome.kind == "approve_in_part":
        raise CaseError("change_not_in_part", field="outcome")
    check_granted(change, decided.granted)


def _check_granted(granted: Mapping[int, Decimal], *, may_be_nothing: bool) -> None:
    for year, amount in granted.items():
        if year not in YEARS:
            raise CaseError("bad_year", field="granted", year=year)
        if not is_kronor(amount):
            raise CaseError("bad_amount", field="granted")
        if amount < 0:
            raise CaseError("negative_amount", field="granted")
    if not any(granted.values()) and not may_be_nothing:
        raise CaseError("granted_missing", field="granted")


def _save_answer(assignment: Assignment, outcome: str, text: str, by: User, at: datetime) -> None:
    assignment.state = Assignment.State.ANSWERED
    assignment.rests_until = None
    assignment.outcome = outcome
    assignment.text = text
    assignment.answered_by = by
    assignment.answered_at = at
    assignment.save()


def _decide(
    case: Case,
    assignment: Assignment,
    stage: Stage,
    outcome: Outcome,
    text: str,
    decided: Decided,
    goes_to: Stage | None,
    by: User,
    at: datetime,
) -> Decision | None:
    """The decision: always for what settles the matter, and for a remittal or deferral that has a day."""
    if not stage.decides or decided.decided_on is None:
        return None
    # What a change grants is agreed on in the case that it changes.
    agreed_on = outcome.grants and not outcome.pays and case.amends_id is None and needs_agreement(case, goes_to)
    decision = Decision.objects.create(
        case=case,
        assignment=assignment,
        body=assignment.body,
        kind=outcome.kind,
        decided_on=decided.decided_on,
        paragraph=decided.paragraph,
        text=text,
        conditions=decided.conditions,
        fund=decided.fund if outcome.grants else None,
        needs_agreement=agreed_on,
        lacks_agreement_since=decided.decided_on if agreed_on else None,
        recorded_by=by,
        recorded_at=at,
    )
    granted = GrantedAmount.objects.bulk_create(
        _granted(decision, year, amount, in_another=case.amends_id is not None)
        for year, amount in sorted(decided.granted.items())
    )
    earlier: list[Decision] = []
    if outcome.kind in SETTLING:
        # Where the case was opened again, the new decision counts in place of the old, which stands in the records.
        if case.granted_total is not None:
            old = case.decisions.filter(kind__in=SETTLING, replaced_by=None).exclude(pk=decision.pk)
            earlier = list(old)
            old.update(replaced_by=decision)
        case.granted_total = None if case.amends_id else sum(decided.granted.values(), Decimal(0))
    ledger.commit(decision, granted, replaced=earlier, by=by, at=at)
    return decision


def _granted(decision: Decision, year: int, amount: Decimal, *, in_another: bool) -> GrantedAmount:
    """What a change grants counts in the case that it changes."""
    if in_another:
        return GrantedAmount(decision=decision, year=year, amount=Decimal(0), decided=amount)
    return GrantedAmount(decision=decision, year=year, amount=amount)


def answered(assignment: Assignment) -> dict[str, Any]:
    """The answer in the trail: what was answered for whom, and a digest of the words."""
    return {
        "assignment": assignment.pk,
        "stage": assignment.stage,
        "round": assignment.round,
        "body": assignment.body.key,
        "outcome": assignment.outcome,
        "text_sha256": audit.digest(assignment.text),
    }


def _decision_data(decision: Decision, decided: Decided) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "kind": decision.kind,
        "decided_on": decision.decided_on.isoformat(),
        "paragraph": decision.paragraph,
        "conditions_sha256": audit.digest(decision.conditions),
        "granted": {str(year): f"{amount:.2f}" for year, amount in sorted(decided.granted.items())},
        **({"recused": sorted(decided.recused)} if decided.recused else {}),
    }
