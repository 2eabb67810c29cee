"""What grants owe: the office decides what must follow a case; a list over all cases, and reminders in bulk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases import notices_of_obligations
from cases.actions.add_obligation import add_obligation
from cases.actions.make_obligations import make_obligations, note_start
from cases.actions.remind_obligation import remind_obligation
from cases.errors import CaseError
from cases.inputs.follow_up import ObligationInput, ProposalsInput, StartInput
from cases.models import FollowUp
from cases.moves.owing import SETTLE_OBLIGATION
from cases.permissions import require
from cases.queries.follow_up import DONE, LATE, LISTS, SENT, SOON, followed, obligations_seen
from cases.queries.stages import stage_names
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

from .filing import for_office
from .refusals import put_beside, refused, typed_in
from .reminding import Came, letter_to_read, remind_of, ticked

NAMES = {
    LATE: gettext_lazy("Late"),
    SENT: gettext_lazy("To be looked at"),
    SOON: gettext_lazy("To be done"),
    DONE: gettext_lazy("Done"),
}
# As many as a page has; a longer list was not ticked by hand.
MOST = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def owing(request: ReaderRequest, number: str) -> HttpResponse:
    """What must follow the case: proposals to make, what is made, something of one's own, and the real start."""
    page = for_office(request, number)
    case, act = page.case, request.POST.get("act", "")
    terms = FollowUp.in_use().terms
    proposals = ProposalsInput(request.POST if act == "make" else None, proposed=page.proposed, on=page.on)
    start = StartInput(request.POST if act == "start" else None, initial={"began_on": case.began_on})
    own = ObligationInput(request.POST if act == "add" else None, auto_id="own_%s")
    acts = {
        "make": (proposals, lambda: make_obligations(case, proposals.wanted, by=request.user)),
        "start": (start, lambda: note_start(case, start.cleaned_data["began_on"], by=request.user)),
        "add": (own, lambda: add_obligation(case, by=request.user, **own.cleaned_data)),
    }
    if act in acts:
        form, do = acts[act]
        if form.is_valid():
            try:
                do()
            except CaseError as error:
                if not put_beside(form, error):
                    return refused(request, page, error, typed=typed_in(form))
            else:
                messages.success(request, _("What must follow is saved."))
                return redirect("cases:owing", number)
    context = {
        "page": page,
        "case": case,
        "proposals": proposals,
        "start": start,
        "own": own,
        "obligations": page.obligations,
        "to_settle": SETTLE_OBLIGATION.open_to(page),
        "terms": terms,
    }
    is_wrong = bool(proposals.errors or start.errors or own.errors)
    return render(request, "cases/owing.html", context, status=422 if is_wrong else 200)


@login_required
@require_safe
def obligations_page(request: ReaderRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: ReaderRequest, *, status: int = 200, none_chosen: bool = False) -> HttpResponse:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    asked, number = request.GET.get("visa", ""), request.GET.get("page", "")
    name = asked if asked in LISTS else LATE
    on = timezone.localdate()
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    shown = followed(found, stage_names(), name, number=page, on=on)
    tabs = [
        {
            "title": title,
            "url": f"{reverse('cases:obligations')}?visa={key}",
            "current": key == name,
            "count": shown.counts.get(key),
        }
        for key, title in NAMES.items()
    ]
    context = {
        "shown": shown,
        "tabs": tabs,
        "on": on,
        "none_chosen": none_chosen,
        "ticks": found.is_office and name == LATE,
    }
    return render(request, "cases/obligations_page.html", context, status=status)


@login_required
@posted_from("cases:obligations")
def remind(request: ReaderRequest) -> HttpResponse:
    """Remind of those that are ticked; each at most once a day."""
    found = standing(request.user)
    require(found.is_office, _("Only the office can remind others."))
    chosen = ticked(request, "obligation", most=MOST)
    if not chosen:
        return _listed(request, status=422, none_chosen=True)
    rows = list(obligations_seen(found, stage_names()).filter(pk__in=chosen).select_related("case").order_by("due_on"))
    if len(rows) < len(chosen):
        raise Http404
    if "read" in request.POST:
        back = reverse("cases:obligations")
        return letter_to_read(request, rows, notices_of_obligations.reminders, name="obligation", back=back)
    remind_of(request, rows, remind_obligation, SAID)
    return redirect("cases:obligations")


def _sent(count: int) -> str:
    return ngettext("%(count)s reminder is sent.", "%(count)s reminders are sent.", count)


def _not_sent(count: int) -> str:
    return ngettext(
        "%(count)s was reminded of earlier today or is not late any more; nothing was sent.",
        "%(count)s were reminded of earlier today or are not late any more; nothing was sent.",
        count,
    )


SAID = {Came.SENT: _sent, Came.EARLIER: _not_sent, Came.GONE_ON: _not_sent}
