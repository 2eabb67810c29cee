"""The acts that answer nothing, each on a page of its own: one question, what it means, and a button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.errors import CaseError
from cases.models import Assignment
from cases.moves.kinds import Move
from cases.moves.offered import PAGES
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from people.requests import ReaderRequest

from .refusals import conflict, put_beside, refused, typed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: ReaderRequest, number: str, act: str) -> HttpResponse:
    page = case_page(request.user, number)
    kind = PAGES.get(act)
    if kind is None or kind.do is None:
        raise Http404
    turn = _turn(page, kind, request.POST.get("turn") or request.GET.get("turn", ""))
    about = turn if kind.about == "turn" else None
    require(kind.may(page, turn), str(kind.why_not))
    posted = request.POST if request.method == "POST" else None
    form = kind.form(page, turn, posted)
    if not kind.is_open(page, about) and not getattr(form, "is_settled", False):
        return conflict(request, number, str(kind.too_late), typed=typed_in(form))
    if form.is_valid() and posted is not None:
        try:
            done = kind.do(page, turn, form, request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect(page.case)
    context = {"page": page, "case": page.case, "turn": turn, "form": form, "kind": kind, "act": act}
    context["facts"] = kind.facts(page, turn)
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)


def _turn(page: CasePage, kind: Move, asked: str) -> Assignment | None:
    """The turn that was asked for, open or not; without one, the first that the act can be done to."""
    named = next((turn for turn in page.turns if str(turn.pk) == asked), None)
    if named is None and asked:
        raise Http404(_("There is no such turn."))
    return named or next(iter(kind.candidates(page) if kind.candidates else ()), None)
