"""Disposal: what the rules reach, what was decided, and carrying it out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.decide_disposal import decide_disposal, may_decide
from cases.actions.dispose_case import dispose_case
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.office import DisposalInput
from cases.models import DisposalDecision, DisposalRule, DisposedDraft
from cases.permissions import require
from cases.queries.disposal import MOST, decisions, due_for_disposal, left_to_dispose
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

from .filing import ONLY_THE_OFFICE
from .refusals import put_beside

# So many at a time from the page; the command takes them all.
AT_A_TIME = 50
MOST_DECISIONS = 50


def _office(request: ReaderRequest) -> Standing:
    """The office alone: 403 for others with a mandate, and nothing here for an account without one."""
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    require(found.is_office, str(ONLY_THE_OFFICE))
    return found


@login_required
@require_safe
def overview(request: ReaderRequest) -> HttpResponse:
    _office(request)
    on = timezone.localdate()
    rules = DisposalRule.objects.select_related("route").order_by("name")[:MOST_DECISIONS]
    of_cases = DisposalRule.Of.CASES
    context = {
        "rules": [
            {"rule": rule, "due": due_for_disposal(rule, on=on).count() if rule.of == of_cases else None}
            for rule in rules
        ],
        "decisions": decisions()[:MOST_DECISIONS],
        "left": left_to_dispose().count(),
        "drafts": DisposedDraft.objects.count(),
    }
    return render(request, "cases/disposal.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: ReaderRequest, pk: int) -> HttpResponse:
    """The cases that a rule reaches, and the director's decision on those that are ticked."""
    found = _office(request)
    rule = get_object_or_404(DisposalRule, pk=pk, of=DisposalRule.Of.CASES, is_active=True)
    on = timezone.localdate()
    due = list(due_for_disposal(rule, on=on).select_related("route_version__route").prefetch_related("groups")[:MOST])
    form = DisposalInput(request.POST if request.method == "POST" else None, on=on, initial={"decided_on": on})
    # To begin with all of them; after a refusal those that were ticked, also where that was none.
    ticked = set(request.POST.getlist("case")) if request.method == "POST" else {case.number for case in due}
    if request.method == "POST":
        require(may_decide(found), _("Only the director decides on disposal."))
    if form.is_valid():
        chosen = [case for case in due if case.number in ticked]
        try:
            decide_disposal(rule, chosen, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if error.status == FORBIDDEN or not put_beside(form, error):
                form.add_error(None, str(error))
        else:
            messages.success(request, _("The decision is recorded. Nothing is taken away until it is carried out."))
            return redirect("cases:disposal")
    context: dict[str, Any] = {
        "rule": rule,
        "due": due,
        "form": form,
        "ticked": ticked,
        "may_decide": may_decide(found),
        "most": MOST,
    }
    return render(request, "cases/disposal_proposal.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def decision(request: ReaderRequest, pk: int) -> HttpResponse:
    """The log of a decision: its cases, and when each of them was disposed of."""
    _office(request)
    found = get_object_or_404(DisposalDecision.objects.select_related("rule", "recorded_by"), pk=pk)
    items = found.items.select_related("case").order_by("case__year", "case__serial")
    context = {"decision": found, "page": Paginator(items, AT_A_TIME).get_page(request.GET.get("page"))}
    return render(request, "cases/disposal_decision.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: ReaderRequest) -> HttpResponse:
    """Take away what decisions name: one transaction a case, so that what is done stays done."""
    _office(request)
    if request.method != "POST":
        return redirect("cases:disposal")
    done = 0
    for item in list(left_to_dispose()[:AT_A_TIME]):
        dispose_case(item, by=request.user)
        done += 1
    text = ngettext("%(count)s case was disposed of.", "%(count)s cases were disposed of.", done)
    messages.success(request, text % {"count": done})
    return redirect("cases:disposal")
