"""What one does in a case by program that takes more than its page's form: answer, decide, ask for more, write."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Annotated, Any

from django.http import Http404
from django.utils.datastructures import MultiValueDict
from ninja import Header, Path, Router, UploadedFile
from pydantic import AfterValidator, Field

from cases.actions.act_once import act_once
from cases.actions.answer_assignment import answer_assignment
from cases.actions.request_supplement import request_supplement
from cases.api.cases import Number
from cases.api.door import open_case
from cases.api.forms import Kronor
from cases.api.schemas import DoneOut
from cases.api.standing import made_of, stands
from cases.errors import CaseError
from cases.models import Assignment, Case, Fund
from forms.api.problems import Refused
from forms.domain import typed
from people.api.authentication import Caller
from people.api.pages import Asking
from people.inputs import FIRST, LAST

router = Router(tags=["Acts"])
type Uploads = MultiValueDict[str, UploadedFile]
Turn = Annotated[int, Path(ge=1, le=2**53, description="A turn that is yours: `…/moves` says which are.")]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,100}$",
        description="Made up by you, such as a UUID. The same key again gives the same answer and does nothing twice.",
    ),
]
# Control characters are left out, as of all that is typed.
Words = Annotated[str, Field(max_length=20_000), AfterValidator(typed.lines)]
Year = Annotated[str, Field(pattern=r"^20[0-9]{2}$")]
# As of days that are typed on the pages.
Day = Annotated[date, Field(ge=FIRST, le=LAST)]


class AnswerIn(Asking):
    outcome: str = Field(max_length=60, description="The key of one of the outcomes that `…/moves` lists.")
    text: Words = Field("", description="The reason; where it is decided, the decision in the words of the minutes.")
    decided_on: Day | None = Field(None, description="Of a decision: the day of the meeting.")
    paragraph: Annotated[str, Field(max_length=20), AfterValidator(typed.one_line)] = ""
    conditions: Words = ""
    granted: dict[Year, Kronor] = Field({}, description="Kronor by year, where the outcome grants.")
    fund: str | None = Field(None, max_length=50, description="The key of the fund that it is taken from.")
    until: Day | None = Field(None, description="Of what is deferred: the day that it is taken up again.")


class SupplementIn(Asking):
    sections: list[Annotated[str, Field(max_length=60)]] = Field(
        max_length=200, description="The keys of the form's sections to open."
    )
    question: Words = Field(description="What is missing or unclear.")
    due_on: Day | None = Field(None, description="No later than.")


@router.post("/cases/{number}/turns/{turn}/answer", response=DoneOut, summary="Answer, or decide, for a body")
def answer(request: Caller, number: Number, turn: Turn, sent: AnswerIn, idempotency_key: IdempotencyKey = None) -> Any:
    """A turn belongs to one stage and one round: it is answered once, and 409 once the stage is settled."""
    asked, case = _turn(request, number, turn)

    def act() -> None:
        answer_assignment(
            asked,
            sent.outcome,
            by=request.user,
            text=sent.text,
            decided_on=sent.decided_on,
            paragraph=sent.paragraph.replace("§", "").strip(),
            conditions=sent.conditions,
            granted={int(year): Decimal(amount) for year, amount in sent.granted.items()},
            fund=fund_named(sent.fund),
            until=sent.until,
        )

    return once(request, case, sent, act, idempotency_key, f"turns/{turn}/answer")


@router.post("/cases/{number}/turns/{turn}/supplement", response=DoneOut, summary="Ask for a supplement")
def ask_for_supplement(
    request: Caller, number: Number, turn: Turn, sent: SupplementIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """In place of an answer. The applicants answer it by saving in those sections and sending the submission in."""
    asked, case = _turn(request, number, turn)

    act = partial(
        request_supplement, asked, by=request.user, sections=sent.sections, question=sent.question, due_on=sent.due_on
    )
    return once(request, case, sent, act, idempotency_key, f"turns/{turn}/supplement")


def _turn(request: Caller, number: str, turn: int) -> tuple[Assignment, Case]:
    case = open_case(request.user, number)
    found = case.assignments.filter(pk=turn).first()
    if found is None:
        raise Http404
    return found, case


def fund_named(key: str | None) -> Fund | None:
    if key is None:
        return None
    fund = Fund.objects.filter(key=typed.one_line(key)).first()
    if fund is None:
        raise CaseError("unknown_fund", field="fund")
    return fund


def once(
    request: Caller,
    case: Case,
    sent: Asking | None,
    act: Callable[[], Any],
    key: str | None,
    what: str,
    files: Uploads | None = None,
) -> dict[str, Any]:
    """What `act` led to, done once for each key of the caller's. `act` gives the row that it made, or anything else."""
    if not key:
        raise Refused("key_missing")

    def done() -> dict[str, Any]:
        made = act()
        return stands(case) | {"made": made_of(made)}

    asked = {"case": case.number, "what": what, "sent": sent.model_dump(mode="json") if sent else {}}
    if files:
        asked["files"] = [seal_of(each) for name in files for each in files.getlist(name)]
    return act_once(asked, done, by=request.user, key=key)


def seal_of(upload: UploadedFile) -> str:
    """The file's checksum; it is read from its beginning again."""
    found = sha256()
    for piece in upload.chunks():
        found.update(piece)
    upload.seek(0)
    return found.hexdigest()
