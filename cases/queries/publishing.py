"""What is published of a meeting, and what would be: its passages, the points that secrecy takes out, the masks."""

from dataclasses import dataclass
from functools import cached_property

from cases.domain import public_minutes as public
from cases.domain.masking import Masks, Passage, read_masks
from cases.models import AgendaItem, Correction, Meeting, PublishedMinutes
from people.queries.mandates import Standing

from .meeting_page import MeetingPage
from .minutes_passages import names_in, passages_of_minutes, secret_cases


@dataclass(frozen=True)
class ToPublish:
    page: MeetingPage

    @property
    def items(self) -> list[AgendaItem]:
        return self.page.items

    @property
    def corrections(self) -> list[Correction]:
        return self.page.corrections

    @cached_property
    def left_out(self) -> frozenset[int]:
        """Points about cases that secrecy holds for."""
        secret = secret_cases([item.case_id for item in self.items])
        return frozenset(item.pk for item in self.items if item.case_id in secret)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages_of_minutes(self.page, self.left_out)

    @cached_property
    def before(self) -> PublishedMinutes | None:
        """What was published last, also where it has been taken down: its masks are what one begins from."""
        return self.page.meeting.published.order_by("-published_at", "-pk").first()

    @cached_property
    def first_masks(self) -> Masks:
        if self.before is None:
            return public.first_masks(self.passages, names_in(self.page))
        return public.masks_after(read_masks(self.before.masks), self.passages, self._published_keys(self.before))

    def _published_keys(self, before: PublishedMinutes) -> set[str]:
        told = [before.opening, *(one["passages"] for one in before.corrections)]
        told += before.points.values_list("passages", flat=True)
        return {each["key"] for passages in told for each in passages}


def to_publish(meeting: Meeting) -> ToPublish:
    return ToPublish(MeetingPage(meeting, Standing(None, meeting.on), keeps=True))


def published_of(meeting: Meeting) -> PublishedMinutes | None:
    return meeting.published.standing().select_related("published_by").first()
