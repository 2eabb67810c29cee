"""Agreements: drawn up, sent, signed and cancelled by the office; read by those whom they are between."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.cancel_agreement import cancel_agreement
from cases.actions.draw_up_agreement import change_agreement, draw_up_agreement
from cases.actions.send_agreement import send_agreement
from cases.actions.sign_agreement import record_signature
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.agreement import AgreementInput, SendInput, SignatureInput
from cases.inputs.office import ReasonInput
from cases.models import Agreement, AgreementTemplate, FollowUp
from cases.paper.agreement import agreement_paper
from cases.paper.agreement_word import agreement_word
from cases.permissions import require
from cases.queries.agreement_page import AgreementPage, agreement_page
from cases.queries.agreement_text import begun_with, terms_of
from cases.queries.agreements import decision_to_agree
from cases.queries.terminating import is_followed
from forms.content import clean_name, media_type
from forms.errors import FileRefused
from forms.views.file import hand_out
from forms.wording import problem_text
from people.posting import posted_from
from people.requests import ReaderRequest
from people.saving import save_as

from .filing import for_office
from .refusals import put_beside, refused, typed_in

Use = AgreementTemplate.Use


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw_up(request: ReaderRequest, number: str) -> HttpResponse:
    """A new draft, begun with what the application says; where one is open, that one."""
    page = for_office(request, number)
    case = page.case
    is_open = case.agreements.open().order_by("-number").first()
    if is_open is not None:
        return redirect("cases:agreement", number, is_open.number)
    if decision_to_agree(case) is None:
        return refused(request, page, CaseError("nothing_granted"))
    amends = case.agreements.filter(status=Agreement.Status.IN_FORCE).order_by("-number").first()
    if amends is not None:
        amends.case = case
    use = Use.AMENDMENT if amends else Use.AGREEMENT
    posted = request.POST if request.method == "POST" else None
    form = AgreementInput(posted, use=use, initial=begun_with(case, amends=amends) if posted is None else None)
    if form.is_valid():
        try:
            made = draw_up_agreement(case, form.terms, by=request.user, amends=amends)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The draft is made. Read it before you send it."))
            return redirect(made)
    context = {"case": case, "form": form, "amends": amends}
    return render(request, "cases/agreements/draft.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def agreement(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    return shown(request, agreement_page(request.user, number, agreement))


def shown(request: ReaderRequest, page: AgreementPage, *, status: int = 200, **extra: Any) -> HttpResponse:
    now, is_office = page.agreement, page.found.is_office
    is_kept = is_office and page.case.archived_on is None
    to_end = is_kept and now.status == Agreement.Status.IN_FORCE
    to_go_on = is_kept and now.status == Agreement.Status.TERMINATED
    followed = (to_end or to_go_on) and is_followed(now)
    days = FollowUp.in_use().signing_days if is_office and now.status == Agreement.Status.DRAFT else 0
    context = {
        "page": page,
        "case": page.case,
        "agreement": now,
        "may_send": is_office and now.status == Agreement.Status.DRAFT,
        "may_sign": is_office and now.status == Agreement.Status.SENT,
        "may_cancel": is_office and now.is_open,
        "may_remind": is_office and now.status == Agreement.Status.SENT,
        "may_amend": to_end and not followed,
        # While another is drawn up notice is neither given nor taken back.
        "may_go_on": to_go_on and not followed,
        "go_on_form": ReasonInput(auto_id="notice_%s"),
        "send_form": SendInput(initial={"revision": now.revision, "sign_by": _in(page, days)}),
        "reason_form": ReasonInput(auto_id="cancel_%s"),
        **extra,
    }
    return render(request, "cases/agreements/agreement.html", context, status=status)


def _in(page: AgreementPage, days: int) -> date:
    return page.on + timedelta(days=days)


def office_page(request: ReaderRequest, number: str, place: int) -> AgreementPage:
    page = agreement_page(request.user, number, place)
    require(page.found.is_office, str(CaseError("not_the_association")))
    return page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    page = office_page(request, number, agreement)
    now = page.agreement
    if now.status != Agreement.Status.DRAFT:
        return refused_on(request, page, CaseError("agreement_sent"))
    posted = request.POST if request.method == "POST" else None
    initial = {**terms_of(now), "revision": now.revision}
    use = Use.AMENDMENT if now.amends_id else Use.AGREEMENT
    form = AgreementInput(posted, use=use, now=now.template, initial=initial if posted is None else None)
    if form.is_valid():
        try:
            change_agreement(now, form.terms, revision=form.cleaned_data["revision"] or 0, by=request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused_on(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The draft is changed."))
            return redirect(now)
    context = {"case": page.case, "form": form, "agreement": now, "amends": now.amends}
    return render(request, "cases/agreements/draft.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:agreement", "number", "agreement")
def send(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    page = office_page(request, number, agreement)
    form = SendInput(request.POST)
    if not form.is_valid():
        return shown(request, page, status=422, send_form=form)
    try:
        send_agreement(page.agreement, by=request.user, **form.cleaned_data)
    except CaseError as error:
        if put_beside(form, error):
            return shown(request, page, status=422, send_form=form)
        return refused_on(request, page, error)
    messages.success(request, _("The agreement is sent to be signed. Note here when each party has signed."))
    return redirect(page.agreement)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ReaderRequest, number: str, agreement: int, place: int) -> HttpResponse:
    """Note that a party has signed, with the file or where it was signed."""
    page = office_page(request, number, agreement)
    party = next((each for each in page.parties if each.place == place and each.signs), None)
    if party is None:
        raise Http404
    if page.agreement.status != Agreement.Status.SENT or party.signed_on is not None:
        code = "party_has_signed" if party.signed_on is not None else "agreement_waits_for_nobody"
        standing = page.agreement.get_status_display()
        return refused_on(request, page, CaseError(code, party=party.name, standing=standing))
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SignatureInput(*posted, initial={"signed_by": party.signatory, "signed_on": page.on})
    if form.is_valid():
        try:
            made = record_signature(page.agreement, place, by=request.user, **form.cleaned_data)
        except FileRefused as error:
            form.add_error("upload", problem_text(error))
        except CaseError as error:
            if not put_beside(form, error):
                return refused_on(request, page, error, typed=typed_in(form))
        else:
            is_done = made.status == Agreement.Status.IN_FORCE
            said = _("All have signed. The agreement is in force.") if is_done else _("The signature is noted.")
            messages.success(request, said)
            return redirect(made)
    context = {"page": page, "case": page.case, "agreement": page.agreement, "party": party, "form": form}
    return render(request, "cases/agreements/sign.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:agreement", "number", "agreement")
def cancel(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    page = office_page(request, number, agreement)
    form = ReasonInput(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        return shown(request, page, status=422, reason_form=form)
    try:
        cancel_agreement(page.agreement, by=request.user, **form.cleaned_data)
    except CaseError as error:
        if put_beside(form, error):
            return shown(request, page, status=422, reason_form=form)
        return refused_on(request, page, error, typed=typed_in(form))
    messages.success(request, _("The agreement is cancelled. You can draw up another one."))
    return redirect(page.agreement)


@login_required
@require_safe
@never_cache
def paper(request: ReaderRequest, number: str, agreement: int, kind: str) -> HttpResponseBase:
    """As it was sent; of a draft as it stands now, marked as a draft."""
    page = agreement_page(request.user, number, agreement)
    now = page.agreement
    if page.is_hidden or kind not in ("pdf", "docx"):
        raise Http404
    kept = now.pdf if kind == "pdf" else now.word
    if kept is not None and kept.file:
        return hand_out(kept.file, kept.file_name, named=True)
    if not now.content:
        raise Http404  # disposed of
    made = agreement_paper(now) if kind == "pdf" else agreement_word(now)
    name = clean_name(f"{page.case.number} {now.name} {pgettext('file name', 'draft')}", kind)
    return HttpResponse(made, content_type=media_type(kind), headers={"Content-Disposition": save_as(name)})


def refused_on(request: ReaderRequest, page: AgreementPage, error: CaseError, *, typed: Any = ()) -> HttpResponse:
    """403 as its own page; 409 on the agreement as it is now, with what was typed kept."""
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    fresh = agreement_page(request.user, page.case.number, page.agreement.number)
    return shown(request, fresh, status=409, refused=str(error), typed=typed)
