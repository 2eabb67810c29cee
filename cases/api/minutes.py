"""What is written down at a meeting, by program: points settled, their files, and what everybody reads of it."""

from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from ninja import File, Path, Router, Schema, UploadedFile
from pydantic import Field

from cases.actions.attach_to_point import attach_to_point, remove_from_point
from cases.actions.publish_minutes import publish_minutes, take_down_minutes
from cases.actions.settle_point import CaseAnswer, reword_point, settle_point
from cases.api.acts import Day, IdempotencyKey, Words, Year, fund_named
from cases.api.at_meetings import AtMeetingOut, PointId, kept_once, point_of
from cases.api.forms import LARGEST, Kronor
from cases.api.masking import MasksIn, MasksOut, PassageOut, masks_of, masks_shown, passages_shown
from cases.api.meetings import MeetingId
from cases.errors import CaseError
from cases.models import AgendaItem, PointFile
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.publishing import ToPublish
from forms.api.files import BYTES
from forms.views.file import hand_out
from people.api.authentication import Caller
from people.api.pages import Asking

router = Router(tags=["Meetings"])
PointFileId = Annotated[int, Path(ge=1, le=LARGEST, description="A file of the point: the meeting's agenda has them.")]
PointVersion = Annotated[int, Field(ge=0, le=LARGEST, description="Of the point that you saw.")]


class SettledIn(Asking):
    """What was said and decided; with `outcome` the body's answer in the case that the point is about."""

    version: PointVersion
    notes: Words = ""
    decision: Words = Field("", description="In a case that is answered: the text of the answer or of the decision.")
    outcome: str | None = Field(
        None, max_length=60, description="The key of an outcome. None: the case goes on waiting, as a free point does."
    )
    granted: dict[Year, Kronor] = Field({}, description="Kronor by year, where the outcome grants.")
    fund: str | None = Field(None, max_length=50, description="The key of the fund that it is taken from.")
    conditions: Words = ""
    until: Day | None = Field(None, description="Of what is deferred: the day that it is taken up again.")
    adjust_now: bool = Field(False, description="Of minutes: the point is adjusted, and locked, at once.")


class RewordedIn(Asking):
    version: PointVersion
    notes: Words = ""
    decision: Words = Field("", description="What a case got as its answer stands, whatever is sent here.")


class PublicationOut(Schema):
    """What is published when nothing is sent but `seen`: the passages, with the masks that one begins from."""

    meeting: int
    is_published: bool
    seen: int = Field(description="How many corrections there are: send it, so that none is published unseen.")
    passages: list[PassageOut] = Field(description="Nothing of points about cases that are marked secret.")
    left_out: list[int] = Field(description="The ids of those points.")
    masks: MasksOut


class PublishIn(MasksIn):
    seen: int = Field(ge=0, le=10_000, description="As `…/publication` gave it; 409 where a correction has come since.")


