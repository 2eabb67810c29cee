"""What changed between two revisions of an application, cell by cell."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.queries.case_page import case_page
from cases.queries.revisions import compared
from people.requests import ReaderRequest

from .case import render_case

TAB = "andringar"


@login_required
@require_safe
def compare(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    first, second = (_number(request.GET.get(name, "")) for name in ("fran", "till"))
    found = compared(page.case, frozenset(page.hidden.revisions), first, second)
    return render_case(request, page, TAB, compared=found)


def _number(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and len(asked) < 6 else None
