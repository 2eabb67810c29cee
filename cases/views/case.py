"""The page of a case: its head on every tab, and what stands under each."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from cases.actions.foresee import tells_of_a_period
from cases.actions.note_reading import note_reading
from cases.extensions import report_pages
from cases.inputs import AnswerInput, MessageInput
from cases.models import Case
from cases.moves.filing import REGISTER_DOCUMENT
from cases.moves.money import RELEASE_GRANT, REPORT_OUTCOME, TAKE_BACK_CALL_OFF
from cases.moves.offered import ASIDE, keys_of, offered
from cases.moves.offered import MONEY as MONEY_MOVES
from cases.moves.owing import SETTLE_OBLIGATION
from cases.permissions import is_applicant
from cases.queries import answers, documents, timeline
from cases.queries.case_money import case_money
from cases.queries.case_page import CasePage, case_page
from cases.queries.change_page import budget_in_force, change_page
from cases.queries.changes import changes_of, outdated_agreement
from cases.queries.messages import beginnings, begun_with, messages_of, threads
from people.requests import ReaderRequest

from .beside import material_html

OVERVIEW = "oversikt"
FILING = "diarieforing"
MONEY = "ekonomi"
TABS = {
    OVERVIEW: pgettext_lazy("tab of a case", "Overview"),
    "ansokan": pgettext_lazy("tab of a case", "Application"),
    "budget": pgettext_lazy("tab of a case", "Budget"),
    "handlingar": pgettext_lazy("tab of a case", "Documents"),
    "meddelanden": pgettext_lazy("tab of a case", "Messages"),
    "beslut": pgettext_lazy("tab of a case", "Decision"),
    "ekonomi": pgettext_lazy("tab of a case", "Money"),
    "handelser": pgettext_lazy("tab of a case", "Events"),
}
TAB_NAMES = tuple(name for name in TABS if name != OVERVIEW)


@login_required
@require_safe
def overview(request: ReaderRequest, number: str) -> HttpResponse:
    return render_case(request, case_page(request.user, number), OVERVIEW)


@login_required
@require_safe
def tab(request: ReaderRequest, number: str, tab: str) -> HttpResponse:
    if tab not in TAB_NAMES:
        raise Http404
    return render_case(request, case_page(request.user, number), tab)


def render_case(
    request: ReaderRequest, page: CasePage, tab: str = OVERVIEW, *, status: int = 200, **extra: Any
) -> HttpResponse:
    """The case page. `extra` holds what an answer that was refused left behind: its form, its message, its text."""
    context = {
        "page": page,
        "case": page.case,
        "tab": tab,
        "tabs": _tabs(page, tab),
        "panel": f"cases/tabs/{tab}.html",
        "answer_forms": _answer_forms(page),
        "more": offered(page, ASIDE),
        "opened_sections": documents.opened_sections(page),
        **(PANELS[tab](request, page) if tab in PANELS else {}),
        **extra,
    }
    return render(request, "cases/case.html", context, status=status)


def _tabs(page: CasePage, current: str) -> list[dict[str, Any]]:
    counts = {"meddelanden": page.message_count, "beslut": len(page.decisions)}
    tabs = [
        {
            "title": title,
            "url": address(page, name),
            "current": name == current,
            "count": counts.get(name),
            "new": page.new_messages if name == "meddelanden" else 0,
        }
        for name, title in TABS.items()
        if name != MONEY or page.has_grant or current == MONEY
    ]
    return [*tabs, _filing_tab(page, current)] if page.found.is_office else tabs


def _filing_tab(page: CasePage, current: str) -> dict[str, Any]:
    """Where the office keeps the case in order; nobody else has it."""
    url = reverse("cases:filing", args=[page.case.number])
    title = pgettext("tab of a case", "Register")
    return {"title": title, "url": url, "current": current == FILING, "count": None}


def address(page: CasePage, tab: str = OVERVIEW) -> str:
    number = page.case.number
    return reverse("cases:case", args=[number]) if tab == OVERVIEW else reverse("cases:tab", args=[number, tab])


def _answer_forms(page: CasePage) -> list[AnswerInput]:
    """One form for each body that the person answers for; a decision has a page of its own."""
    if page.stage is None or page.stage.decides:
        return []
    return [
        AnswerInput(turn=turn, stage=page.stage, on=page.on, waits_for_agreement=page.money_rests)
        for turn in page.moves.answers
    ]


def _overview(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    return {
        "sent": _readable(page, page.last_sent),
        "decided": _decided(page),
        "latest_messages": list(messages_of(page.case, page.found).reverse()[:3]),
        **_promised(page),
        **_changes(page),
    }


def _changes(page: CasePage) -> dict[str, Any]:
    """What the case asks to change in another, or what was asked to change in it; nothing is read of other cases."""
    if page.case.amends_id is not None:
        return {"change": change_page(page.case)} if _readable(page, page.last_sent) else {}
    if page.case.granted_total is None or page.case.status != Case.Status.ENDED:
        return {}
    found = changes_of(page.case)
    granting = [each for each in page.decisions if each.replaced_by_id is None]
    rows = [row for each in granting for row in each.granted.all()]
    outdated = outdated_agreement(page.case, rows) if found.amendments else None
    return {"changes": found, "years_now": found.years(rows), "outdated_agreement": outdated}


def _application(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    asked = request.GET.get("sandning", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    sent = _readable(page, answers.sent(page.case, number))
    if sent is None or not tells_of_a_period(page.case.submission):
        return {"sent": sent}
    return {
        "sent": sent,
        "material": material_html(page.case.submission, sent.revision.answers, request.user),
        "published": report_pages(page.case),
        "speaks": is_applicant(page.case, page.found, frozenset(group.pk for group in page.groups)),
        "is_office": page.found.is_office,
    }


def _budget(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    """What was applied for, and above it what holds where a change of it was decided."""
    sent = _readable(page, page.last_sent)
    may_be_changed = sent is not None and page.case.granted_total is not None
    return {"sent": sent, "in_force": budget_in_force(page.case, sent.budget) if sent and may_be_changed else None}


def _readable(page: CasePage, sent: answers.Sent) -> answers.Sent | None:
    """None for what secrecy hides from the reader."""
    return None if sent.revision.pk in page.hidden.revisions else sent


def _documents(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    return {"papers": documents.documents(page), "registers": bool(REGISTER_DOCUMENT.open_to(page))}


def _messages(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    """Whoever opens the tab has read what stands there, and still sees this once which of it was new."""
    found, last = threads(page.case, page.found)
    if page.new_messages:
        note_reading(page.case, request.user, last)
    groups = ", ".join(body.name for body in page.groups)
    internally = page.moves.writes_internally
    begin = request.GET.get("mall", "")
    text = begun_with(page.case, begin, groups) if begin and internally else ""
    asked = request.GET.get("svar", "")
    heads = {str(thread.first.message.pk): thread.first.message for thread in found}
    return {
        "threads": found,
        "answered": heads.get(asked),
        "beginnings": beginnings() if internally else [],
        "message_form": MessageInput(
            may_be_internal=internally,
            groups=groups,
            initial={"text": text, "answers": asked if asked in heads else ""},
        ),
    }


def _decisions(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    return {"decided": _decided(page), **_promised(page), **_changes(page)}


def _promised(page: CasePage) -> dict[str, Any]:
    """What must follow, and which of it the reader may tick off."""
    return {
        "obligations": page.obligations if page.is_owed else [],
        "to_settle": SETTLE_OBLIGATION.open_to(page) if page.is_owed else (),
    }


def _decided(page: CasePage) -> list[answers.Decided]:
    """Each decision beside what was applied for; nothing is evaluated for a case without decisions."""
    if not page.decisions:
        return []
    sent = _readable(page, page.last_sent)
    applied = sent.applied if sent else {}
    return [
        answers.decided(
            each,
            applied,
            page.outcome_label(each.assignment),
            recused=tuple(person.name for person in page.recused_from(each)),
        )
        for each in page.decisions
    ]


def _money(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    made = case_money(page)
    return {
        "money": made,
        "may": keys_of(page, MONEY_MOVES),
        "to_report": REPORT_OUTCOME.open_to(page),
        "to_release": {row.pk for row in RELEASE_GRANT.open_to(page)},
        "to_take_back": {each.pk for each in TAKE_BACK_CALL_OFF.open_to(page)},
    }


def _events(request: ReaderRequest, page: CasePage) -> dict[str, Any]:
    return {"events": timeline.timeline(page)}


PANELS = {
    OVERVIEW: _overview,
    "ansokan": _application,
    "budget": _budget,
    "handlingar": _documents,
    "meddelanden": _messages,
    "beslut": _decisions,
    MONEY: _money,
    "handelser": _events,
}
