"""Published notes and minutes; open to everybody."""

from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cases.paper.public_minutes import public_paper
from cases.queries.published import PublicMinutes, public_minutes
from home.queries.minutes import minutes_of_body, name_of, publishing_bodies

# A paper takes a second to make and everybody asks for the same one.
PAPER_SECONDS = 3600


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    return render(request, "home/minutes_bodies.html", {"bodies": publishing_bodies()})


@require_safe
def of_body(request: HttpRequest, body: str) -> HttpResponse:
    found = minutes_of_body(body, request.GET.get("year", ""), request.GET.get("page"))
    if found is None:
        raise Http404
    return render(request, "home/minutes_of_body.html", {"found": found})


@require_safe
def minutes(request: HttpRequest, body: str, pk: int) -> HttpResponse:
    found = _found(body, pk)
    return render(request, "home/minutes.html", {"found": found, "name": name_of(found.meeting)})


@require_safe
def as_pdf(request: HttpRequest, body: str, pk: int) -> HttpResponse:
    found = _found(body, pk)
    said = f"{get_language()}|{found.published.pk}|{found.points}|{found.opening}|{found.corrections}"
    name = "public-minutes-" + sha256(said.encode()).hexdigest()
    made = cache.get(name)
    if made is None:
        made = public_paper(found)
        cache.set(name, made, PAPER_SECONDS)
    title = slugify(f"{name_of(found.meeting)} {found.meeting.body.name} {found.meeting.on}")
    headers = {"Content-Disposition": f'inline; filename="{title}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _found(body: str, pk: int) -> PublicMinutes:
    found = public_minutes(body, pk)
    if found is None:
        raise Http404
    return found
