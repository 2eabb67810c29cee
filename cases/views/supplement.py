"""Asking the applicant for more: which sections to open, what is asked for, by when."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.request_supplement import request_supplement
from cases.domain.route import Lapsing
from cases.errors import CaseError
from cases.inputs import SupplementInput
from cases.moves.turns import sections_to_open
from cases.permissions import holds_role, require
from cases.queries.case_page import CasePage, case_page
from cases.sentences import quoted
from people.requests import ReaderRequest

from .answer import why_not
from .refusals import conflict, put_beside, refused, typed_in

USUAL_TIME = timedelta(days=14)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_supplement_page(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    asked = request.POST.get("turn") or request.GET.get("turn", "")
    turn = next((each for each in page.turns if str(each.pk) == asked), None) or next(iter(page.moves.answers), None)
    held = turn is not None and page.may_answer(turn)
    only = _("Only the one who is to answer at this stage can ask for a supplement.")
    # Whoever wrote a question while the turn passed to a colleague has it back.
    wrote = request.method == "POST" and turn is not None and holds_role(page.found, turn)
    require(held or wrote, only)
    form = SupplementInput(
        request.POST if request.method == "POST" else None,
        sections=sections_to_open(page),
        on=page.on,
        initial={"due_on": page.on + USUAL_TIME},
    )
    if turn is not None and not held:
        return conflict(request, number, why_not(page, turn), typed=typed_in(form))
    if turn not in page.moves.answers or page.stage is None or page.stage.supplement is None:
        return conflict(request, number, _not_now(page), typed=typed_in(form))
    if form.is_valid():
        try:
            request_supplement(turn, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The applicant has been asked for a supplement."))
            return redirect(page.case)
    context = {"page": page, "case": page.case, "turn": turn, "form": form, "outcome": page.stage.supplement}
    context["afterwards"] = _afterwards(page)
    return render(request, "cases/supplement.html", context, status=422 if form.errors else 200)


def _afterwards(page: CasePage) -> str:
    """Who answers again when the supplement has come in."""
    outcome = page.stage.supplement if page.stage else None
    lapses = outcome.lapses if outcome else Lapsing()
    found = [page.route.stage(key) for key in lapses.places]
    values = {"stages": quoted([stage.title for stage in found if stage])}
    sentences = {
        "stage": _("Afterwards all who answer at this stage are asked again, also those that have answered."),
        "all": _("Afterwards all answers lapse, and the case starts over from its first stage."),
        "from": _("Afterwards the case goes back to %(stages)s, and all from there on are asked again."),
        "stages": _(
            "Afterwards those who have answered at %(stages)s are asked again, and then it comes back to you. "
            "What others have answered stands."
        ),
    }
    return sentences.get(lapses.which, _("Afterwards it comes back to you.")) % values


def _not_now(page: CasePage) -> str:
    if page.supplement is not None:
        return _("A supplement is already asked for. Your question was not sent.")
    return _("A supplement cannot be asked for now. Your question was not sent.")
