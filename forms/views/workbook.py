"""A draft's tables as a workbook: fetched, sent back filled in, looked at cell by cell and taken in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forms.actions.drop_workbook import drop_workbook
from forms.actions.keep_workbook import keep_workbook
from forms.actions.take_workbook import take_workbook
from forms.errors import FileRefused, SectionClosed, StaleRevision
from forms.models import Submission, WaitingWorkbook
from forms.views.page import DraftPage, draft_page, why_closed
from forms.views.saving import as_number
from forms.wording import problem_text
from forms.workbook.making import plan_for, workbook_of
from forms.workbook.package import CONTENT_TYPE
from forms.workbook.review import review
from people.requests import ReaderRequest


@login_required
@require_safe
@never_cache
def download(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """Of a draft, for those who write in it; 404 where it has no tables."""
    page = writable(request, uuid)
    if not page.is_open:
        return page.refuse(why_closed(page))
    if not plan_for(page).sheets:
        raise Http404
    name = f"{slugify(page.name)[:80] or 'arbetsbok'}.xlsx"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(workbook_of(page), content_type=CONTENT_TYPE, headers=disposition)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def upload(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """The page where both ends of it are; 422 where the file cannot be used."""
    page = writable(request, uuid)
    if not page.is_open:
        return page.refuse(why_closed(page))
    if request.method != "POST":
        return show(page)
    given = request.FILES.get("workbook")
    if given is None:
        return show(page, [_("Choose the workbook that you have filled in.")])
    try:
        waiting = keep_workbook(page.submission, given, by=request.user)
    except FileRefused as refused:
        return show(page, [f"{given.name}: {problem_text(refused)}"])
    except SectionClosed:
        page.submission.refresh_from_db()
        return page.refuse(why_closed(page))
    return redirect(page.url("workbook-review", waiting.uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def look(request: ReaderRequest, uuid: UUID, waiting: UUID) -> HttpResponse:
    """Cell by cell what it would change; posting takes it in, or throws it away."""
    page = writable(request, uuid)
    found = WaitingWorkbook.objects.visible_to(request.user).filter(submission=page.submission, uuid=waiting).first()
    if found is None:
        raise Http404
    if not page.is_open:
        return page.refuse(why_closed(page))
    if request.method != "POST":
        return show_review(page, found)
    if request.POST.get("do") == "drop":
        drop_workbook(found)
        return redirect(page.url("workbook"))
    return take(page, found)


def take(page: DraftPage, found: WaitingWorkbook) -> HttpResponse:
    chosen = page.request.POST.getlist("take")
    if not chosen:
        return show_review(page, found, told=_("Choose at least one table to take in."), status=422)
    try:
        take_workbook(found, chosen, as_number(page.request.POST.get("revision", "")), by=page.request.user)
    except StaleRevision as stale:
        told = _(
            "%(who)s changed the draft while you looked at this. Nothing is taken in yet. "
            "The page now shows what the workbook would change as the draft stands."
        )
        stands = Submission.objects.select_related("version__form", "saved_by").get(pk=stale.current.pk)
        again = DraftPage(stands, page.request)
        return show_review(again, found, told=told % {"who": stands.saved_by}, status=409)
    return redirect(f"{page.url('workbook')}?klart={len(chosen)}")


def writable(request: ReaderRequest, uuid: UUID) -> DraftPage:
    page = draft_page(request, uuid)
    if not page.may_write:
        raise PermissionDenied
    return page


def show(page: DraftPage, errors: list[str] | None = None) -> HttpResponse:
    plan = plan_for(page)
    waiting = WaitingWorkbook.objects.visible_to(page.request.user).filter(submission=page.submission).first()
    context = page.context(
        sheets=[
            {
                "title": sheet.asked.label,
                "section": page.link(page.definition.section_of[key]),
                "is_open": sheet.is_open,
            }
            for key, sheet in plan.sheets.items()
        ],
        without_years=without_years(page),
        errors=errors,
        problems=[{"href": "#id_workbook", "text": error} for error in errors or ()],
        waiting={"url": page.url("workbook-review", waiting.uuid), "name": waiting.name} if waiting else None,
        done=page.request.GET.get("klart", "").isdigit(),
    )
    return render(page.request, "forms/workbook.html", context, status=422 if errors else 200)


def without_years(page: DraftPage) -> list[str]:
    """Budgets that get their sheet when the period is filled in."""
    return [
        field.label
        for field in page.definition.fields_of_kind("budget_table")
        if field.key in page.evaluation.visible and not page.evaluation.values[field.key].years
    ]


def show_review(page: DraftPage, found: WaitingWorkbook, *, told: str = "", status: int = 200) -> HttpResponse:
    seen = review(page, found.sheets, found.uuid)
    crumbs = [*page.crumbs(), {"title": _("Fill in the tables in a workbook"), "url": page.url("workbook")}]
    context = page.context(
        review=seen, waiting=found, told=told, crumbs=crumbs, url=page.url("workbook-review", found.uuid)
    )
    return render(page.request, "forms/workbook_review.html", context, status=status)
