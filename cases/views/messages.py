"""Writing in a case, to everybody who sees it or to the association alone; and the files that go with it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.actions.post_message import post_message
from cases.actions.register_message_file import register_message_file
from cases.errors import CaseError
from cases.inputs import MessageInput
from cases.models import Message, MessageFile
from cases.permissions import require
from cases.queries.case_page import case_page
from forms.errors import FileRefused
from forms.views.file import hand_out
from forms.wording import problem_text
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

from .case import render_case
from .refusals import put_beside, refused, typed_in


@login_required
@posted_from("cases:tab", "number", tab="meddelanden")
def write(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    if request.POST.get("audience") == Message.Audience.INTERNAL and not page.moves.writes_internally:
        raise PermissionDenied(_("Only the association can write internal messages."))
    groups = ", ".join(body.name for body in page.groups)
    form = MessageInput(request.POST, request.FILES, may_be_internal=page.moves.writes_internally, groups=groups)
    if form.is_valid():
        try:
            post_message(
                page.case,
                by=request.user,
                text=form.cleaned_data["text"],
                audience=form.audience_chosen,
                answers=form.cleaned_data["answers"],
                uploads=form.cleaned_data["attached"],
            )
        except FileRefused as error:
            form.add_error("attached", problem_text(error))
            form.add_error("attached", _("Your message is kept. Choose the files again."))
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            return redirect("cases:tab", number, "meddelanden")
    return render_case(request, page, "meddelanden", status=422, message_form=form)


@login_required
@require_safe
def file(request: ReaderRequest, number: str, message: int, uuid: UUID) -> HttpResponseBase:
    """Saved, never opened in the page; whoever may not read the message gets no file."""
    found = _seen(request, number, message, uuid)
    return hand_out(found.file, found.file_name)


@login_required
@posted_from("cases:tab", "number", tab="meddelanden")
def register_file(request: ReaderRequest, number: str, message: int, uuid: UUID) -> HttpResponse:
    found = _seen(request, number, message, uuid)
    require(standing(request.user).is_office, _("Only the office registers documents."))
    try:
        document = register_message_file(found, by=request.user)
    except CaseError as error:
        return refused(request, case_page(request.user, number), error)
    messages.success(request, _("Registered as %(reference)s.") % {"reference": document.reference})
    return redirect("cases:tab", number, "meddelanden")


def _seen(request: ReaderRequest, number: str, message: int, uuid: UUID) -> MessageFile:
    seen = Message.objects.visible_to(request.user).filter(case__number=number, pk=message)
    found = MessageFile.objects.filter(message__in=seen, uuid=uuid).exclude(file="").select_related("message__case")
    if (kept := found.first()) is None:
        raise Http404
    return kept
