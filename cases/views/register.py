"""The register of cases, narrowed and sorted by its address."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from cases.queries.register import Asked, read, register
from people.requests import ReaderRequest

# Column, its heading and whether it is a number.
COLUMNS = (
    ("number", pgettext_lazy("column", "Number"), ""),
    ("title", pgettext_lazy("column", "Title"), ""),
    ("stage", _("Where it is"), ""),
    ("due", pgettext_lazy("column", "Due"), ""),
    ("received", pgettext_lazy("column", "Received"), ""),
    ("applied", _("Applied for"), "number"),
    ("granted", pgettext_lazy("column", "Granted"), "number"),
)


@login_required
@require_safe
def register_page(request: ReaderRequest) -> HttpResponse:
    found = register(request.user, read(request.GET))
    context = {"found": found, "asked": found.asked, "columns": [_column(*each, found.asked) for each in COLUMNS]}
    return render(request, "cases/register.html", context)


def _column(name: str, heading: object, css: str, asked: Asked) -> dict[str, object]:
    """A heading that sorts: once up, and down when it is chosen again."""
    current = asked.sort.removeprefix("-") == name
    descending = asked.sort.startswith("-")
    return {
        "heading": heading,
        "css": css,
        "sort": f"-{name}" if current and not descending else name,
        "order": ("descending" if descending else "ascending") if current else "",
    }
