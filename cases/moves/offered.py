"""All the moves there are, and those that one reader may make in a case now."""

from collections.abc import Iterable
from typing import Any

from cases.queries.case_page import CasePage

from . import agreeing, agreements, changes, filing, money, owing, turns, whole
from .kinds import Move, Offer

# The next action of the case, with what belongs to it.
NEXT = (turns.ANSWER, turns.ASK_FOR_SUPPLEMENT, turns.FILL_FORM, turns.ANSWER_SUPPLEMENT, whole.WITHDRAW)
WRITING = (whole.WRITE, whole.WRITE_INTERNALLY)
# Folded away under “More” on the case's page, in this order.
ASIDE = (
    turns.RESUME,
    turns.TAKE_OVER,
    turns.DELEGATE,
    turns.REASSIGN,
    whole.RECUSE,
    whole.REOPEN,
    whole.CHANGE_ROUTE,
)
FILING = (
    *filing.SHELVING,
    filing.NAME_PUBLICLY,
    filing.REGISTER_DOCUMENT,
    filing.MARK_SECRET,
    filing.LIFT_SECRECY,
    filing.MARK_DOCUMENT,
    filing.LIFT_DOCUMENT,
)
OWED = (
    owing.SETTLE_OBLIGATION,
    owing.FILL_OBLIGATION,
    owing.APPROVE_OBLIGATION,
    owing.RETURN_OBLIGATION,
    owing.CHANGE_OBLIGATION,
    owing.REMOVE_OBLIGATION,
)
OWING = (owing.ADD_OBLIGATION, owing.NOTE_START, owing.MAKE_OBLIGATIONS)
ASKED = (
    money.APPROVE_PAYMENT,
    money.REFUSE_PAYMENT,
    money.RECORD_PAID,
    money.TAKE_BACK_PAYMENT,
    money.ADD_RECEIPTS,
)
MONEY = (
    money.ASK_FOR_PAYMENT,
    money.CALL_OFF,
    money.TAKE_BACK_CALL_OFF,
    money.REPORT_OUTCOME,
    money.RELEASE_GRANT,
)
CHANGES = (changes.ASK_FOR_CHANGE, changes.RENEW_CHANGE)
AGREED = (
    agreements.DRAW_UP_AGREEMENT,
    agreements.CHANGE_AGREEMENT,
    agreements.SEND_AGREEMENT,
    agreements.SIGN_AGREEMENT,
    agreements.CANCEL_AGREEMENT,
    *agreeing.AGREEING,
)
MOVES = (*NEXT, *WRITING, *ASIDE, whole.LIFT_RECUSAL, *FILING, *OWED, *OWING, *MONEY, *ASKED, *CHANGES, *AGREED)
# Each on a page of its own, by the last part of its address.
PAGES = {
    "lamna-over": turns.REASSIGN,
    "ta-over": turns.TAKE_OVER,
    "delegera": turns.DELEGATE,
    "jav": whole.RECUSE,
    "oppna-igen": whole.REOPEN,
    "ta-upp-igen": turns.RESUME,
    "ny-vag": whole.CHANGE_ROUTE,
}


def offered(page: CasePage, among: Iterable[Move] = MOVES) -> list[Offer]:
    """What the reader of the page may do now, and to what."""
    return [Offer(move, thing, move.page(page, thing)) for move in among for thing in move.open_to(page)]


def keys_of(page: CasePage, among: Iterable[Move], thing: Any = None) -> frozenset[str]:
    """The keys of those that are open to one thing, for the buttons of its page."""
    return frozenset(move.key for move in among if move.is_open(page, thing))