@router.post("/meetings/{id}/points/{point}/settle", response=AtMeetingOut, summary="Settle a point")
def settle_meeting_point(
    request: Caller, id: MeetingId, point: PointId, sent: SettledIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """In minutes it gets its §. An outcome moves the case in the same transaction: day and § are the meeting's."""

    def act(page: MeetingPage) -> list[int]:
        item = point_of(page, point)
        _check(item, sent)
        answer = _answer(sent) if sent.outcome is not None else None
        at_once = page.meeting.has_minutes and sent.adjust_now
        said: dict[str, Any] = {"notes": sent.notes, "decision": sent.decision, "version": sent.version}
        return [settle_point(item, by=request.user, answer=answer, adjust_now=at_once, **said).pk]

    try:
        return kept_once(request, id, sent, act, idempotency_key, f"points/{point}/settle")
    except CaseError as error:
        error.field = "decision" if error.field == "text" else error.field
        raise


def _check(item: AgendaItem, sent: SettledIn) -> None:
    """What the page's form asks for, beside what the case asks of its answer."""
    if sent.outcome is None and not sent.notes.strip() and not sent.decision.strip():
        raise CaseError("nothing_written", field="notes")
    if sent.outcome is None and (sent.granted or sent.fund or sent.conditions or sent.until):
        raise CaseError("answer_without_outcome", field="outcome")


def _answer(sent: SettledIn) -> CaseAnswer:
    granted = {int(year): Decimal(amount) for year, amount in sent.granted.items()}
    return CaseAnswer(sent.outcome or "", granted, fund_named(sent.fund), sent.conditions, sent.until)


@router.post("/meetings/{id}/points/{point}/reword", response=AtMeetingOut, summary="Reword a settled point")
def reword_meeting_point(
    request: Caller, id: MeetingId, point: PointId, sent: RewordedIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """Before the adjustment."""

    def act(page: MeetingPage) -> list[int]:
        item = point_of(page, point)
        return [reword_point(item, by=request.user, **sent.model_dump()).pk]

    return kept_once(request, id, sent, act, idempotency_key, f"points/{point}/reword")


@router.post("/meetings/{id}/points/{point}/files", response=AtMeetingOut, summary="Add a file to a point")
def attach_file_to_point(
    request: Caller,
    id: MeetingId,
    point: PointId,
    upload: File[UploadedFile],
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Bound into the papers of the meeting: PDF, Word, Excel, text and pictures."""

    def act(page: MeetingPage) -> list[int]:
        return [attach_to_point(point_of(page, point), upload, by=request.user).pk]

    files = MultiValueDict({"upload": [upload]})
    return kept_once(request, id, None, act, idempotency_key, f"points/{point}/files", files)


@router.post(
    "/meetings/{id}/points/{point}/files/{file}/remove", response=AtMeetingOut, summary="Remove a file from a point"
)
def remove_file_from_point(
    request: Caller, id: MeetingId, point: PointId, file: PointFileId, idempotency_key: IdempotencyKey = None
) -> Any:
    """Until the point is settled."""

    def act(page: MeetingPage) -> list[int]:
        stored = point_of(page, point).files.filter(pk=file).first()
        if stored is None:
            raise Http404
        remove_from_point(stored, by=request.user)
        return [file]

    return kept_once(request, id, None, act, idempotency_key, f"points/{point}/files/{file}/remove")


@router.get(
    "/meetings/{id}/points/{point}/files/{file}/content",
    response={200: None},
    summary="Download a file of a point",
    openapi_extra=BYTES,
)
def get_point_file(request: Caller, id: MeetingId, point: PointId, file: PointFileId) -> HttpResponseBase:
    """Read by everybody who reads the meeting."""
    page = meeting_page(request.user, id)
    found = PointFile.objects.filter(meeting=page.meeting, item=point_of(page, point), pk=file).first()
    if found is None:
        raise Http404
    return hand_out(found.file, found.file_name)


@router.get("/meetings/{id}/publication", response=PublicationOut, summary="What would be published")
def get_publication(request: Caller, id: MeetingId) -> Any:
    """For who keeps the meetings, once they are adjusted. In the words of the site's language, as they are read."""
    page = meeting_page(request.user, id)
    if not page.keeps:
        raise CaseError("not_the_keeper")
    if not page.meeting.is_adjusted:
        raise CaseError("meeting_gone_on", status=page.meeting.get_status_display())
    found = _to_publish(page)
    return {
        "meeting": page.meeting.pk,
        "is_published": page.published is not None,
        "seen": len(found.corrections),
        "passages": passages_shown(found.passages, found.first_masks),
        "left_out": sorted(found.left_out),
        "masks": masks_shown(found.first_masks),
    }


@router.post("/meetings/{id}/publish", response=AtMeetingOut, summary="Publish adjusted notes or minutes")
def publish_adjusted_minutes(
    request: Caller, id: MeetingId, sent: PublishIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """With what is masked taken away; again, where more is to be masked. Points about secret cases are left out."""

    def act(page: MeetingPage) -> list[int]:
        masks = masks_of(_to_publish(page).passages, sent)
        publish_minutes(page.meeting, masks, by=request.user, seen=sent.seen)
        return []

    return kept_once(request, id, sent, act, idempotency_key, "publish")


@router.post("/meetings/{id}/take-down", response=AtMeetingOut, summary="Take published minutes down")
def take_down_published_minutes(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
    """What was published is kept, and nobody but those who keep the meetings sees that it was there."""

    def act(page: MeetingPage) -> list[int]:
        take_down_minutes(page.meeting, by=request.user)
        return []

    return kept_once(request, id, None, act, idempotency_key, "take-down")


def _to_publish(page: MeetingPage) -> ToPublish:
    """Its passages in the site's language, as they are published."""
    with translation.override(settings.LANGUAGE_CODE):
        found = ToPublish(page)
        assert found.passages is not None  # read in that language, and kept
    return found
