"""Writing in a case, to everybody who sees it or to the association alone."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.actions.post_message import post_message
from cases.errors import CaseError
from cases.inputs import MessageInput
from cases.models import Message
from cases.queries.case_page import case_page
from people.posting import posted_from
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
    form = MessageInput(request.POST, may_be_internal=page.moves.writes_internally, groups=groups)
    if form.is_valid():
        try:
            post_message(
                page.case,
                by=request.user,
                text=form.cleaned_data["text"],
                audience=form.audience_chosen,
                answers=form.cleaned_data["answers"],
            )
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            return redirect("cases:tab", number, "meddelanden")
    return render_case(request, page, "meddelanden", status=422, message_form=form)
