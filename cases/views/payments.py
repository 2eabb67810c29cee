"""Asking for money that was granted, and the office's answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.take_back_payment import add_receipts, take_back_payment
from cases.errors import CaseError
from cases.inputs.money import PaidInput, PaymentInput, ReceiptsInput
from cases.inputs.office import ReasonInput
from cases.models import PaymentRequest
from cases.permissions import require
from cases.queries.case_money import grants_of
from cases.queries.case_page import CasePage, case_page
from forms.errors import FileRefused
from forms.wording import problem_text
from people.models import Body
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import conflict, put_beside, refused, typed_in

NAMED = ("year", "body", "payee", "message", "receipts")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    require(page.moves.settles_obligations, _("Only those who apply and the office ask for money."))
    grants = grants_of(page.case)
    if not grants:
        return conflict(request, number, str(CaseError("nothing_granted")))
    if page.money_rests and request.method != "POST":
        return conflict(request, number, str(CaseError("money_waits_for_agreement")))
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaymentInput(*posted, grants=grants, groups=page.groups, mine=my_group(page))
    if form.is_valid():
        try:
            payment = ask_for_payment(
                page.case,
                lines=form.lines,
                by=request.user,
                **_named(form, "year", "body", "payee", "message", "receipts"),
            )
        except FileRefused as error:
            form.add_error("receipts", problem_text(error))
        except CaseError as error:
            if error.field == "lines":
                error.field = "amount_1"
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("%(what)s is sent to the office.") % {"what": payment.name})
            return redirect(payment)
    is_drawn = any(row.decision.fund and row.decision.fund.is_activity for row in grants)
    context = {"page": page, "case": page.case, "form": form, "grants": grants, "is_drawn": is_drawn}
    return render(request, "cases/money/ask.html", context, status=422 if form.errors else 200)


def my_group(page: CasePage) -> Body | None:
    """The reader's own among the case's groups, where there is only one."""
    mine = [group for group in page.groups if group.pk in page.found.body_ids]
    return mine[0] if len(mine) == 1 else None


def _named(form: PaymentInput, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}


@login_required
@require_safe
def payment(request: ReaderRequest, number: str, payment: int) -> HttpResponse:
    page = case_page(request.user, number)
    return _show(request, page, _found(page, payment))


def _found(page: CasePage, number: int) -> PaymentRequest:
    rows = PaymentRequest.objects.select_related("body", "asked_by", "settled_by", "paid_by", "document")
    found = rows.filter(case=page.case, number=number).first()
    if found is None:
        raise Http404
    found.case = page.case
    return found


def _show(
    request: ReaderRequest, page: CasePage, found: PaymentRequest, *, status: int = 200, **extra: Any
) -> HttpResponse:
    state = found.state
    asked, approved = state == PaymentRequest.State.ASKED, state == PaymentRequest.State.APPROVED
    receipts = [each for each in found.receipts.order_by("number") if each.number not in page.hidden.documents]
    for each in receipts:
        each.case = page.case
    grant = next((row for row in grants_of(page.case) if row.year == found.year), None)
    context = {
        "page": page,
        "case": page.case,
        "payment": found,
        "grant": grant,
        "lines": found.lines.all(),
        "receipts": receipts,
        "rests": page.money_rests,
        "may_approve": page.found.is_office and asked and not page.money_rests and found.asked_by_id != request.user.pk,
        "is_own": page.found.is_office and asked and found.asked_by_id == request.user.pk,
        "may_refuse": page.found.is_office and (asked or approved),
        "may_pay": page.found.is_office and approved and not page.money_rests,
        "may_take_back": page.moves.settles_obligations and asked,
        "may_add": page.moves.settles_obligations and found.takes,
        "reason_form": ReasonInput(auto_id="refuse_%s"),
        "paid_form": PaidInput(initial={"paid_on": page.on}),
        "receipts_form": ReceiptsInput(),
        **extra,
    }
    return render(request, "cases/money/payment.html", context, status=status)


def _approve(request: ReaderRequest, found: PaymentRequest, form: None) -> str:
    approve_payment(found, by=request.user)
    return _("It is approved. Note here when it has been paid.")


def _refuse(request: ReaderRequest, found: PaymentRequest, form: Any) -> str:
    refuse_payment(found, by=request.user, **form.cleaned_data)
    return _("It is refused, and the amount can be asked for again.")


def _paid(request: ReaderRequest, found: PaymentRequest, form: Any) -> str:
    record_paid(found, by=request.user, **form.cleaned_data)
    return _("It is noted as paid.")


def _take_back(request: ReaderRequest, found: PaymentRequest, form: None) -> str:
    take_back_payment(found, by=request.user)
    return _("It is taken back, and the amount can be asked for again.")


def _add(request: ReaderRequest, found: PaymentRequest, form: Any) -> str:
    kept = add_receipts(found, form.cleaned_data["receipts"], by=request.user)
    return _("Receipts added: %(count)s.") % {"count": len(kept)}


# What is posted, the name of its form on the page, how that is read, and whether it is the office's.
type Act = tuple[Callable[..., str], str, Callable[[ReaderRequest], Any] | None, bool]
ACTS: dict[str, Act] = {
    "approve": (_approve, "", None, True),
    "refuse": (_refuse, "reason_form", lambda request: ReasonInput(request.POST, auto_id="refuse_%s"), True),
    "paid": (_paid, "paid_form", lambda request: PaidInput(request.POST), True),
    "take_back": (_take_back, "", None, False),
    "receipts": (_add, "receipts_form", lambda request: ReceiptsInput(request.POST, request.FILES), False),
}


@login_required
@posted_from("cases:payment", "number", "payment")
def settle(request: ReaderRequest, number: str, payment: int) -> HttpResponse:
    page = case_page(request.user, number)
    found = _found(page, payment)
    act, name, read, is_office = ACTS.get(request.POST.get("act", ""), (None, "", None, False))
    if act is None:
        return redirect(found)
    may = page.found.is_office if is_office else page.moves.settles_obligations
    require(may, str(CaseError("not_the_association" if is_office else "not_the_applicant")))
    form = read(request) if read else None
    if form is not None and not form.is_valid():
        return _show(request, page, found, status=422, **{name: form})
    try:
        messages.success(request, act(request, found, form))
    except FileRefused as error:
        assert form is not None  # only a form takes files
        form.add_error("receipts", problem_text(error))
        return _show(request, page, found, status=422, **{name: form})
    except CaseError as error:
        if form is not None and put_beside(form, error):
            return _show(request, page, found, status=422, **{name: form})
        return refused(request, page, error, typed=typed_in(form) if form is not None else ())
    return redirect(found)
