"""What is done with what a case was granted: asked for, settled, called off, accounted for, given back."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.release_grant import release_grant
from cases.actions.report_outcome import Cost, not_begun, report_outcome
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.take_back_payment import add_receipts, take_back_payment
from cases.errors import CaseError
from cases.inputs.acts import ConfirmInput
from cases.inputs.money import CallOffInput, OutcomeInput, PaidInput, PaymentInput, ReceiptsInput
from cases.inputs.office import ReasonInput
from cases.models import CallOff, GrantedAmount, PaymentRequest
from cases.queries.case_page import CasePage
from cases.queries.outcomes import YearOutcome, budget_lines, outcomes_of
from people.models import Body, User

from .kinds import Done, Move, Posted
from .turns import is_office
from .whole import alone

ONLY_WHO_ASKS = gettext_lazy("Only those who apply and the office ask for money.")
ONLY_WHO_APPLIES = gettext_lazy("Only those who apply can do this.")
ONLY_THE_ASSOCIATION = gettext_lazy("Only the association can do this.")
State = PaymentRequest.State
# Those that take their amount of the grant.
TAKING = (State.ASKED, State.APPROVED, State.PAID)


def _asks(page: CasePage, thing: Any) -> bool:
    return page.moves.settles_obligations


def _grants(page: CasePage) -> Sequence[GrantedAmount]:
    """The years that something can still be done with."""
    return page.grants if page.has_grant and page.case.archived_on is None else ()


def _left_to_ask_for(page: CasePage) -> bool:
    left = sum(row.left for row in _grants(page))
    return page.moves.settles_obligations and left > 0 and not page.money_rests and page.money_ended_on is None


def _payments(page: CasePage, *states: str, may: bool, paying: bool = False) -> list[PaymentRequest]:
    """Those in one of the states; `paying`: money of theirs rests while the agreement is not in force."""
    can = may and page.case.archived_on is None and not (paying and page.money_rests)
    return [each for each in page.payments if each.state in states] if can else []


def _to_approve(page: CasePage) -> Sequence[PaymentRequest]:
    """Nobody approves what they asked for themselves."""
    waiting = _payments(page, State.ASKED, may=page.found.is_office, paying=True)
    return [each for each in waiting if each.asked_by_id != page.found.user_id]


def _to_report(page: CasePage) -> Sequence[GrantedAmount]:
    can = page.moves.settles_obligations
    return [row for row in _grants(page) if can and _not_reported(page, row) is None]


def _to_take_back(page: CasePage) -> Sequence[CallOff]:
    can = page.moves.settles_obligations and _grants(page)
    return [each for each in page.call_offs if each.taken_back_at is None] if can else ()


def my_group(page: CasePage) -> Body | None:
    """The reader's own among the case's groups, where there is only one."""
    mine = [group for group in page.groups if group.pk in page.found.body_ids]
    return mine[0] if len(mine) == 1 else None


def _at(name: str) -> Callable[[CasePage, Any], str]:
    return lambda page, thing: reverse(name, args=[page.case.number])


def _at_payment(page: CasePage, payment: PaymentRequest) -> str:
    return payment.get_absolute_url()


def _at_year(name: str) -> Callable[[CasePage, GrantedAmount], str]:
    return lambda page, grant: reverse(name, args=[page.case.number, grant.year])


def _payment_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> PaymentInput:
    return PaymentInput(posted, files, grants=page.grants, groups=page.groups, mine=my_group(page))


def _ask(page: CasePage, thing: Any, form: PaymentInput, by: User) -> Done:
    given = {name: form.cleaned_data[name] for name in ("year", "body", "payee", "message", "receipts")}
    made = ask_for_payment(page.case, lines=form.lines, by=by, **given)
    return Done(_("%(what)s is sent to the office.") % {"what": made.name}, made)


def _approve(page: CasePage, payment: PaymentRequest, form: Any, by: User) -> Done:
    approve_payment(payment, by=by)
    return Done(_("It is approved. Note here when it has been paid."))


def _reason_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted)


def _refusal_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted, auto_id="refuse_%s")


def _refuse(page: CasePage, payment: PaymentRequest, form: Any, by: User) -> Done:
    refuse_payment(payment, by=by, **form.cleaned_data)
    return Done(_("It is refused, and the amount can be asked for again."))


def _paid_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> PaidInput:
    return PaidInput(posted, initial={"paid_on": page.on})


def _paid(page: CasePage, payment: PaymentRequest, form: Any, by: User) -> Done:
    record_paid(payment, by=by, **form.cleaned_data)
    return Done(_("It is noted as paid."))


def _take_back(page: CasePage, payment: PaymentRequest, form: Any, by: User) -> Done:
    take_back_payment(payment, by=by)
    return Done(_("It is taken back, and the amount can be asked for again."))


def _receipts_form(page: CasePage, thing: Any, posted: Posted, files: Any = None) -> ReceiptsInput:
    return ReceiptsInput(posted, files)


def _add(page: CasePage, payment: PaymentRequest, form: Any, by: User) -> Done:
    kept = add_receipts(payment, form.cleaned_data["receipts"], by=by)
    return Done(_("Receipts added: %(count)s.") % {"count": len(kept)}, kept[-1])


def _call_off_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> CallOffInput:
    return CallOffInput(posted, grants=page.grants, groups=page.groups, mine=my_group(page))


def _call_off(page: CasePage, thing: Any, form: Any, by: User) -> Done:
    return Done(_("The call-off is sent to the office."), call_off(page.case, by=by, **form.cleaned_data))


def _take_back_call_off(page: CasePage, made: CallOff, form: Any, by: User) -> Done:
    take_back_call_off(made, by=by)
    return Done(_("The call-off is taken back."))


def reported(page: CasePage, year: int) -> YearOutcome | None:
    """The report of the year that counts."""
    return next((each for each in outcomes_of(page.case) if each.year == year), None)


def _outcome_form(page: CasePage, grant: Any, posted: Posted, files: Posted = None) -> django_forms.Form:
    if grant is None:
        return ConfirmInput(posted)
    before = reported(page, grant.year)
    first: dict[str, Any] = {"after": before.report.number if before else 0}
    for line in before.lines if before else ():
        first |= {f"outcome_{line.id}": line.outcome, f"explanation_{line.id}": line.explanation}
    too_early = _too_early(page, grant)
    lines = budget_lines(page.case, grant.year)
    return OutcomeInput(posted, lines=lines, initial=first, too_early=str(too_early or ""))


def _too_early(page: CasePage, grant: GrantedAmount) -> CaseError | None:
    return not_begun(grant.year, page.on)


def _not_reported(page: CasePage, grant: GrantedAmount) -> CaseError | None:
    """Why there is nothing to report of the year: it has not begun, or nobody has budgeted it line by line."""
    has_lines = grant.year in page.budgeted_years
    return _too_early(page, grant) or (None if has_lines else CaseError("no_budget_lines", year=grant.year))


def _report(page: CasePage, grant: GrantedAmount, form: OutcomeInput, by: User) -> Done:
    said = form.cleaned_data
    costs = {line.id: Cost(said[f"outcome_{line.id}"], said[f"explanation_{line.id}"]) for line in form.lines}
    made = report_outcome(page.case, year=grant.year, costs=costs, after=said["after"], by=by)
    return Done(_("What %(year)s cost is reported.") % {"year": grant.year}, made)


def _release(page: CasePage, grant: GrantedAmount, form: Any, by: User) -> Done:
    release_grant(page.case, year=grant.year, by=by, **form.cleaned_data)
    return Done(_("What was left is given back and can be granted to others."))


ASK_FOR_PAYMENT = Move(
    key="ask_for_payment",
    name=gettext_lazy("Ask for payment"),
    why_not=ONLY_WHO_ASKS,
    too_late=gettext_lazy("Nothing is left to ask for, or the agreement is not in force yet."),
    may=_asks,
    open_to=lambda page: alone(_left_to_ask_for(page)),
    page=_at("cases:ask_for_payment"),
    form=_payment_form,
    do=_ask,
)
APPROVE_PAYMENT = Move(
    key="approve_payment",
    name=gettext_lazy("Approve what is asked for"),
    about="payment",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("It is settled already, it is your own, or the agreement is not in force yet."),
    may=is_office,
    open_to=_to_approve,
    page=_at_payment,
    do=_approve,
)
REFUSE_PAYMENT = Move(
    key="refuse_payment",
    name=pgettext_lazy("payment", "Refuse"),
    about="payment",
    why_not=ONLY_THE_ASSOCIATION,
    may=is_office,
    open_to=lambda page: _payments(page, State.ASKED, State.APPROVED, may=page.found.is_office),
    page=_at_payment,
    form=_refusal_form,
    do=_refuse,
)
RECORD_PAID = Move(
    key="record_paid",
    name=gettext_lazy("Note as paid"),
    about="payment",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("It is not approved, it is paid already, or the agreement is not in force yet."),
    may=is_office,
    open_to=lambda page: _payments(page, State.APPROVED, may=page.found.is_office, paying=True),
    page=_at_payment,
    form=_paid_form,
    do=_paid,
)
TAKE_BACK_PAYMENT = Move(
    key="take_back_payment",
    name=gettext_lazy("Take back what was asked for"),
    about="payment",
    why_not=ONLY_WHO_APPLIES,
    may=_asks,
    open_to=lambda page: _payments(page, State.ASKED, may=page.moves.settles_obligations),
    page=_at_payment,
    do=_take_back,
)
ADD_RECEIPTS = Move(
    key="add_receipts",
    name=gettext_lazy("Add receipts"),
    about="payment",
    why_not=ONLY_WHO_APPLIES,
    may=_asks,
    open_to=lambda page: _payments(page, *TAKING, may=page.moves.settles_obligations),
    page=_at_payment,
    form=_receipts_form,
    do=_add,
)
CALL_OFF = Move(
    key="call_off",
    name=gettext_lazy("Call off support"),
    why_not=ONLY_WHO_APPLIES,
    too_late=gettext_lazy("Nothing is left to ask for, or the agreement is not in force yet."),
    may=_asks,
    open_to=lambda page: alone(_left_to_ask_for(page)),
    page=_at("cases:call_off"),
    form=_call_off_form,
    do=_call_off,
)
TAKE_BACK_CALL_OFF = Move(
    key="take_back_call_off",
    name=gettext_lazy("Take a call-off back"),
    about="call_off",
    why_not=ONLY_WHO_APPLIES,
    may=_asks,
    open_to=lambda page: _to_take_back(page),
    page=lambda page, made: reverse("cases:take_back_call_off", args=[page.case.number, made.pk]),
    do=_take_back_call_off,
)
REPORT_OUTCOME = Move(
    key="report_outcome",
    name=gettext_lazy("Report what a year cost"),
    about="year",
    why_not=ONLY_WHO_APPLIES,
    may=_asks,
    open_to=_to_report,
    because=_not_reported,
    page=_at_year("cases:outcome"),
    form=_outcome_form,
    do=_report,
)
RELEASE_GRANT = Move(
    key="release_grant",
    name=gettext_lazy("Give back what is left of a year"),
    about="year",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("Nothing is left of the grant for that year."),
    may=is_office,
    open_to=lambda page: [row for row in _grants(page) if page.found.is_office and row.left > 0],
    page=_at_year("cases:release"),
    form=_reason_form,
    do=_release,
)
