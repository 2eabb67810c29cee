"""What Django itself refuses before any view is asked, in words."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

# A section of a draft keeps what was saved before; the page says so and leads there.
KEEPS_A_DRAFT = ("section", "autosave", "calculate")
TOO_MUCH: dict[type[Exception], tuple[str, str]] = {
    RequestDataTooBig: ("text", "DATA_UPLOAD_MAX_MEMORY_SIZE"),
    TooManyFieldsSent: ("fields", "DATA_UPLOAD_MAX_NUMBER_FIELDS"),
    TooManyFilesSent: ("files", "DATA_UPLOAD_MAX_NUMBER_FILES"),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 where more was posted than is taken, otherwise the plain 400 page."""
    # It is refused before anybody has asked who it is.
    request.user = getattr(request, "user", AnonymousUser())
    if type(exception) in TOO_MUCH:
        return render(request, "413.html", _too_much(request, *TOO_MUCH[type(exception)]), status=413)
    return render(request, "400.html", status=400)


def _too_much(request: HttpRequest, what: str, setting: str) -> dict[str, Any]:
    """What there was too much of, how much is taken, and where the draft or the page that was posted from is."""
    draft = _draft(request.path)
    return {"what": what, "limit": getattr(settings, setting), "draft_url": draft, "back_url": _posted_from(request)}


def _draft(path: str) -> str:
    """The address of the section that was posted to; "" for other pages."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    if found.namespace != "forms" or found.url_name not in KEEPS_A_DRAFT:
        return ""
    return path if found.url_name == "section" else path.rstrip("/").rpartition("/")[0] + "/"


def _posted_from(request: HttpRequest) -> str:
    """The page of ours that the browser says that it was posted from; "" where it says nothing."""
    told = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure()):
        return ""
    page = urlsplit(told)
    return f"{page.path}?{page.query}" if page.query else page.path
