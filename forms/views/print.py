"""Everything that was answered, to read and to print."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forms.views.page import draft_page
from forms.views.words import standing_of
from people.requests import ReaderRequest


@login_required
@require_safe
def print_view(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    page = draft_page(request, uuid)
    standing = standing_of(page.submission, request.user)
    return render(request, "forms/print.html", page.context(standing=standing, page=page))
