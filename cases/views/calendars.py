"""A group's calendar for one's own calendar program: the page of one's addresses, and what they give."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions.subscribe import make_calendar_address, note_use, revoke_calendar_address
from cases.letters import language_of, site_url
from cases.models import CalendarSubscription
from cases.queries.subscriptions import group_calendar, groups_to_subscribe, subscribed
from cases.year_calendar import group_calendar as written
from people.models import Body
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

# Stands in the text while it is compared: what has not changed is the same whenever it is asked for.
NEVER_STAMPED = datetime(1970, 1, 1, tzinfo=UTC)


@login_required
@never_cache
@require_safe
def calendars(request: ReaderRequest) -> HttpResponse:
    return _shown(request)


@login_required
@never_cache
@posted_from("cases:calendars")
def make(request: ReaderRequest, key: str) -> HttpResponse:
    """The address is shown in the answer to the post that makes it, and never again."""
    body = _group(request, key)
    token = make_calendar_address(body, by=request.user)
    return _shown(request, made=f"{site_url()}{reverse('cases:calendar', args=[token])}", of=body, status=201)


@login_required
@posted_from("cases:calendars")
def revoke(request: ReaderRequest, key: str) -> HttpResponse:
    """Whoever has left the group may still revoke what they had."""
    body = get_object_or_404(Body, key=key)
    if not revoke_calendar_address(body, by=request.user):
        raise Http404
    messages.success(request, _("The address can no longer be used."))
    return redirect("cases:calendars")


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """For programs, without a login: whoever has the address reads it, as long as its owner sits in the group."""
    now = timezone.now()
    subscription = subscribed(token, at=now)
    if subscription is None:
        raise Http404
    note_use(subscription, at=now)
    with translation.override(language_of(subscription.user)):
        text = written(group_calendar(subscription, timezone.localdate(now)), stamp=NEVER_STAMPED)
    etag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    stamped = text.replace("DTSTAMP:19700101T000000Z", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    answer = HttpResponse(stamped, content_type="text/calendar; charset=utf-8", headers=headers)
    answer["Content-Disposition"] = f'inline; filename="{subscription.body.key}.ics"'
    return answer


def _group(request: ReaderRequest, key: str) -> Body:
    return get_object_or_404(groups_to_subscribe(standing(request.user)), key=key)


def _shown(request: ReaderRequest, *, made: str = "", of: Body | None = None, status: int = 200) -> HttpResponse:
    groups = list(groups_to_subscribe(standing(request.user)))
    mine = CalendarSubscription.objects.visible_to(request.user).in_use().select_related("body")
    in_use = {row.body_id: row for row in mine}
    rows: list[dict[str, Any]] = [{"body": body, "address": in_use.pop(body.pk, None)} for body in groups]
    # Of groups that one has left: nothing is given by them, and they can be taken off the list.
    rows += [{"body": row.body, "address": row, "left": True} for row in in_use.values()]
    opened = made.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)
    context = {"rows": rows, "made": made, "opened": opened, "of": of}
    return render(request, "cases/year/calendars.html", context, status=status)
