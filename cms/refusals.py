"""What Django itself refuses before any view is asked, in words."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

# A section of a draft keeps what was saved before; the page says so and leads there.
KEEPS_A_DRAFT = ("section", "autosave", "calculate")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 where more was posted than is taken, otherwise the plain 400 page."""
    # It is refused before anybody has asked who it is.
    request.user = getattr(request, "user", AnonymousUser())
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", {"draft_url": _draft(request.path)}, status=413)
    return render(request, "400.html", status=400)


def _draft(path: str) -> str:
    """The address of the section that was posted to; "" for other pages."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    if found.namespace != "forms" or found.url_name not in KEEPS_A_DRAFT:
        return ""
    return path if found.url_name == "section" else path.rstrip("/").rpartition("/")[0] + "/"
