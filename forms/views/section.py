"""One section: shown, saved, and every button in its tables."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.actions.remove_file import remove_file
from forms.domain.definition import Section
from forms.domain.kinds import KINDS
from forms.domain.merging import digests
from forms.errors import SectionClosed
from forms.extensions import beside
from forms.inputs.asking import Asking
from forms.inputs.rearranged import Rearranged, Typed, rearrange, typed_of
from forms.inputs.section import box_of, boxes, problem_links
from forms.models import Submission
from forms.queries.choices import bodies_to_choose, employers_to_choose, municipalities_to_choose, rates_to_use
from forms.queries.persons import persons_to_choose
from forms.queries.reading import names_of_bodies, read_answer, read_answers
from forms.views.conflict import conflict
from forms.views.page import DraftPage, draft_page, why_closed
from forms.views.presence import who_is_here
from forms.views.saving import attach_all, keep_typed, read_typed
from forms.views.words import saved
from people.requests import ReaderRequest

SCRIPTS = ("forms/autosave.js", "forms/grid.js", "forms/paste.js", "forms/conditions.js", "forms/upload.js")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: ReaderRequest, uuid: UUID, key: str) -> HttpResponse:
    page = draft_page(request, uuid)
    found = page.section(key)
    if request.method == "POST":
        return save(page, found)
    if not page.may_change(found) or not page.may_write:
        return show_read_only(page, found)
    return show(page, found, tell_missing="saknas" in request.GET)


def save(page: DraftPage, section: Section) -> HttpResponse:
    typed = typed_of(dict(page.request.POST.lists()))
    one_line_periods(section, typed)
    button = rearrange(page.request.POST.get("do", "stay"), typed, section)
    try:
        kept = keep_typed(page.submission, section, typed, by=page.request.user)
        if kept.clashes:
            return conflict(page, section, typed, kept)
        page = DraftPage(kept.submission, page.request)
        page.submission, refused = attach_all(page.submission, section, files_of(page), by=page.request.user)
        drop_file(page, button)
    except SectionClosed:
        return refuse_closed(page, section, typed)
    return answer(DraftPage(page.submission, page.request), section, button, typed, refused)


def answer(
    page: DraftPage, section: Section, button: Rearranged, typed: Typed, refused: dict[str, list[str]]
) -> HttpResponse:
    """The page or the part of it that was asked for; 422 where something that was typed cannot be used."""
    rows = {name.removesuffix(".rows"): ids for name, ids in typed.items() if name.endswith(".rows")}
    said = {button.field.key: button.notices} if button.field else {}
    asking = asking_of(page, section, rows=rows, focus=button.focus, refused=refused, said=said)
    status = 422 if problem_links(asking) else 200
    if button.field is not None:
        if page.request.htmx:
            return show_field(page, asking, button.field.key, status=422 if refused else 200)
        return show(page, section, asking=asking, status=422 if refused else 200)
    if status == 422:
        return show(page, section, asking=asking, status=422)
    if button.act == "next":
        return redirect(onward(page, section))
    return redirect(page.section_url(section))


def onward(page: DraftPage, section: Section) -> str:
    after = neighbours(page, section)[1]
    return page.section_url(after) if after else page.url("check")


def neighbours(page: DraftPage, section: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after among those that are filled in, wherever this one itself is hidden."""
    shown = page.to_fill_in if page.may_write and page.is_open else page.sections
    order = [one.key for one in page.definition.sections]
    place = order.index(section.key)
    before = [one for one in shown if order.index(one.key) < place]
    after = [one for one in shown if order.index(one.key) > place]
    return (before[-1] if before else None), (after[0] if after else None)


def asking_of(page: DraftPage, section: Section, **more: Any) -> Asking:
    period = next((field.options["period_field"] for field in section.fields if field.kind == "budget_table"), "")
    asked_in = page.definition.section_of.get(period)
    return Asking(
        definition=page.definition,
        section=section,
        answers=page.answers,
        evaluation=page.evaluation,
        url=page.section_url(section),
        period_url=f"{page.section_url(asked_in)}#id_{period}" if asked_in else "",
        bodies=bodies_to_choose(section, page.answers),
        municipalities=municipalities_to_choose(section),
        employers=employers_to_choose(section),
        rates=rates_to_use(section),
        persons=persons_to_choose(
            section.fields, page.submission, page.definition, page.answers, page.request.user, on=timezone.localdate()
        ),
        **more,
    )


