"""What one may do in a case, as the JSON API tells it: of the same list as the case's pages."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router
from pydantic import BaseModel, Field

from cases.api.acts import AnswerIn, SupplementIn
from cases.api.cases import Number
from cases.api.door import open_page
from cases.api.forms import choices_of
from cases.api.messages import MessageIn
from cases.api.moves import BODIES, must_be_open, thing_of
from cases.api.schemas import MoveOut, MovesOut
from cases.api.showing import moves_shown
from cases.api.standing import number_of
from cases.moves import turns
from cases.moves.kinds import Move, Offer
from cases.moves.offered import MOVES, offered
from cases.queries.case_page import CasePage
from people.api.authentication import Caller
from people.api.pages import Asking

router = Router(tags=["Acts"])
BY_KEY = {move.key: move for move in MOVES}
SHAPES: dict[str, type[BaseModel] | None] = {
    **BODIES,
    turns.ANSWER.key: AnswerIn,
    turns.ASK_FOR_SUPPLEMENT.key: SupplementIn,
    "write_message": MessageIn,
}


class About(Asking):
    id: int | None = Field(None, ge=1, le=2**53, description="The number of what it is made to, such as a turn's.")


@router.get("/cases/{number}/moves", response=MovesOut, summary="What you may do in a case")
def get_moves(request: Caller, number: Number) -> Any:
    """The same as on the case's pages, of one list. Each with its address and the shape of what it takes."""
    page = open_page(request.user, number)
    offers = [_offer(page, offer) for offer in offered(page)]
    operations = dict.fromkeys(each["operation"] for each in offers)
    return moves_shown(page) | {
        "moves": list(dict.fromkeys(each["move"] for each in offers)),
        "offers": offers,
        "inputs": {operation: shape_of(operation) for operation in operations},
    }


@router.get("/cases/{number}/moves/{move}", response=MoveOut, summary="What a move asks")
def get_move(request: Caller, number: Number, move: str, asked: Query[About]) -> Any:
    """As its page shows it before it is made, with what may be chosen. Refused as the move itself would be."""
    page = open_page(request.user, number)
    kind = BY_KEY.get(move)
    if kind is None:
        raise Http404
    thing = thing_of(page, kind.about, asked.id)
    must_be_open(page, kind, thing)
    told = _offer(page, Offer(kind, thing, kind.page(page, thing)))
    choices = choices_of(kind.form(page, thing, None))
    return told | {"facts": kind.facts(page, thing), "choices": choices, "input": shape_of(told["operation"])}


def _offer(page: CasePage, offer: Offer) -> dict[str, Any]:
    move = offer.move
    number = None if offer.thing is None else number_of(offer.thing)
    return {
        "move": move.key,
        "title": str(move.name),
        "method": "GET" if move is turns.ANSWER_SUPPLEMENT else "POST",
        "href": _address(page, move, number),
        "page": offer.page,
        "operation": _operation(move),
        "about": move.about,
        "id": number,
    }


def _operation(move: Move) -> str:
    # Answered where it was written: save in the opened sections, then send in.
    return "get_submission" if move is turns.ANSWER_SUPPLEMENT else move.operation or move.key


def _address(page: CasePage, move: Move, number: int | None) -> str:
    name = f"api-1:{_operation(move)}"
    if move is turns.ANSWER_SUPPLEMENT:
        return reverse(name, args=[page.case.submission.uuid])
    about = {move.about: number} if move.about else {}
    return reverse(name, kwargs={"number": page.case.number, **about})


def shape_of(operation: str) -> dict[str, Any]:
    body = SHAPES.get(operation)
    return body.model_json_schema() if body is not None else {}
