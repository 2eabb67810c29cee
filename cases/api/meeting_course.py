"""How a meeting goes, by program: planned, changed, called, cancelled, held, who was there, adjusted, corrected."""

from collections.abc import Callable
from typing import Annotated, Any

from ninja import Status
from pydantic import AfterValidator, Field

from cases.actions.adjust_meeting import adjust_meeting, ask_for_adjustment, correct_meeting
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.plan_meeting import change_meeting, plan_meeting
from cases.api.acts import IdempotencyKey
from cases.api.at_meetings import AtMeetingOut, cleaned, done_once, kept_once
from cases.api.door import mandated
from cases.api.forms import LARGEST, body_of, posted
from cases.errors import CaseError
from cases.inputs.meeting import CorrectionInput, MeetingInput
from cases.models import Meeting
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import bodies_kept
from forms.domain import typed
from people.api.authentication import Caller
from people.api.pages import Asking

# Meetings are read and planned at one address, and one address is one router's.
from .meetings import MeetingId, router

Clock = Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3])([:.][0-5][0-9])?$", description="As 13:00.")]
LaterClock = Annotated[str, Field(pattern=r"^(([01]?[0-9]|2[0-3])([:.][0-5][0-9])?)?$")]
Version = Annotated[int, Field(ge=0, le=LARGEST)]
PersonId = Annotated[int, Field(ge=1, le=LARGEST)]
CLOCKS: dict[str, Any] = {
    "begins": (Clock, Field(description="As 13:00, of Sweden.")),
    "ends": (LaterClock, Field("", description="As 15:00; empty where nobody knows.")),
}
MeetingIn = body_of(
    "MeetingIn",
    MeetingInput,
    without=("body", "version", *CLOCKS),
    **CLOCKS,
    body=(
        Annotated[str, Field(max_length=50), AfterValidator(typed.one_line)],
        Field(description="The key of the body that meets."),
    ),
)
ChangedMeetingIn = body_of(
    "ChangedMeetingIn",
    MeetingInput,
    without=("body", "version", *CLOCKS),
    **CLOCKS,
    version=(Version, Field(description="Of the meeting that you saw.")),
)
CorrectionIn = body_of("CorrectionIn", CorrectionInput)


class PresentIn(Asking):
    person: PersonId = Field(description="The id of somebody in the meeting's `attendance`.")
    stands_for: PersonId | None = Field(None, description="Of a deputy: the id of whose place it is.")


class AttendanceIn(Asking):
    present: list[PresentIn] = Field(max_length=500, description="All who are there; whoever is left out is not.")
    others: Annotated[str, Field(max_length=5000), AfterValidator(typed.lines)] = Field(
        "", description="Who else was there, in words."
    )
    adjusters: list[PersonId] = Field([], max_length=50, description="The ids of those present who adjust the minutes.")
    secretary: PersonId | None = Field(None, description="Who writes: one of the `doers` of a point. None: who it is.")


@router.post("/meetings", response={201: AtMeetingOut}, summary="Plan a meeting")
def plan_a_meeting(
    request: Caller,
    sent: MeetingIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """By the body's chair and process leader, and the office. Nobody is told until the notice is sent."""
    found = mandated(request.user)
    bodies = bodies_kept(found)
    if not bodies:
        raise CaseError("not_the_keeper")
    given = posted(sent)
    body = next((each for each in bodies if each.key == given["body"]), None)
    if body is None:
        raise CaseError("nothing_of_that_name", field="body")

    def act() -> list[int]:
        form = MeetingInput(given | {"body": body.pk}, bodies=bodies)
        cleaned(form, sent)
        return [plan_meeting(body, form.planned, by=request.user).pk]

    return Status(201, done_once(request, None, sent, act, idempotency_key, "meetings"))


@router.post("/meetings/{id}/change", response=AtMeetingOut, summary="Change day, time or place")
def change_a_meeting(
    request: Caller,
    id: MeetingId,
    sent: ChangedMeetingIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Before it is held. All of it is sent; whoever was called is told, and their calendars follow."""

    def act(page: MeetingPage) -> list[int]:
        form = MeetingInput(posted(sent), meeting=page.meeting)
        version = cleaned(form, sent)["version"]
        change_meeting(page.meeting, form.planned, by=request.user, version=version)
        return []

    return kept_once(request, id, sent, act, idempotency_key, "change")


def _plain(name: str, do: Callable[..., Any], path: str, summary: str, about: str) -> None:
    """An act that takes nothing but the meeting."""

    def view(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
        def act(page: MeetingPage) -> list[int]:
            do(page.meeting, by=request.user)
            return []

        return kept_once(request, id, None, act, idempotency_key, path)

    view.__name__ = view.__qualname__ = name
    router.post(f"/meetings/{{id}}/{path}", response=AtMeetingOut, summary=summary, description=about)(view)


_plain(
    "call_a_meeting",
    call_meeting,
    "call",
    "Send the notice",
    "To everybody with a seat, with agenda, papers and invitation. Again where the agenda has changed.",
)
_plain(
    "cancel_a_meeting",
    cancel_meeting,
    "cancel",
    "Cancel a meeting",
    "Whoever was called is told. The cases on its agenda wait for the next one.",
)
_plain(
    "hold_a_meeting",
    hold_meeting,
    "hold",
    "Begin a meeting",
    "On its day. Everybody with a seat is on the list, and who is no deputy is present until told otherwise.",
)


@router.post("/meetings/{id}/attendance", response=AtMeetingOut, summary="Write down who is present")
def note_who_is_present(
    request: Caller, id: MeetingId, sent: AttendanceIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """While the meeting is held: all at once, deputies with whose place they take, and who adjusts the minutes."""
    present = [Present(each.person, each.stands_for) for each in sent.present]

    def act(page: MeetingPage) -> list[int]:
        try:
            note_attendance(
                page.meeting,
                present,
                by=request.user,
                others=sent.others,
                adjusters=sent.adjusters,
                secretary=sent.secretary,
            )
        except CaseError as error:
            # The page has a field for each deputy.
            error.field = "present" if error.field.startswith("stands_for") else error.field
            raise
        return []

    return kept_once(request, id, sent, act, idempotency_key, "attendance")


@router.post("/meetings/{id}/adjust", response=AtMeetingOut, summary="Adjust notes or minutes")
def adjust_a_meeting(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
    """By each adjuster, or by who keeps notes that have none. The last one locks them."""
    meeting_page(request.user, id)

    def act() -> list[int]:
        adjust_meeting(Meeting.objects.get(pk=id), by=request.user)
        return []

    return done_once(request, id, None, act, idempotency_key, "adjust")


@router.post("/meetings/{id}/adjusters/ask", response=AtMeetingOut, summary="Ask the adjusters to adjust")
def ask_adjusters_of_meeting(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
    """By who keeps the meeting. A letter to each adjuster who has not adjusted, once a day."""

    def act(page: MeetingPage) -> list[int]:
        ask_for_adjustment(page.meeting, by=request.user)
        return []

    return kept_once(request, id, None, act, idempotency_key, "adjusters/ask")


@router.post("/meetings/{id}/corrections", response=AtMeetingOut, summary="Correct what is adjusted")
def correct_a_meeting(
    request: Caller,
    id: MeetingId,
    sent: CorrectionIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """An entry of its own beside what was adjusted, which stands."""

    def act(page: MeetingPage) -> list[int]:
        return [correct_meeting(page.meeting, cleaned(CorrectionInput(posted(sent)), sent)["text"], by=request.user).pk]

    return kept_once(request, id, sent, act, idempotency_key, "corrections")
