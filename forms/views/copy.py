"""Begin a new draft from something that was sent in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forms.actions.copy_submission import copy_submission
from forms.errors import NotSent
from forms.views.new import proposed_groups
from forms.views.page import draft_page
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@posted_from("forms:overview", "uuid")
def copy(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """403 for a form that the reader may not start; 409 for a draft."""
    page = draft_page(request, uuid)
    if page.submission.state == page.submission.State.DRAFT:
        return page.refuse(_("This is a draft. Only what was sent in can be begun from."))
    if not page.may_copy:
        raise PermissionDenied
    try:
        made = copy_submission(page.submission, request.user, fallback=proposed_groups(request.user))
    except NotSent:
        return page.refuse(_("This is a draft. Only what was sent in can be begun from."))
    return redirect("forms:overview", made.uuid)
