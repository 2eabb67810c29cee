"""Agreements over all cases: those to draw up, to send, to be signed, late and in force; reminders in bulk."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from cases import notices_of_agreements
from cases.actions.remind_agreement import remind_agreement
from cases.models import Agreement
from cases.permissions import require
from cases.queries.agreements import (
    DRAFTS,
    EVERY,
    IN_FORCE,
    LATE,
    LISTS,
    SENT,
    SETTLED,
    WANTED,
    Asked,
    Listed,
    listed,
)
from cases.queries.stages import stage_names
from people.posting import posted_from
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

from .reminding import Came, letter_to_read, remind_of, ticked

NAMES = {
    WANTED: gettext_lazy("To draw up"),
    DRAFTS: gettext_lazy("Drafts"),
    SENT: gettext_lazy("To be signed"),
    LATE: pgettext_lazy("agreements", "Late"),
    IN_FORCE: pgettext_lazy("agreements", "In force"),
    SETTLED: pgettext_lazy("agreements", "Ended"),
    EVERY: pgettext_lazy("agreements", "All"),
}
# Drafts and what has no draft yet are the office's alone.
OFFICE_ONLY = (WANTED, DRAFTS)
# As many as a page has; a longer list was not ticked by hand.
MOST = 50


@login_required
@require_safe
def agreements_page(request: ReaderRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: ReaderRequest, *, status: int = 200, none_chosen: bool = False) -> HttpResponse:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    asked = _asked(request, found)
    on = timezone.localdate()
    shown = listed(found, stage_names(), asked, on=on)
    context = {
        "shown": shown,
        "tabs": _tabs(shown, found),
        "on": on,
        "is_office": found.is_office,
        "ticks": found.is_office and asked.name in (SENT, LATE),
        "none_chosen": none_chosen,
        "wanted": asked.name == WANTED,
    }
    return render(request, "cases/agreements/list.html", context, status=status)


def _asked(request: ReaderRequest, found: Standing) -> Asked:
    name, number, year = (request.GET.get(each, "") for each in ("visa", "page", "ar"))
    lists = [each for each in LISTS if found.is_office or each not in OFFICE_ONLY]
    return Asked(
        name=name if name in lists else SENT,
        group=request.GET.get("grupp", "")[:50].replace("\x00", ""),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )


def _tabs(shown: Listed, found: Standing) -> list[dict[str, object]]:
    kept = {"grupp": shown.asked.group, "ar": shown.asked.year}
    kept = {name: value for name, value in kept.items() if value}
    return [
        {
            "title": title,
            "url": f"?{urlencode({'visa': name, **kept})}",
            "current": name == shown.asked.name,
            "count": shown.counts[name],
        }
        for name, title in NAMES.items()
        if found.is_office or name not in OFFICE_ONLY
    ]


@login_required
@posted_from("cases:agreements")
def remind(request: ReaderRequest) -> HttpResponse:
    """Remind of those that are ticked; each at most once a day."""
    found = standing(request.user)
    require(found.is_office, _("Only the office can remind others."))
    chosen = ticked(request, "agreement", most=MOST)
    if not chosen:
        return _listed(request, status=422, none_chosen=True)
    rows = list(Agreement.objects.visible_in(found).filter(pk__in=chosen).select_related("case").order_by("sign_by"))
    if len(rows) < len(chosen):
        raise Http404
    shown = request.POST.get("visa", "")
    back = f"{request.path.removesuffix('paminn/')}?{urlencode({'visa': shown if shown in LISTS else LATE})}"
    if "read" in request.POST:
        return letter_to_read(request, rows, notices_of_agreements.reminders, name="agreement", back=back)
    remind_of(request, rows, remind_agreement, SAID)
    return redirect(back)


def _sent(count: int) -> str:
    return ngettext("%(count)s reminder is sent.", "%(count)s reminders are sent.", count)


def _not_sent(count: int) -> str:
    return ngettext(
        "%(count)s was reminded of earlier today or waits for nobody any more; nothing was sent.",
        "%(count)s were reminded of earlier today or wait for nobody any more; nothing was sent.",
        count,
    )


SAID = {Came.SENT: _sent, Came.EARLIER: _not_sent, Came.GONE_ON: _not_sent}
