"""One thing that a grant owes: its form, what was sent in, and what the office says of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.fill_obligation import begin_obligation
from cases.actions.make_obligations import change_obligation, remove_obligation
from cases.actions.review_obligation import approve_obligation, return_obligation
from cases.errors import CaseError
from cases.inputs.follow_up import ObligationInput
from cases.inputs.office import ReasonInput
from cases.moves.kinds import carried_out
from cases.moves.offered import OWED, keys_of
from cases.moves.owing import SETTLE_OBLIGATION
from cases.moves.whole import applies
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from cases.queries.follow_up import Answered, answered
from people.posting import posted_from
from people.requests import ReaderRequest

from .filing import for_office
from .refusals import put_beside, refused, typed_in


@login_required
@require_safe
def owed(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = case_page(request.user, number)
    asked = request.GET.get("sandning", "")
    sending = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    return _shown(request, page, answered(page.case, pk, number=sending))


def _shown(
    request: ReaderRequest,
    page: CasePage,
    found: Answered,
    *,
    form: ReasonInput | None = None,
    settling: BaseForm | None = None,
    not_so: str = "",
    status: int = 200,
) -> HttpResponse:
    """`not_so` says why it was not marked as done, beside what to do instead."""
    obligation = found.obligation
    context = {
        "page": page,
        "case": page.case,
        "owed": obligation,
        "found": found,
        "late": obligation.is_late(page.on),
        "hidden": found.revision is not None and found.revision.pk in page.hidden.revisions,
        "may": keys_of(page, OWED, obligation),
        "reason_form": form or ReasonInput(),
        "settle_form": settling or SETTLE_OBLIGATION.form(page, obligation, None),
        "not_so": not_so,
    }
    return render(request, "cases/owed.html", context, status=status)


@login_required
@posted_from("cases:owed", "number", "pk")
def fill(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    """Begin the form, or go on with what is begun; what was sent back is opened again."""
    page = case_page(request.user, number)
    obligation = answered(page.case, pk).obligation
    require(applies(page), _("Only those who apply can fill this in."))
    try:
        submission = begin_obligation(obligation, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    return redirect("forms:overview", submission.uuid)


@login_required
@posted_from("cases:owed", "number", "pk")
def review(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    """Approve what was sent in, or send it back with what is missing."""
    page = for_office(request, number)
    found = answered(page.case, pk)
    is_return = request.POST.get("act") == "return"
    form = ReasonInput(request.POST) if is_return else None
    if form is not None and not form.is_valid():
        return _shown(request, page, found, form=form, status=422)
    try:
        if form is not None:
            return_obligation(found.obligation, by=request.user, **form.cleaned_data)
        else:
            approve_obligation(found.obligation, by=request.user)
    except CaseError as error:
        return refused(request, page, error, typed=typed_in(form) if form else ())
    said = _("“%(what)s” is sent back.") if is_return else _("“%(what)s” is approved.")
    messages.success(request, said % {"what": found.obligation.title})
    return redirect("cases:owed", number, pk)


@login_required
@posted_from("cases:tab", "number", tab="beslut")
def settle(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    """Mark it as done. Who owes it and has a form to send in is led there; of the office it is asked why."""
    page = case_page(request.user, number)
    found = answered(page.case, pk)
    obligation = found.obligation
    require(SETTLE_OBLIGATION.may(page, obligation), _("Only those who apply and the office can mark this as done."))
    if instead := SETTLE_OBLIGATION.because(page, obligation):
        return _shown(request, page, found, not_so=str(instead), status=instead.status)
    form = SETTLE_OBLIGATION.form(page, obligation, request.POST)
    if obligation.done_on is not None:
        return refused(request, page, CaseError("already_done"), typed=typed_in(form))
    if not form.is_valid():
        return _shown(request, page, found, settling=form, status=422)
    try:
        done = carried_out(SETTLE_OBLIGATION, page, obligation, form, request.user)
    except CaseError as error:
        return refused(request, page, error, typed=typed_in(form))
    messages.success(request, done.words)
    return redirect("cases:tab", number, "beslut")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    """Other words, another kind or another day; or take it away, while nobody has begun it."""
    page = for_office(request, number)
    obligation = answered(page.case, pk).obligation
    if request.POST.get("act") == "remove":
        return _removed(request, page, obligation)
    now = {name: getattr(obligation, name) for name in ("title", "kind", "due_on")}
    form = ObligationInput(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        try:
            change_obligation(obligation, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("cases:owed", number, pk)
    context = {"page": page, "case": page.case, "owed": obligation, "form": form}
    return render(request, "cases/owed_change.html", context, status=422 if form.errors else 200)


def _removed(request: ReaderRequest, page: CasePage, obligation) -> HttpResponse:
    title = obligation.title
    try:
        remove_obligation(obligation, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, _("“%(what)s” is taken away.") % {"what": title})
    return redirect("cases:owing", page.case.number)
