"""Start to answer a form."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from forms.actions.start_submission import start_submission
from forms.errors import NotPublished
from forms.models import Form
from forms.permissions import startable_forms
from people.models import Body, Role, User
from people.queries.mandates import groups_to_apply_for, standing
from people.requests import ReaderRequest


@login_required
@require_POST
def new(request: ReaderRequest, key: str) -> HttpResponse:
    form = get_object_or_404(Form, key=key, live=True)
    if not startable_forms(request.user).filter(pk=form.pk).exists():
        raise PermissionDenied
    try:
        submission = start_submission(form, request.user, proposed_groups(request.user))
    except NotPublished as refused:
        raise Http404 from refused
    return redirect("forms:overview", submission.uuid)


def proposed_groups(user: User) -> list[Body]:
    """The groups that one leads; whoever sits in many takes away those that do not apply."""
    today = timezone.localdate()
    led = standing(user, on=today).bodies_as(Role.PROCESS_LEADER, Role.CHAIR)
    return [group for group in groups_to_apply_for(user, on=today) if group.pk in led]
