"""The moves of a case, each an operation: the same right, the same questions and the same action as on its page."""

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Annotated, Any

from django.http import Http404
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from cases.api.acts import IdempotencyKey, once
from cases.api.cases import Number
from cases.api.door import see_case
from cases.api.forms import body_of, misfits, must_be_asked, posted
from cases.api.schemas import DoneOut
from cases.api.standing import number_of
from cases.api.ways import ABOUT, LARGEST, WAYS, AgreementNumber, PartyId, PaymentNumber, Way
from cases.errors import MoveRefused
from cases.inputs.agreement import SignatureInput
from cases.inputs.office import DocumentInput
from cases.inputs.termination import TerminationInput
from cases.moves import agreeing, agreements, filing, money
from cases.moves.kinds import Move, carried_out
from cases.queries.case_page import CasePage, case_page
from people.api.authentication import Caller
from people.api.pages import Asking

router = Router(tags=["Acts"])
# Of a secret case programs are told nothing, but whoever keeps the register may mark one and lift the mark.
SECRECY = (filing.MARK_SECRET, filing.LIFT_SECRECY)


def thing_of(page: CasePage, about: str, number: int | None) -> Any:
    """What the move is made to, or 404; the rows were read with the page."""
    if not about:
        return None
    for row in _rows(page, about):
        if number_of(row) == number:
            return row
    raise Http404


def _rows(page: CasePage, about: str) -> Iterable[Any]:
    match about:
        case "turn":
            return page.turns
        case "obligation":
            return page.obligations
        case "document":
            return page.documents
        case "payment":
            return page.payments
        case "call_off":
            return page.call_offs
        case "agreement":
            return page.agreements
        case "party":
            return [party for each in page.agreements for party in each.parties.all()]
        case "year":
            return page.grants
    # One that was lifted is there, and it is too late for it.
    return (*page.standing_recusals, *page.recusals)


def must_be_open(page: CasePage, move: Move, thing: Any) -> None:
    if not move.may(page, thing):
        raise MoveRefused("not_for_you", str(move.why_not))
    if not move.is_open(page, thing):
        raise move.because(page, thing) or MoveRefused("gone_on", str(move.too_late))


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
        must_be_asked(form, sent)
        if not form.is_valid():
            raise misfits(form, sent)
        return carried_out(move, page, thing, form, request.user).made

    what = f"{move.key}/{about}" if move.about else move.key
    return once(request, case, sent, act, key, what, files)


def _operation(way: Way) -> Callable[..., Any]:
    move = way.move

    def view(request: Caller, number: str, **given: Any) -> Any:
        about = given.get(move.about) if move.about else None
        return make(request, number, move, given.get("sent"), given["idempotency_key"], about)

    parameters = [_parameter("request", Caller), _parameter("number", Number)]
    if move.about:
        parameters.append(_parameter(move.about, ABOUT[move.about]))
    if way.body is not None:
        kind: Any = way.body | None if way.may_be_empty else way.body
        parameters.append(_parameter("sent", kind, None if way.may_be_empty else Parameter.empty))
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
SignatureIn = body_of("SignatureIn", SignatureInput)
SMALL = 32_767
# What is chosen among the rows of one agreement; `…/moves/terminate_agreement?id=<number>` lists them.
NoticeIn = body_of(
    "NoticeIn",
    TerminationInput,
    without=("party", "document", "still_owed"),
    party=(Annotated[int, Field(ge=0, le=SMALL)], Field(description="Who gives notice: its place in the agreement.")),
    document=(
        Annotated[int, Field(ge=1, le=SMALL)] | None,
        Field(None, description="The number of the letter, where it is registered already."),
    ),
    still_owed=(
        Annotated[list[Annotated[int, Field(ge=1, le=LARGEST)]], Field(max_length=200)],
        Field([], description="What falls due later and is owed all the same, by its id."),
    ),
)


@router.post("/cases/{number}/documents", response=DoneOut, summary="Register a document")
def register_document(
    request: Caller,
    number: Number,
    sent: Form[DocumentIn],  # type: ignore[valid-type]
    upload: Annotated[UploadedFile | None, File(description="Its file; none for paper on a shelf.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """What came in or went out outside the system. The members are fields of the form, beside the file."""
    files = MultiValueDict({"upload": [upload]} if upload is not None else {})
    return make(request, number, filing.REGISTER_DOCUMENT, sent, idempotency_key, None, files)


@router.post("/cases/{number}/payments/{payment}/receipts", response=DoneOut, summary="Add receipts")
def add_receipts(
    request: Caller,
    number: Number,
    payment: PaymentNumber,
    receipts: File[list[UploadedFile]],
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Each becomes a document of the case: PDF, Word, Excel and pictures. Also for what is paid already."""
    return make(
        request, number, money.ADD_RECEIPTS, None, idempotency_key, payment, MultiValueDict({"receipts": receipts})
    )


@router.post("/cases/{number}/parties/{party}/signature", response=DoneOut, summary="Note a signature")
def sign_agreement(
    request: Caller,
    number: Number,
    party: PartyId,
    sent: Form[SignatureIn],  # type: ignore[valid-type]
    upload: Annotated[UploadedFile | None, File(description="The signed agreement: PDF or a picture.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """With the signed file, or the reference of where it was signed. The last signature brings it into force."""
    files = MultiValueDict({"upload": [upload]} if upload is not None else {})
    return make(request, number, agreements.SIGN_AGREEMENT, sent, idempotency_key, party, files)


@router.post("/cases/{number}/agreements/{agreement}/notice", response=DoneOut, summary="Note that notice is given")
def terminate_agreement(
    request: Caller,
    number: Number,
    agreement: AgreementNumber,
    sent: Form[NoticeIn],  # type: ignore[valid-type]
    upload: Annotated[UploadedFile | None, File(description="The letter: PDF or a picture.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """With the letter as a file, or its number in the register. What falls due after the last day is owed no more."""
    files = MultiValueDict({"upload": [upload]} if upload is not None else {})
    return make(request, number, agreeing.TERMINATE_AGREEMENT, sent, idempotency_key, agreement, files)


BODIES = {way.move.key: way.body for way in WAYS} | {
    filing.REGISTER_DOCUMENT.key: DocumentIn,
    agreements.SIGN_AGREEMENT.key: SignatureIn,
    agreeing.TERMINATE_AGREEMENT.key: NoticeIn,
}
