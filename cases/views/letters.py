"""Letters that did not get through, for the office: why, and sending them again one by one or together."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from cases.actions.settle_letter import send_letter_again, settle_letter
from cases.errors import CaseError
from cases.extensions import set_aside_tasks
from cases.models import OutgoingEmail
from cases.permissions import require
from cases.queries.letters import PAGE, Letters, Shown, given_up_about, letters
from forms.domain import typed
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

AGAIN, ALL, LEAVE = "igen", "alla", "lamna"
ACTS = {AGAIN: send_letter_again, ALL: send_letter_again, LEAVE: settle_letter}
# So many are sent again by one click; after a day without a mail server one clicks a few times.
MOST = 200


@login_required
@require_safe
def letters_page(request: ReaderRequest) -> HttpResponse:
    _for_office(request)
    return _page(request)


@login_required
@posted_from("cases:letters")
def settle(request: ReaderRequest) -> HttpResponse:
    """What was ticked is sent again, or left. What has gone meanwhile is left alone, and said."""
    _for_office(request)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    rows = _chosen(request)
    if not rows and request.POST["act"] != ALL:
        return _page(request, status=422, none_chosen=True)
    refused: dict[str, int] = {}
    for letter in rows:
        try:
            act(letter, by=request.user)
        except CaseError as error:
            refused[str(error)] = refused.get(str(error), 0) + 1
    _say(request, len(rows) - sum(refused.values()), refused)
    return redirect("cases:letters")


def _chosen(request: ReaderRequest) -> list[OutgoingEmail]:
    """What was ticked, or all that did not get through and have the words that are shown."""
    if request.POST["act"] == ALL:
        return list(given_up_about(typed.one_line(request.POST.get("q", ""))[:100])[:MOST])
    ticked = dict.fromkeys(request.POST.getlist("letter")[:PAGE])
    chosen = [pk for one in ticked if (pk := typed.whole(one)) is not None]
    rows = list(OutgoingEmail.objects.filter(pk__in=chosen).order_by("pk"))
    if len(rows) < len(chosen):
        raise Http404
    return rows


def _for_office(request: ReaderRequest) -> None:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    require(found.is_office, _("Only the office sees which letters did not get through."))


def _say(request: ReaderRequest, done: int, refused: dict[str, int]) -> None:
    if done and request.POST["act"] != LEAVE:
        said = ngettext("%(count)s letter is sent again.", "%(count)s letters are sent again.", done)
        messages.success(request, said % {"count": done})
    elif done:
        said = ngettext("%(count)s letter is off the list.", "%(count)s letters are off the list.", done)
        messages.success(request, said % {"count": done})
    for reason, count in refused.items():
        said = ngettext("%(count)s letter was left: %(reason)s", "%(count)s letters were left: %(reason)s", count)
        messages.info(request, said % {"count": count, "reason": reason})


def _page(request: ReaderRequest, *, status: int = 200, none_chosen: bool = False) -> HttpResponse:
    asked, number = request.GET.get("visa", ""), request.GET.get("page", "")
    found = letters(
        shown=Shown(asked) if asked in Shown else Shown.TROUBLED,
        wanted=request.GET.get("q", "").strip()[:100],
        newest_first=request.GET.get("ordning", "") != "aldst",
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    aside, address = set_aside_tasks(request.user)
    context = {
        "letters": found,
        "tabs": _tabs(found),
        "all_again": min(MOST, found.given_up) if found.shown in (Shown.TROUBLED, Shown.GIVEN_UP) else 0,
        "may_act": found.shown != Shown.ON_THEIR_WAY,
        "none_chosen": none_chosen,
        "aside": aside,
        "aside_url": address,
    }
    return render(request, "cases/letters.html", context, status=status)


def _tabs(found: Letters) -> list[dict[str, object]]:
    named = [
        (Shown.TROUBLED, pgettext("letters", "To look at"), found.given_up + found.unsure),
        (Shown.GIVEN_UP, pgettext("letters", "Did not get through"), found.given_up),
        (Shown.UNSURE, pgettext("letters", "Nobody knows"), found.unsure),
        (Shown.ON_THEIR_WAY, pgettext("letters", "On their way"), found.on_their_way),
    ]
    kept = {"q": found.wanted} if found.wanted else {}
    return [
        {
            "title": title,
            "url": f"?{urlencode({'visa': shown, **kept})}",
            "current": shown == found.shown,
            "count": count,
        }
        for shown, title, count in named
    ]
