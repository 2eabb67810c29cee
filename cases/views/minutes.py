"""Writing down a meeting: each point with its decision, who does what, and corrections."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.adjust_meeting import correct_meeting
from cases.actions.arrange_agenda import word_point
from cases.actions.follow_up import add_action_item
from cases.actions.recuse_at_point import recuse_at_point
from cases.actions.settle_point import CaseAnswer, reword_point, settle_point
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.meeting import (
    CorrectionInput,
    PointAnswerInput,
    PointDecisionInput,
    PointFileInput,
    PointInput,
    PointRecusalInput,
    SettleInput,
    TaskInput,
)
from cases.models import AgendaItem, Assignment
from cases.permissions import require
from cases.queries.case_money import fund_of
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import doers_for
from cases.queries.money import left_by_year
from people.posting import posted_from
from people.requests import ReaderRequest

from .answer import applied_by_year, usual_fund
from .meetings import show
from .refusals import put_beside


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: ReaderRequest, pk: int, item: int) -> HttpResponse:
    """Before the meeting its heading and proposal; in the meeting what was said and decided."""
    page, found = kept_point(request, pk, item)
    require(found.pk not in page.out_of, str(CaseError("recused_at_point")))
    form = _form_for(page, found, request)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(page, found, form, request)
            except CaseError as error:
                status = _beside(form, error)
            else:
                messages.success(request, _("The point is saved."))
                return redirect(f"{page.meeting.get_absolute_url()}#punkt-{found.pk}")
    elif not page.meeting.is_open or found.adjusted_at is not None:
        return show(request, page, refused=_("The point is adjusted and stands as it is."))
    return show_point(request, page, found, form, status)


def show_point(
    request: ReaderRequest, page: MeetingPage, item: AgendaItem, form: Form, status: int = 200, **extra: Any
) -> HttpResponse:
    recused = {one.person_id for one in item.recusals.all()}
    context = {
        "page": page,
        "meeting": page.meeting,
        "item": item,
        "form": form,
        "file_form": PointFileInput(),
        "task_form": TaskInput(people=doers_for(page.meeting)),
        "recusal_form": PointRecusalInput(people=[row.person for row in page.present if row.person_id not in recused]),
        "answers": isinstance(form, PointAnswerInput | PointDecisionInput),
        "waits": _waits(item),
        **extra,
    }
    return render(request, "cases/meetings/point.html", context, status=status)


def _waits(item: AgendaItem) -> bool:
    """Whether the case still waits for the body's answer."""
    return item.assignment is not None and item.assignment.state == Assignment.State.WAITING


def _form_for(page: MeetingPage, item: AgendaItem, request: ReaderRequest) -> Form:
    posted = request.POST if request.method == "POST" else None
    first = {"version": item.version, "notes": item.notes, "decision": item.decision}
    if not page.meeting.is_held:
        initial = {"title": item.title, "proposal": item.proposal, "version": item.version}
        return PointInput(posted, initial=initial)
    # A case that cannot be answered, or is to wait, is dealt with as a free point.
    answers = item.assignment is not None and not item.is_settled and _waits(item)
    if answers and "utan-svar" not in request.GET:
        form = _answer_form(page, item, posted)
    else:
        form = SettleInput(posted, initial=first if item.is_settled else {**first, "decision": ""})
        if item.outcome:
            del form.fields["decision"]
    # Notes have nobody who adjusts a point of them.
    if item.is_settled or not page.meeting.has_minutes:
        del form.fields["adjust_now"]
    return form


def _answer_form(page: MeetingPage, item: AgendaItem, posted: Any) -> Form:
    turn = item.assignment
    assert turn is not None
    stage = turn.case.route_version.parsed.stage(turn.stage)
    assert stage is not None
    first = {"version": item.version, "text": item.proposal if stage.decides else ""}
    if not stage.decides:
        return PointAnswerInput(posted, turn=turn, stage=stage, on=page.found.on, initial=first)
    applied = applied_by_year(turn.case, on=page.found.on)
    fund = fund_of(turn.case.amends) if turn.case.amends else usual_fund(left_by_year(), applied)
    return PointDecisionInput(
        posted, turn=turn, stage=stage, applied=applied, on=page.found.on, initial={**first, "fund": fund}
    )