def show(
    page: DraftPage, section: Section, *, asking: Asking | None = None, tell_missing: bool = False, status: int = 200
) -> HttpResponse:
    asking = asking or asking_of(page, section, tell_missing=tell_missing)
    context = frame(page, section) | {
        "boxes": boxes(asking),
        "problems": problem_links(asking),
        "url": page.section_url(section),
        "autosave_url": page.url("autosave", section.key),
        "calculate_url": page.url("calculate", section.key),
        "follows": True,
        "here": who_is_here(page, section.key),
        "presence_url": page.url("presence", section.key),
        "scripts": SCRIPTS,
        "beside": beside(page.submission, [field.key for field in section.fields], page.request.user),
        "has_tables": any(field.kind in ("row_table", "budget_table") for field in section.fields),
        **stand(page, section),
    }
    return render(page.request, "forms/section.html", context, status=status)


def show_field(page: DraftPage, asking: Asking, key: str, *, status: int) -> HttpResponse:
    context = {"box": box_of(page.definition.fields[key], asking), "submission": page.submission}
    context |= stand(page, asking.section)
    return render(page.request, "forms/field_answer.html", context, status=status)


def show_read_only(page: DraftPage, section: Section) -> HttpResponse:
    names = names_of_bodies(page.definition, page.evaluation.answers)
    why = (
        why_closed(page)
        if page.may_write
        else _("You can read this. The group's chair and process leader write in it.")
    )
    context = frame(page, section) | {"read_only": why, "answers": read_answers(section, page.evaluation, names)}
    return render(page.request, "forms/section.html", context)


def frame(page: DraftPage, section: Section) -> dict[str, Any]:
    """What stands around a section, written in or only read."""
    before, after = neighbours(page, section)
    shown = [one.key for one in page.sections]
    return page.context(
        section=section,
        place=shown.index(section.key) + 1 if section.key in shown else "–",
        places=len(shown),
        previous=page.link(before),
        next=page.link(after),
    )


def stand(page: DraftPage, section: Section) -> dict[str, Any]:
    """What the page was made from, and when that was saved."""
    last = page.submission
    started = last.revision <= 1
    return {
        "base": digests(page.answers, [field.key for field in section.fields if KINDS[field.kind].is_posted]),
        "saved": "" if started else saved(last.saved_at, last.saved_by, reader=page.request.user),
    }


def refuse_closed(page: DraftPage, section: Section, typed: Typed) -> HttpResponse:
    """409, with what was typed shown so that nothing is lost."""
    current = DraftPage(
        Submission.objects.select_related("version__form", "saved_by").get(pk=page.submission.pk), page.request
    )
    answers = {**current.answers, **read_typed(page.definition, section, typed)}
    mine = type(page)(Submission(version=current.submission.version, answers=answers), page.request)
    names = names_of_bodies(page.definition, mine.evaluation.answers)
    written = [
        read_answer(field, mine.evaluation, names)
        for field in section.fields
        if KINDS[field.kind].is_posted and answers.get(field.key) != current.answers.get(field.key)
    ]
    return current.refuse(why_closed(current), typed=written)


def files_of(page: DraftPage) -> dict[str, list[Any]]:
    return {name: page.request.FILES.getlist(name) for name in page.request.FILES}


def drop_file(page: DraftPage, button: Rearranged) -> None:
    if button.act == "drop" and button.field is not None:
        given = page.request.POST["do"].rpartition(":")[2]
        for stored in page.submission.files.filter(field_key=button.field.key):
            if str(stored.uuid) == given:
                remove_file(stored, by=page.request.user)
        page.submission.refresh_from_db()


def one_line_periods(section: Section, typed: Typed) -> None:
    """A whole period pasted in the first of two inputs is taken as both."""
    for field in section.fields:
        start, end = typed.get(f"{field.key}.from", [""])[-1], typed.get(f"{field.key}.to", [""])[-1]
        if field.kind == "period" and start.strip() and not end.strip():
            reading = KINDS["period"].parse(start, field)
            if reading.value is not None:
                typed[field.key] = [start]
