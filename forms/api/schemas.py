"""The shapes that the JSON API of forms takes and gives."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from forms.api.problems import AnswerProblem
from people.api.pages import Asking

# Spelled out: OpenAPI names a shape by its class, and another app has a State too.
State = Literal["draft", "submitted", "reopened"]
KEY = r"^[a-z][a-z0-9_-]{0,59}$"


class FormOut(Schema):
    key: str
    title: str
    introduction: str
    version: int = Field(description="The version that a new submission gets.")


class VersionOut(Schema):
    key: str
    number: int
    sha256: str
    published_at: datetime
    definition: dict[str, Any] = Field(description="The form as data: docs/formats.md says what stands where.")


class AnswersIn(Asking):
    answers: dict[str, Any] = Field(description="By field key, as the JSON Schema of the version says.")


class ValueOut(Schema):
    raw: Any = Field(description="Amounts as decimal text in kronor, days as 2014-07-01.")
    formatted: str = Field(description="As the page shows it, in Swedish.")


class EvaluationOut(Schema):
    visible: list[str] = Field(description="Keys of fields that show, and `section:<key>` of sections.")
    required: list[str]
    answers: dict[str, Any] = Field(description="As they are kept: hidden ones are left out.")
    values: dict[str, ValueOut]
    problems: list[AnswerProblem]
    complete: bool = Field(description="Whether nothing stops submission.")


class SubmissionIn(Asking):
    form: str = Field(pattern=KEY, description="The key of a form that you may start.")
    groups: list[str] | None = Field(
        None, max_length=50, description="Keys of local groups to share it with; without it, those that you lead."
    )


class SectionOut(Schema):
    key: str
    title: str
    open: bool = Field(description="Whether you may save in it now.")
    progress: str = Field(description="not_started, started, done or wrong.")


class WhereaboutsOut(Schema):
    """Where it is once it was sent in."""

    reference: str = Field(description="The case's registry number.")
    url: str
    words: str
    asked: str = Field(description="What a supplement asks for, while one is open.")
    due_on: date | None


class SubmissionRow(Schema):
    id: UUID
    title: str
    form: str
    version: int
    state: State
    revision: int
    created_at: datetime
    saved_at: datetime
    submitted_at: datetime | None
    whereabouts: WhereaboutsOut | None


class SubmissionOut(SubmissionRow):
    may_write: bool
    groups: list[str]
    sections: list[SectionOut]
    answers: dict[str, Any] = Field(description="As they are kept, those that are hidden now too.")
    evaluation: EvaluationOut


class ReceiptOut(Schema):
    """What was received, and where it can be followed."""

    id: UUID
    sending: int = Field(description="1 the first time; a supplement is the next.")
    sent_at: datetime
    sha256: str = Field(description="Checksum of the answers as they were sent in.")
    reference: str = Field(description="The case's registry number.")
    url: str


class FileOut(Schema):
    id: UUID
    name: str
    size: int
    content_type: str
    sha256: str
    uploaded_at: datetime
