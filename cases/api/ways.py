"""Where each move of a case is made by program, and with what."""

from dataclasses import dataclass
from typing import Annotated, Any

from ninja import Path
from pydantic import AfterValidator, Field

from cases.api.acts import Turn, Words
from cases.api.forms import LARGEST, Kronor, body_of
from cases.inputs import WithdrawalInput
from cases.inputs.acts import DelegateInput, ReasonInput, ReassignInput, RecuseInput, ReopenInput
from cases.inputs.agreement import AgreementInput, SendInput
from cases.inputs.change import ChangeInput
from cases.inputs.follow_up import ChosenInput, ObligationInput, StartInput
from cases.inputs.money import MOST_LINES, CallOffInput, OutcomeInput, PaidInput, PaymentInput
from cases.inputs.office import PublicTitleInput, SecrecyInput
from cases.inputs.office import ReasonInput as WhyInput
from cases.moves import agreeing, agreements, changes, filing, money, owing, turns, whole
from cases.moves.kinds import Move
from forms.domain import typed
from people.api.pages import Asking

SMALL = 32_767
DocumentNumber = Annotated[int, Path(ge=1, le=SMALL, description="A document's number in its case.")]
PartyId = Annotated[int, Path(ge=1, le=LARGEST, description="A party to an agreement: `…/agreements` lists them.")]
AgreementNumber = Annotated[int, Path(ge=1, le=SMALL, description="An agreement's number in its case.")]
PaymentNumber = Annotated[int, Path(ge=1, le=SMALL, description="The number of what is asked for, in its case.")]
ABOUT: dict[str, Any] = {
    "turn": Turn,
    "recusal": Annotated[int, Path(ge=1, le=LARGEST, description="A recusal: `…/moves` says which stand.")],
    "obligation": Annotated[int, Path(ge=1, le=LARGEST, description="What must follow: `…/obligations` lists it.")],
    "document": DocumentNumber,
    "payment": PaymentNumber,
    "call_off": Annotated[int, Path(ge=1, le=LARGEST, description="A call-off: `…/money` lists them.")],
    "agreement": AgreementNumber,
    "party": PartyId,
    "year": Annotated[int, Path(ge=1900, le=2999, description="A year that something is granted for.")],
}
Because = body_of("ReasonIn", ReasonInput)
Why = body_of("WhyIn", WhyInput)
Obligation = body_of("ObligationIn", ObligationInput)


class DoneIn(Asking):
    """Nothing, or why it is done."""

    reason: Annotated[str, Field(max_length=5_000), AfterValidator(typed.lines)] = Field(
        "", description="Of what has a form: why the office takes it as done although the form was not sent in."
    )


class LineIn(Asking):
    """What a part of the money is for."""

    what: Annotated[str, Field(max_length=200), AfterValidator(typed.one_line)]
    amount: Kronor


class CostIn(Asking):
    """What a line of the budget cost, and why it differs."""

    outcome: Kronor
    explanation: Words = ""


PaymentIn = body_of(
    "PaymentIn",
    PaymentInput,
    lines=(Annotated[list[LineIn], Field(min_length=1, max_length=MOST_LINES)], Field(description="What it is for.")),
)
OutcomeIn = body_of(
    "OutcomeIn",
    OutcomeInput,
    without=("after",),
    after=(
        Annotated[int, Field(ge=0, le=SMALL)],
        Field(description="The number of the report that you saw; 0 for none."),
    ),
    lines=(
        Annotated[dict[Annotated[str, Field(max_length=60)], CostIn], Field(max_length=200)],
        Field(description="By the id of each line of the budget, as `…/moves/report_outcome?id=<year>` gives them."),
    ),
)


@dataclass(frozen=True)
class Way:
    """Where a move is made, and with what."""

    move: Move
    path: str
    body: type[Asking] | None = None
    # Whether it may be left out where nothing is to be said.
    may_be_empty: bool = False


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
    Way(owing.SETTLE_OBLIGATION, "obligations/{obligation}/done", DoneIn, may_be_empty=True),
    Way(owing.FILL_OBLIGATION, "obligations/{obligation}/form"),
    Way(owing.APPROVE_OBLIGATION, "obligations/{obligation}/approve"),
    Way(owing.RETURN_OBLIGATION, "obligations/{obligation}/return", Why),
    Way(owing.CHANGE_OBLIGATION, "obligations/{obligation}/change", Obligation),
    Way(owing.REMOVE_OBLIGATION, "obligations/{obligation}/remove"),
    Way(money.ASK_FOR_PAYMENT, "payments", PaymentIn),
    Way(money.APPROVE_PAYMENT, "payments/{payment}/approve"),
    Way(money.REFUSE_PAYMENT, "payments/{payment}/refuse", Why),
    Way(money.RECORD_PAID, "payments/{payment}/paid", body_of("PaidIn", PaidInput)),
    Way(money.TAKE_BACK_PAYMENT, "payments/{payment}/take-back"),
    Way(money.CALL_OFF, "call-offs", body_of("CallOffIn", CallOffInput)),
    Way(money.TAKE_BACK_CALL_OFF, "call-offs/{call_off}/take-back"),
    Way(money.REPORT_OUTCOME, "outcomes/{year}", OutcomeIn),
    Way(money.RELEASE_GRANT, "grants/{year}/release", Why),
    Way(changes.ASK_FOR_CHANGE, "changes", body_of("ChangeIn", ChangeInput)),
    Way(changes.RENEW_CHANGE, "changes/renew"),
    Way(agreements.DRAW_UP_AGREEMENT, "agreements", body_of("AgreementIn", AgreementInput, without=("revision",))),
    Way(agreements.CHANGE_AGREEMENT, "agreements/{agreement}/change", body_of("ChangedAgreementIn", AgreementInput)),
    Way(agreements.SEND_AGREEMENT, "agreements/{agreement}/send", body_of("SendIn", SendInput)),
    Way(agreements.CANCEL_AGREEMENT, "agreements/{agreement}/cancel", Why),
    Way(agreeing.WITHDRAW_TERMINATION, "agreements/{agreement}/notice/take-back", Why),
)
