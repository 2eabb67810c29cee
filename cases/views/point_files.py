"""The files of a point: added and removed by who keeps the meetings, read by everybody in the body."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.actions.attach_to_point import attach_to_point, remove_from_point
from cases.errors import CONFLICT, FORBIDDEN, CaseError
from cases.inputs.meeting import PointFileInput
from cases.models import PointFile
from cases.queries.meeting_page import meeting_page
from forms.errors import FileRefused
from forms.views.file import hand_out
from forms.wording import problem_text
from people.posting import posted_from
from people.requests import ReaderRequest

from .meetings import show
from .minutes import blank_form, kept_point, show_point


@login_required
@posted_from("cases:point", "pk", "item")
def attach(request: ReaderRequest, pk: int, item: int) -> HttpResponse:
    page, found = kept_point(request, pk, item)
    form = PointFileInput(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            attach_to_point(found, form.cleaned_data["upload"], by=request.user)
        except FileRefused as error:
            form.add_error("upload", problem_text(error))
        except CaseError as error:
            if error.status == FORBIDDEN:
                raise PermissionDenied(str(error)) from error
            if error.status == CONFLICT:
                return show(request, meeting_page(request.user, pk), refused=str(error))
            form.add_error("upload", str(error))
        else:
            messages.success(request, _("The file is among the papers of the point."))
            return redirect("cases:point", pk=pk, item=item)
    return show_point(request, page, found, blank_form(page, found, request), status, file_form=form)


@login_required
@require_safe
def file(request: ReaderRequest, pk: int, item: int, file: int) -> FileResponse:
    """Saved, never opened in the page."""
    page = meeting_page(request.user, pk)
    found = PointFile.objects.filter(meeting=page.meeting, item=item, pk=file).first()
    if found is None:
        raise Http404
    return hand_out(found.file, found.file_name)


@login_required
@posted_from("cases:point", "pk", "item")
def remove(request: ReaderRequest, pk: int, item: int, file: int) -> HttpResponse:
    page, found = kept_point(request, pk, item)
    stored = found.files.filter(pk=file).first()
    if stored is None:
        raise Http404
    try:
        remove_from_point(stored, by=request.user)
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        return show(request, meeting_page(request.user, pk), status=error.status, refused=str(error))
    messages.success(request, _("The file is removed."))
    return redirect("cases:point", pk=page.meeting.pk, item=item)
