"""What waits for me: the first page after the login. The office reminds others from there."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from cases.actions.note_reading import note_reading
from cases.actions.remind_late import letters_ahead, remind_late
from cases.errors import CaseError
from cases.letters import read_ahead
from cases.models import Case
from cases.permissions import require
from cases.queries.inbox import Inbox, View, inbox
from people.posting import posted_from
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

from .reminding import Came, remind_of

# As many as the page has rows; a longer list was not ticked by hand.
MOST = 100


@login_required
@require_safe
def inbox_page(request: ReaderRequest) -> HttpResponse:
    return _inbox(request, request.GET.get("page", ""))


@login_required
@posted_from("cases:inbox")
def remind(request: ReaderRequest) -> HttpResponse:
    found = standing(request.user)
    require(found.is_office, _("Only the office can remind others."))
    numbers = dict.fromkeys(request.POST.getlist("case")[:MOST])
    if not numbers:
        return _inbox(request, "", status=422, none_chosen=True)
    cases = list(Case.objects.visible_in(found).filter(number__in=numbers).order_by("due_on", "pk"))
    if len(cases) < len(numbers):
        raise Http404
    if "las" in request.POST:
        return _ahead(request, cases, found)
    remind_of(request, cases, remind_late, SAID)
    return redirect("cases:inbox")


def _ahead(request: ReaderRequest, cases: Iterable[Case], found: Standing) -> HttpResponse:
    """The letters that a reminder of the ticked cases would send, to be read before they go."""
    rows = []
    for case in cases:
        try:
            letters, gone = letters_ahead(case, on=found.on), ""
        except CaseError as error:
            letters, gone = [], str(error)
        rows.append({"case": case, "letters": read_ahead(letters), "gone": gone})
    sends = any(row["letters"] for row in rows)
    return render(request, "cases/reminders.html", {"rows": rows, "sends": sends})


@login_required
@posted_from("cases:inbox")
def read_all(request: ReaderRequest) -> HttpResponse:
    """All that was shown is read; what was written meanwhile is not."""
    last = request.POST.get("last", "")
    if not last.isdecimal() or len(last) > 18:
        raise Http404
    note_reading(None, request.user, int(last))
    messages.success(request, _("All messages are marked as read."))
    return redirect("cases:inbox")


def _sent(count: int) -> str:
    return ngettext("%(count)s case was reminded of.", "%(count)s cases were reminded of.", count)


def _earlier(count: int) -> str:
    return ngettext(
        "%(count)s case was reminded of earlier today; no second reminder was sent.",
        "%(count)s cases were reminded of earlier today; no second reminder was sent.",
        count,
    )


def _gone_on(count: int) -> str:
    return ngettext("%(count)s case is not late any more.", "%(count)s cases are not late any more.", count)


SAID = {Came.SENT: _sent, Came.EARLIER: _earlier, Came.GONE_ON: _gone_on}


def _inbox(request: ReaderRequest, asked: str, *, status: int = 200, none_chosen: bool = False) -> HttpResponse:
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    shown = request.GET.get("visa", "")
    view = View(shown) if shown in View else View.ALL
    found = inbox(request.user, number=number, view=view, wanted=request.GET.get("q", "").strip()[:100])
    context = {"inbox": found, "tabs": _views(found), "none_chosen": none_chosen}
    return render(request, "cases/inbox.html", context, status=status)


def _views(found: Inbox) -> list[dict[str, object]]:
    """The questions, each with how many, and everything together."""
    named = [
        (View.ALL, pgettext("inbox", "Everything"), ""),
        (View.MINE, _("Waits for me"), str(found.mine_count)),
        (View.OTHERS, _("I wait for others"), str(found.others_count)),
        (View.LATE, pgettext("inbox", "Late"), str(found.late_count)),
        (View.UNREAD, _("Unread messages"), found.unread.count),
    ]
    kept = {"q": found.wanted} if found.wanted else {}
    return [
        {"title": title, "url": f"?{urlencode({'visa': view, **kept})}", "current": view == found.view, "count": count}
        for view, title, count in named
    ]
