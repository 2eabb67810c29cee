"""The task list of a submission: its sections, how far each has come, who saved it and when."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from forms.actions.carry_over import newer_version
from forms.domain.definition import Section
from forms.domain.progress import Progress
from forms.models import Submission
from forms.views.page import DraftPage, draft_page
from forms.views.presence import who_is_here
from forms.views.words import PROGRESS_MARKS, left_words, progress_word, saved, standing_of
from people.requests import ReaderRequest


@login_required
@require_safe
def overview(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    page = draft_page(request, uuid)
    context = page.context(
        crumbs=page.crumbs(with_overview=False),
        standing=standing_of(page.submission, request.user),
        tasks=[task(page, section) for section in page.sections],
        now=now(page),
        page=page,
        from_before=page.submission.begun_from if page.submission.state == Submission.State.DRAFT else None,
        left=left_over(page),
        newer=newer_version(page.submission) if page.may_write else None,
        here=who_is_here(page),
        offers_workbook=offers_workbook(page),
    )
    return render(request, "forms/overview.html", context)


def offers_workbook(page: DraftPage) -> bool:
    """Whether there is a table to fill in that the reader may write in."""
    asked = (field for section in page.to_fill_in for field in section.fields)
    return page.is_open and page.may_write and any(field.kind in ("row_table", "budget_table") for field in asked)


def left_over(page: DraftPage) -> list[dict[str, Any]]:
    """What a draft could not take over, for those who write in it."""
    if page.submission.state != Submission.State.DRAFT or not page.may_write:
        return []
    return [left_words(left) for left in page.submission.left_over]


def task(page: DraftPage, section: Section) -> dict[str, Any]:
    event = page.last_saves.get(section.key)
    hint = saved(event.at, event.by, reader=page.request.user) if event else ""
    if page.is_reopened and section.key not in page.submission.open_sections:
        return {
            "title": section.title,
            "url": page.section_url(section),
            "status": _("Sent in"),
            "mark": "",
            "hint": "",
        }
    progress = page.progress(section)
    status, mark = progress_word(progress), PROGRESS_MARKS[progress]
    if progress == Progress.DONE and section in page.unanswered:
        status, mark = pgettext("section of a form", "to be supplemented"), "now"
    return {
        "title": section.title,
        "url": page.section_url(section),
        "status": status if page.is_open else _("Sent in"),
        "mark": mark if page.is_open else "",
        "hint": hint,
    }


def now(page: DraftPage) -> dict[str, Any]:
    """The one next thing to do."""
    place = page.place
    if page.submission.state == Submission.State.SUBMITTED:
        words = place.words if place else ""
        follow = (
            {"url": place.url, "action": _("Follow %(reference)s") % {"reference": place.reference}} if place else {}
        )
        return {"title": _("Sent in"), "text": words, **follow}
    if not page.may_write:
        return {"title": _("You can read this"), "text": _("The group's chair and process leader write in it.")}
    if page.is_reopened:
        return _supplement(page)
    left = [section for section in page.to_fill_in if page.progress(section) != Progress.DONE]
    title = _("What is left")
    if left:
        said = ngettext("%(number)s section is left.", "%(number)s sections are left.", len(left))
        action = _("Go on with %(section)s") % {"section": left[0].title}
        text = said % {"number": len(left)}
        return {"title": title, "text": text, "url": page.section_url(left[0]), "action": action}
    text = _("All sections are filled in.")
    return {"title": title, "text": text, "url": page.url("check"), "action": _("Check the answers and send in")}


def _supplement(page: DraftPage) -> dict[str, Any]:
    """What is asked for and which sections are open; whoever has changed nothing yet begins with the first of them."""
    place = page.place
    now = {
        "title": _("A supplement is asked for"),
        "asked": place.asked if place else "",
        "until": place.due_on if place else None,
        "opened": [{"title": each.title, "url": page.section_url(each)} for each in page.to_fill_in],
    }
    check = {"url": page.url("check"), "action": _("Check the answers and send in")}
    left = [section for section in page.to_fill_in if page.progress(section) != Progress.DONE]
    if not left and len(page.unanswered) < len(page.to_fill_in):
        return {**now, **check}
    first = (left or page.unanswered or page.to_fill_in)[0]
    action = {"url": page.section_url(first), "action": _("Go on with %(section)s") % {"section": first.title}}
    return {**now, **action, "otherwise": check if not left else None}
