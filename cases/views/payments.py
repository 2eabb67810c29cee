"""Asking for money that was granted, and the office's answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases.errors import CaseError
from cases.models import PaymentRequest
from cases.moves import money
from cases.moves.kinds import Move, carried_out
from cases.moves.money import ASK_FOR_PAYMENT
from cases.moves.offered import ASKED, keys_of
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from forms.errors import FileRefused
from forms.wording import problem_text
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import closed_to_claims, put_beside, refused, typed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    require(ASK_FOR_PAYMENT.may(page, None), str(ASK_FOR_PAYMENT.why_not))
    if closed := closed_to_claims(request, page):
        return closed
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ASK_FOR_PAYMENT.form(page, None, *posted)
    if form.is_valid():
        try:
            done = carried_out(ASK_FOR_PAYMENT, page, None, form, request.user)
        except FileRefused as error:
            form.add_error("receipts", problem_text(error))
        except CaseError as error:
            if error.field == "lines":
                error.field = "amount_1"
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect(done.made)
    is_drawn = any(row.decision.fund and row.decision.fund.is_activity for row in page.grants)
    context = {"page": page, "case": page.case, "form": form, "grants": page.grants, "is_drawn": is_drawn}
    return render(request, "cases/money/ask.html", context, status=422 if form.errors else 200)


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
    receipts = [each for each in found.receipts.order_by("number") if each.number not in page.hidden.documents]
    for each in receipts:
        each.case = page.case
    context = {
        "page": page,
        "case": page.case,
        "payment": found,
        "grant": next((row for row in page.grants if row.year == found.year), None),
        "lines": found.lines.all(),
        "receipts": receipts,
        "rests": page.money_rests,
        "may": keys_of(page, ASKED, found),
        "is_own": page.found.is_office and found.state == State.ASKED and found.asked_by_id == request.user.pk,
        **{name: move.form(page, found, None) for move, name in ACTS.values() if name},
        **extra,
    }
    return render(request, "cases/money/payment.html", context, status=status)


State = PaymentRequest.State
# What is posted, the move that it is, and the name of its form on the page.
ACTS: dict[str, tuple[Move, str]] = {
    "approve": (money.APPROVE_PAYMENT, ""),
    "refuse": (money.REFUSE_PAYMENT, "reason_form"),
    "paid": (money.RECORD_PAID, "paid_form"),
    "take_back": (money.TAKE_BACK_PAYMENT, ""),
    "receipts": (money.ADD_RECEIPTS, "receipts_form"),
}


@login_required
@posted_from("cases:payment", "number", "payment")
def settle(request: ReaderRequest, number: str, payment: int) -> HttpResponse:
    page = case_page(request.user, number)
    found = _found(page, payment)
    move, name = ACTS.get(request.POST.get("act", ""), (None, ""))
    if move is None:
        return redirect(found)
    require(move.may(page, found), str(move.why_not))
    form = move.form(page, found, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, page, found, status=422, **{name: form})
    try:
        done = carried_out(move, page, found, form, request.user)
    except FileRefused as error:
        form.add_error("receipts", problem_text(error))
        return _show(request, page, found, status=422, **{name: form})
    except CaseError as error:
        if name and put_beside(form, error):
            return _show(request, page, found, status=422, **{name: form})
        return refused(request, page, error, typed=typed_in(form))
    messages.success(request, done.words)
    return redirect(found)
