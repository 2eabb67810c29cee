"""The shapes that the JSON API of cases gives. Amounts are decimal text in kronor, as in the answers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cases.models import Case


class BodyRef(Schema):
    key: str
    name: str


class CaseRow(Schema):
    number: str
    title: str
    url: str = Field(description="The case's page.")
    submission: UUID
    groups: list[BodyRef]
    status: Case.Status
    stage: str = Field(description="The key of the stage, empty once the case is closed.")
    where: str = Field(description="The stage, or how it ended, in words.")
    waits_for: list[str]
    received_at: datetime
    due_on: date | None
    late: bool
    period_from: date | None
    period_to: date | None
    applied: str | None
    granted: str | None


class TurnOut(Schema):
    """One body's turn to answer."""

    id: int
    body: BodyRef
    role: str
    stage: str
    round: int
    state: Literal["waiting", "answered", "lapsed"]
    due_on: date | None
    outcome: str
    outcome_label: str
    answered_at: datetime | None
    text: str


class GrantedOut(Schema):
    year: int
    amount: str


class DecisionOut(Schema):
    kind: str
    body: BodyRef
    decided_on: date
    paragraph: str
    text: str
    conditions: str
    granted: list[GrantedOut]


class ObligationOut(Schema):
    title: str
    due_on: date | None
    done_on: date | None


class CaseOut(CaseRow):
    sentence: str = Field(description="Who has it and until when, or how it ended.")
    turns: list[TurnOut]
    decisions: list[DecisionOut]
    obligations: list[ObligationOut]


class EventOut(Schema):
    at: datetime
    who: str
    title: str
    text: str
    mark: str


class TimelineOut(Schema):
    number: str
    events: list[EventOut] = Field(description="The latest first.")


class ChoiceOut(Schema):
    key: str
    kind: str
    label: str
    needs_reason: bool
    grants: bool = Field(description="Whether the answer is a decision, with an amount for each year.")


class MayAnswer(Schema):
    """A turn that is yours, and the answers that it may be given."""

    turn: int
    body: BodyRef
    stage: str
    due_on: date | None
    outcomes: list[ChoiceOut]


class MovesOut(Schema):
    number: str
    moves: list[str] = Field(
        description="Of answer, answer_supplement, withdraw, write, write_internally, settle_obligation."
    )
    answers: list[MayAnswer]
