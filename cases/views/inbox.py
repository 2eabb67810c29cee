"""What waits for me: the first page after the login."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.queries.inbox import inbox


@login_required
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/inbox.html", {"inbox": inbox(request.user)})