def _save(page: MeetingPage, item: AgendaItem, form: Form, request: ReaderRequest) -> None:
    typed, by = form.cleaned_data, request.user
    version = typed.get("version")
    if isinstance(form, PointInput):
        word_point(item, by=by, title=typed["title"], proposal=typed["proposal"], version=version)
        return
    if item.is_settled:
        reword_point(item, by=by, notes=typed["notes"], decision=typed.get("decision", ""), version=version)
        return
    answer = None
    if isinstance(form, PointAnswerInput | PointDecisionInput):
        answer = CaseAnswer(typed["outcome"], until=typed.get("until"))
    if isinstance(form, PointDecisionInput):
        answer = CaseAnswer(
            typed["outcome"],
            form.granted if form.grants else {},
            typed.get("fund") if form.grants else None,
            typed["conditions"],
            typed.get("until"),
        )
    said = typed["text"] if answer is not None else typed.get("decision", "")
    settle_point(
        item,
        by=by,
        notes=typed["notes"],
        decision=said,
        answer=answer,
        adjust_now=page.meeting.has_minutes and typed.get("adjust_now", False),
        version=version,
    )


@login_required
@posted_from("cases:point", "pk", "item")
def recuse(request: ReaderRequest, pk: int, item: int) -> HttpResponse:
    page, found = kept_point(request, pk, item)
    form = PointRecusalInput(request.POST, people=[row.person for row in page.present])
    if form.is_valid():
        try:
            recuse_at_point(found, form.cleaned_data["person"], by=request.user, reason=form.cleaned_data["reason"])
        except CaseError as error:
            status = _beside(form, error)
        else:
            messages.success(request, _("The recusal is noted."))
            return redirect("cases:point", pk=pk, item=item)
    else:
        status = 422
    return show_point(request, page, found, blank_form(page, found, request), status, recusal_form=form)


@login_required
@posted_from("cases:point", "pk", "item")
def task(request: ReaderRequest, pk: int, item: int) -> HttpResponse:
    page, found = kept_point(request, pk, item)
    form = TaskInput(request.POST, people=doers_for(page.meeting))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            add_action_item(found, typed["what"], typed["who"], by=request.user, due_on=typed["due_on"])
        except CaseError as error:
            status = _beside(form, error)
        else:
            messages.success(request, _("The task stands among the tasks from meetings."))
            return redirect("cases:point", pk=pk, item=item)
    else:
        status = 422
    return show_point(request, page, found, blank_form(page, found, request), status, task_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ReaderRequest, pk: int) -> HttpResponse:
    page = kept_page(request, pk)
    if not page.meeting.is_adjusted:
        return show(request, page, refused=_("Nothing is adjusted yet: change the points themselves."))
    form = CorrectionInput(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_meeting(page.meeting, form.cleaned_data["text"], by=request.user)
        except CaseError as error:
            _beside(form, error)
        else:
            messages.success(request, _("The correction stands beside what was adjusted."))
            return redirect(page.meeting)
    context = {"page": page, "meeting": page.meeting, "form": form}
    return render(request, "cases/meetings/correct.html", context, status=422 if form.errors else 200)


def kept_page(request: ReaderRequest, pk: int) -> MeetingPage:
    page = meeting_page(request.user, pk)
    require(page.keeps, _("Only the body's chair and process leader, and the office, keep its meetings."))
    return page


def kept_point(request: ReaderRequest, pk: int, item: int) -> tuple[MeetingPage, AgendaItem]:
    page = kept_page(request, pk)
    found = next((one for one in page.items if one.pk == item), None)
    if found is None:
        raise Http404
    found.meeting = page.meeting
    return page, found


def blank_form(page: MeetingPage, item: AgendaItem, request: ReaderRequest) -> Form:
    """The point's own form, untouched by what was posted for another."""
    request.method = "GET"
    return _form_for(page, item, request)


def _beside(form: Form, error: CaseError) -> int:
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    if not put_beside(form, error):
        form.add_error(None, str(error))
    return error.status
