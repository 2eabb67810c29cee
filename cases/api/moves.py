"""The moves of a case, each an operation: the same right, the same questions and the same action as on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Annotated, Any

from django.http import Http404
from django.utils import translation
from ninja import File, Form, Path, Router, UploadedFile

from cases.api.acts import IdempotencyKey, Turn, once
from cases.api.cases import Number
from cases.api.door import see_case
from cases.api.forms import body_of, misfits, posted
from cases.api.schemas import DoneOut
from cases.errors import MoveRefused
from cases.inputs import WithdrawalInput
from cases.inputs.acts import DelegateInput, ReasonInput, ReassignInput, RecuseInput, ReopenInput
from cases.inputs.follow_up import ChosenInput, ObligationInput, StartInput
from cases.inputs.office import DocumentInput, PublicTitleInput, SecrecyInput
from cases.inputs.office import ReasonInput as WhyInput
from cases.models import Document
from cases.moves import filing, owing, turns, whole
from cases.moves.kinds import Move
from cases.queries.case_page import CasePage, case_page
from people.api.authentication import Caller
from people.api.pages import Asking

router = Router(tags=["Acts"])
LARGEST = 2**53
DocumentNumber = Annotated[int, Path(ge=1, le=32_767, description="A document's number in its case.")]
ABOUT: dict[str, Any] = {
    "turn": Turn,
    "recusal": Annotated[int, Path(ge=1, le=LARGEST, description="A recusal: `…/moves` says which stand.")],
    "obligation": Annotated[int, Path(ge=1, le=LARGEST, description="What must follow: `…/obligations` lists it.")],
    "document": DocumentNumber,
}
Because = body_of("ReasonIn", ReasonInput)
Why = body_of("WhyIn", WhyInput)
Obligation = body_of("ObligationIn", ObligationInput)


@dataclass(frozen=True)
class Way:
    """Where a move is made, and with what."""

    move: Move
    path: str
    body: type[Asking] | None = None


WAYS = (
    Way(turns.FILL_FORM, "turns/{turn}/form"),
    Way(turns.RESUME, "turns/{turn}/resume"),
    Way(turns.TAKE_OVER, "turns/{turn}/take-over"),
    Way(turns.DELEGATE, "turns/{turn}/delegate", body_of("DelegateIn", DelegateInput)),
    Way(turns.REASSIGN, "turns/{turn}/reassign", body_of("ReassignIn", ReassignInput)),
    Way(whole.WITHDRAW, "withdraw", body_of("WithdrawalIn", WithdrawalInput)),
    Way(whole.RECUSE, "recusals", body_of("RecuseIn", RecuseInput)),
    Way(whole.LIFT_RECUSAL, "recusals/{recusal}/lift"),
    Way(whole.REOPEN, "reopen", body_of("ReopenIn", ReopenInput)),
    Way(whole.CHANGE_ROUTE, "newer-route", Because),
    Way(filing.CLOSE, "close"),
    Way(filing.UNDO_CLOSING, "undo-closing", Why),
    Way(filing.ARCHIVE, "archive"),
    Way(filing.TAKE_OUT, "take-out-of-archive", Why),
    Way(filing.NAME_PUBLICLY, "public-title", body_of("PublicTitleIn", PublicTitleInput)),
    Way(filing.MARK_SECRET, "secrecy", body_of("SecrecyIn", SecrecyInput, without=("against_parties",))),
    Way(filing.LIFT_SECRECY, "secrecy/lift", Why),
    Way(filing.MARK_DOCUMENT, "documents/{document}/secrecy", body_of("DocumentSecrecyIn", SecrecyInput)),
    Way(filing.LIFT_DOCUMENT, "documents/{document}/secrecy/lift", Why),
    Way(owing.MAKE_OBLIGATIONS, "obligations/from-period", body_of("ChosenIn", ChosenInput)),
    Way(owing.ADD_OBLIGATION, "obligations", Obligation),
    Way(owing.NOTE_START, "start", body_of("StartIn", StartInput)),
    Way(owing.SETTLE_OBLIGATION, "obligations/{obligation}/done"),
    Way(owing.FILL_OBLIGATION, "obligations/{obligation}/form"),
    Way(owing.APPROVE_OBLIGATION, "obligations/{obligation}/approve"),
    Way(owing.RETURN_OBLIGATION, "obligations/{obligation}/return", Why),
    Way(owing.CHANGE_OBLIGATION, "obligations/{obligation}/change", Obligation),
    Way(owing.REMOVE_OBLIGATION, "obligations/{obligation}/remove"),
)
# Of a secret case programs are told nothing, but whoever keeps the register may mark one and lift the mark.
SECRECY = (filing.MARK_SECRET, filing.LIFT_SECRECY)


def thing_of(page: CasePage, about: str, number: int | None) -> Any:
    """What the move is made to, or 404; the rows were read with the page."""
    if not about:
        return None
    named: Callable[[Any], Any] = lambda row: row.number if isinstance(row, Document) else row.pk  # noqa: E731
    rows: dict[str, Any] = {"turn": page.turns, "obligation": page.obligations, "document": page.documents}
    # One that was lifted is there, and it is too late for it.
    found = (*page.standing_recusals, *page.recusals) if about == "recusal" else rows[about]
    for row in found:
        if named(row) == number:
            return row
    raise Http404


def must_be_open(page: CasePage, move: Move, thing: Any) -> None:
    if not move.may(page, thing):
        raise MoveRefused("not_for_you", str(move.why_not))
    if not move.is_open(page, thing):
        raise MoveRefused("gone_on", str(move.too_late))


def make(
    request: Caller, number: str, move: Move, sent: Asking | None, key: str | None, about: int | None, files: Any = None
) -> dict[str, Any]:
    """Make the move, once for each key; everything is looked at again under the key, as it stands then."""
    case = see_case(request.user, number, even_secret=move in SECRECY)

    def act() -> Any:
        page = case_page(request.user, number)
        thing = thing_of(page, move.about, about)
        must_be_open(page, move, thing)
        form = move.form(page, thing, posted(sent), files)
        if not form.is_valid():
            raise misfits(form)
        assert move.do is not None
        return move.do(page, thing, form, request.user).made

    what = f"{move.key}/{about}" if move.about else move.key
    return once(request, case, sent, act, key, what)


def _operation(way: Way) -> Callable[..., Any]:
    move = way.move

    def view(request: Caller, number: str, **given: Any) -> Any:
        about = given.get(move.about) if move.about else None
        return make(request, number, move, given.get("sent"), given["idempotency_key"], about)

    parameters = [_parameter("request", Caller), _parameter("number", Number)]
    if move.about:
        parameters.append(_parameter(move.about, ABOUT[move.about]))
    if way.body is not None:
        parameters.append(_parameter("sent", way.body))
    parameters.append(_parameter("idempotency_key", IdempotencyKey, None))
    view.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    view.__name__ = view.__qualname__ = move.key
    return view


def _parameter(name: str, kind: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _in_english(words: Any) -> str:
    with translation.override("en"):
        return str(words)


for way in WAYS:
    router.post(
        f"/cases/{{number}}/{way.path}",
        response=DoneOut,
        summary=_in_english(way.move.name),
        description=_in_english(way.move.lead),
    )(_operation(way))

DocumentIn = body_of("DocumentIn", DocumentInput)


@router.post("/cases/{number}/documents", response=DoneOut, summary="Register a document")
def register_document(
    request: Caller,
    number: Number,
    sent: Form[DocumentIn],  # type: ignore[valid-type]
    upload: Annotated[UploadedFile | None, File(description="Its file; none for paper on a shelf.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """What came in or went out outside the system. The members are fields of the form, beside the file."""
    files = {"upload": upload} if upload is not None else {}
    return make(request, number, filing.REGISTER_DOCUMENT, sent, idempotency_key, None, files)


BODIES = {way.move.key: way.body for way in WAYS} | {filing.REGISTER_DOCUMENT.key: DocumentIn}
