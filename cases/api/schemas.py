"""The shapes that the JSON API of cases gives. Amounts are decimal text in kronor, as in the answers."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import Choices
from ninja import Schema
from pydantic import Field

from cases.models import Case, Message


def one_of(choices: type[Choices], description: str = "") -> Any:
    """A text that is one of the choices. Said in place: two models may each have a `Kind` of their own."""
    return Field(description=description or None, json_schema_extra={"enum": list(choices.values)})


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
    amount: str = Field(description="As the decision said.")
    holds: str = Field(description="With every change since; nothing in a change, which counts in the case it changes.")


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


class ChangeOut(Schema):
    number: str
    parts: list[str] = Field(description="period, budget, person, other: what it asks to change.")
    state: str = Field(description="running, granted (the case is changed by it) or ended (it is not).")


class CaseOut(CaseRow):
    sentence: str = Field(description="Who has it and until when, or how it ended.")
    amends: str | None = Field(description="The registry number of the case that this one asks to change.")
    changes: list[ChangeOut] = Field(description="The requests to change this case, the latest first.")
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


class MadeOut(Schema):
    """A row that an act made, or gave to somebody else."""

    kind: Literal[
        "submission",
        "document",
        "recusal",
        "obligation",
        "turn",
        "payment",
        "call_off",
        "outcome",
        "agreement",
        "notice",
        "handout",
        "message",
    ]
    id: str = Field(description="As its address names it.")


class DoneOut(Schema):
    """What an act led to. The same again when the request is repeated with its key."""

    number: str
    status: Case.Status
    stage: str = Field(description="The key of the stage, empty once the case is closed.")
    event: int = Field(description="The number of the last event in the case's trail: what the act left there, if any.")
    at: datetime
    sha256: str = Field(description="The event's seal.")
    made: MadeOut | None = Field(None, description="What it made: a submission to fill in, a document, an obligation …")


class MessageFileOut(Schema):
    id: UUID
    name: str
    size: int
    sha256: str
    document: int | None = Field(description="Its number as a document, once the office registers it.")


class MessageOut(Schema):
    id: int
    at: datetime
    by: str
    audience: Message.Audience
    text: str
    answers: int | None = Field(None, description="The message that this one replies to.")
    files: list[MessageFileOut]


class OfferOut(Schema):
    """A move that you may make now."""

    move: str
    title: str = Field(description="What it is called on the page, in your language.")
    method: Literal["GET", "POST"]
    href: str = Field(description="Where it is made.")
    page: str = Field(description="The page where a person makes the same move.")
    operation: str = Field(description="Its operationId; `inputs` holds the shape of its body.")
    about: Literal[
        "",
        "turn",
        "recusal",
        "obligation",
        "document",
        "payment",
        "call_off",
        "year",
        "agreement",
        "party",
    ] = Field(description="What it is made to.")
    id: int | None = Field(None, description="The number of what it is made to, such as a turn's.")


class ChoiceValue(Schema):
    value: str
    label: str


class MoveOut(OfferOut):
    """A move with all that its page shows before it is made."""

    facts: list[str] = Field(description="What stands above the question, such as what stops a newer route.")
    choices: dict[str, list[ChoiceValue]] = Field(description="By member of the body: what may be chosen here and now.")
    input: dict[str, Any] = Field(description="JSON Schema of the body; empty where none is sent.")


class MovesOut(Schema):
    number: str
    moves: list[str] = Field(description="The names of the moves that are offered.")
    answers: list[MayAnswer]
    offers: list[OfferOut] = Field(description="Each move that you may make now, and to what: as on the case's pages.")
    inputs: dict[str, dict[str, Any]] = Field(
        description="By operation, JSON Schema of the body of each that is offered; empty where none is sent."
    )
