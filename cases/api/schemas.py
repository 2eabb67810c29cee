"""The shapes that the JSON API of cases gives. Amounts are decimal text in kronor, as in the answers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cases.models import Case, Message


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
    count: int = Field(description="How many events there are in all.")
    events: list[EventOut] = Field(description="The latest first.")


class ChoiceOut(Schema):
    key: str
    kind: str
    label: str
    needs_reason: bool
    grants: bool = Field(description="Whether the answer is a decision, with an amount for each year.")


class AppliedOut(Schema):
    year: int
    amount: str


class SectionRef(Schema):
    key: str
    title: str


class MayAnswer(Schema):
    """A turn that is yours, and the answers that it may be given."""

    turn: int
    body: BodyRef
    stage: str
    due_on: date | None
    decides: bool = Field(description="Whether settling answers are decisions, with a day and a text.")
    outcomes: list[ChoiceOut]
    applied: list[AppliedOut] = Field(description="Where it is decided: what was applied for, year by year.")
    may_open: list[SectionRef] = Field(description="The sections that a supplement may be asked for in, if any.")


class DoneOut(Schema):
    """What an act led to. The same again when the request is repeated with its key."""

    number: str
    status: Case.Status
    stage: str = Field(description="The key of the stage, empty once the case is closed.")
    event: int = Field(description="The number of the event in the case's trail.")
    at: datetime
    sha256: str = Field(description="The event's seal.")


class MessageOut(Schema):
    id: int
    at: datetime
    by: str
    audience: Message.Audience
    text: str


class MovesOut(Schema):
    number: str
    moves: list[str] = Field(
        description="Of answer, answer_supplement, withdraw, write, write_internally, settle_obligation."
    )
    answers: list[MayAnswer]
