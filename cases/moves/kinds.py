"""A move: what it is called, who may make it, when it is open, what it asks and which action it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.errors import CaseError
from cases.inputs.acts import ConfirmInput
from cases.models import (
    Agreement,
    AgreementParty,
    Assignment,
    CallOff,
    Document,
    GrantedAmount,
    Obligation,
    PaymentRequest,
)
from cases.queries.case_page import CasePage, Recused
from people.models import User

type Posted = Mapping[str, Any] | None
# What a move is made to, beside the case.
type OfMoney = PaymentRequest | CallOff | GrantedAmount | Agreement | AgreementParty
type Thing = Assignment | Recused | Obligation | Document | OfMoney | None

ONLY_OFFICE = gettext_lazy("Only the office can do this.")
GONE_ON = gettext_lazy("The case has gone on meanwhile, and this cannot be done any more.")


@dataclass(frozen=True)
class Done:
    """What a move led to: words for the page, and the row that it made, where there is one."""

    words: str
    made: Any = None


def confirm(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> django_forms.Form:
    return ConfirmInput(posted)


def _nothing_else(page: CasePage, thing: Any) -> None:
    return None


def _no_facts(page: CasePage, thing: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Move:
    """`may` is asked of the person (403), `open_to` of the case (409).

    `open_to` gives what the reader may make the move to now; a move that concerns the case alone gives `(None,)`
    or nothing. `because` gives a refusal of what is not open that says more than `too_late`. `about` names what the
    address of the JSON API holds beside the case's number. `do` takes what the form has cleaned; a move without it
    is made somewhere else, where `page` leads.
    """

    key: str
    name: Promise
    may: Callable[[CasePage, Any], bool]
    open_to: Callable[[CasePage], Sequence[Any]]
    page: Callable[[CasePage, Any], str]
    why_not: Promise = ONLY_OFFICE
    too_late: Promise = GONE_ON
    because: Callable[[CasePage, Any], CaseError | None] = _nothing_else
    about: str = ""
    operation: str = ""
    form: Callable[..., django_forms.Form] = confirm
    do: Callable[[CasePage, Any, Any, User], Done] | None = None
    # On a page of its own: the question, what it means, the button, and what stands above the question.
    title: Promise | str = ""
    lead: Promise | str = ""
    button: Promise | str = ""
    facts: Callable[[CasePage, Any], list[str]] = _no_facts
    # Of which the page of a move that names no turn takes the first.
    candidates: Callable[[CasePage], Sequence[Assignment]] | None = None

    def is_open(self, page: CasePage, thing: Any) -> bool:
        return any(_same(each, thing) for each in self.open_to(page))


def carried_out(move: Move, page: CasePage, thing: Any, form: Any, by: User) -> Done:
    """What the move leads to, with what its form has cleaned. Raises CaseError as its action."""
    assert move.do is not None
    return move.do(page, thing, form, by)


def _same(one: Any, other: Any) -> bool:
    return one is other or (one is not None and other is not None and one.pk == other.pk)


@dataclass(frozen=True)
class Offer:
    """A move that the reader may make now, and to what."""

    move: Move
    thing: Any
    page: str
