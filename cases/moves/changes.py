"""How a change of what was granted is begun, and gone on with when the case was changed meanwhile."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases.actions.begin_change import begin_change, renew_change
from cases.errors import CaseError
from cases.inputs.change import ChangeInput
from cases.queries.case_page import CasePage
from cases.queries.changes import draft_of
from people.models import User

from .kinds import Done, Move, Posted
from .whole import alone

ONLY_WHO_ASKS = gettext_lazy("Only those who apply and the office ask for changes.")


def _asks(page: CasePage, thing: Any) -> bool:
    return page.moves.settles_obligations


def _form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ChangeInput:
    whole = page.case.period_to is not None
    return ChangeInput(posted, may_change_period=whole, may_change_budget=bool(page.grants))


def _begin(page: CasePage, thing: Any, form: ChangeInput, by: User) -> Done:
    return Done("", begin_change(page.case, parts=form.cleaned_data["parts"], by=by).submission)


def _renew(page: CasePage, thing: Any, form: Any, by: User) -> Done:
    draft = draft_of(page.case, by)
    if draft is None:
        raise CaseError("change_sent")
    return Done("", renew_change(draft, by=by).submission)


def _page(page: CasePage, thing: Any) -> str:
    return reverse("cases:change", args=[page.case.number])


ASK_FOR_CHANGE = Move(
    key="ask_for_change",
    name=gettext_lazy("Ask for a change"),
    why_not=ONLY_WHO_ASKS,
    too_late=gettext_lazy("Nothing is granted that can be changed, or the office has closed the case."),
    may=_asks,
    open_to=lambda page: alone(page.moves.asks_change),
    page=_page,
    form=_form,
    do=_begin,
)
RENEW_CHANGE = Move(
    key="renew_change",
    name=gettext_lazy("Go on from what holds now"),
    why_not=ONLY_WHO_ASKS,
    too_late=gettext_lazy("There is no request that was begun before the case was changed."),
    may=_asks,
    open_to=lambda page: alone(page.moves.asks_change and page.has_outdated_change),
    page=_page,
    do=_renew,
)
