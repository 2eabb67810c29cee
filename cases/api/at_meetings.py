"""The way from a program to a meeting that it acts on: who keeps it, its points, and each act done once."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django import forms as django_forms
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from ninja import Path, Schema, UploadedFile
from pydantic import Field

from cases.actions.act_once import act_once
from cases.api.acts import seal_of
from cases.api.forms import LARGEST, misfits
from cases.api.schemas import one_of
from cases.errors import CaseError
from cases.models import AgendaItem, Meeting
from cases.queries.meeting_page import MeetingPage, meeting_page
from forms.api.problems import Refused
from people.api.authentication import Caller
from people.api.pages import Asking

PointId = Annotated[int, Path(ge=1, le=LARGEST, description="A point: `/meetings/{id}` has those of the agenda.")]
type Uploads = MultiValueDict[str, UploadedFile]


class AtMeetingOut(Schema):
    """What an act at a meeting led to. The same again when the request is repeated with its key."""

    meeting: int
    status: str = one_of(Meeting.Status)
    version: int = Field(description="Of the meeting: send it when you change it.")
    made: list[int] = Field(description="What it made or settled, by their id: points, a task, a file, a correction.")


def kept_once(
    request: Caller,
    number: int,
    sent: Asking | None,
    act: Callable[[MeetingPage], list[int]],
    key: str | None,
    what: str,
    files: "Uploads | None" = None,
) -> dict[str, Any]:
    """An act of who keeps the body's meetings, on the meeting as it is under the key."""
    page = meeting_page(request.user, number)
    if not page.keeps:
        raise CaseError("not_the_keeper")
    return done_once(request, number, sent, partial(act, page), key, what, files)


def done_once(
    request: Caller,
    number: int | None,
    sent: Asking | None,
    act: Callable[[], list[int]],
    key: str | None,
    what: str,
    files: "Uploads | None" = None,
) -> dict[str, Any]:
    """What `act` led to, done once for each key of the caller's. Without a number it makes the meeting."""
    if not key:
        raise Refused("key_missing")

    def done() -> dict[str, Any]:
        made = act()
        meeting = Meeting.objects.get(pk=number or made[0])
        return {"meeting": meeting.pk, "status": meeting.status, "version": meeting.version, "made": made}

    asked: dict[str, Any] = {"meeting": number, "what": what, "sent": sent.model_dump(mode="json") if sent else {}}
    if files:
        asked["files"] = [seal_of(each) for name in files for each in files.getlist(name)]
    return act_once(asked, done, by=request.user, key=key)


def point_of(page: MeetingPage, number: int) -> AgendaItem:
    """A point of the meeting; programs are told nothing of one about a case that is marked secret."""
    found = next((item for item in page.items if item.pk == number), None)
    if found is None or is_secret(found):
        raise Http404
    found.meeting = page.meeting
    return found


def is_secret(item: AgendaItem) -> bool:
    return item.case is not None and item.case.secret


def cleaned(form: django_forms.Form, sent: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise misfits(form, sent)
    return form.cleaned_data
