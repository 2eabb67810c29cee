"""All that the page of a meeting shows, with a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from cases.models import ActionItem, Adjuster, AgendaItem, Attendance, Correction, Meeting, PublishedMinutes
from cases.permissions import keeps_meetings, meeting_for
from people.domain.swedish import EN_DASH
from people.models import Role, User
from people.queries.mandates import Standing, standing

from .meetings import agenda_of, open_tasks


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    found: Standing
    keeps: bool

    @cached_property
    def items(self) -> list[AgendaItem]:
        return agenda_of(self.meeting)

    @property
    def left(self) -> list[AgendaItem]:
        return [item for item in self.items if not item.is_settled]

    @property
    def out_of(self) -> frozenset[int]:
        """The points that the reader is recused at."""
        me = self.found.user_id
        return frozenset(item.pk for item in self.items if any(one.person_id == me for one in item.recusals.all()))

    @cached_property
    def attendance(self) -> list[Attendance]:
        """The chair first, deputies last."""
        rows = self.meeting.attendance.select_related("person", "stands_for")
        return sorted(rows, key=lambda row: (row.is_deputy, row.role != Role.CHAIR))

    @property
    def present(self) -> list[Attendance]:
        return [row for row in self.attendance if row.is_present]

    @property
    def absent(self) -> list[Attendance]:
        return [row for row in self.attendance if not row.is_present and not row.is_deputy]

    @cached_property
    def adjusters(self) -> list[Adjuster]:
        return list(self.meeting.adjusters.select_related("person"))

    @property
    def may_begin(self) -> bool:
        """No meeting begins before its day."""
        return self.meeting.is_coming and self.meeting.on <= self.found.on

    @property
    def paragraphs(self) -> str:
        """“13–16”: the first § and the last."""
        taken = [item.paragraph for item in self.items if item.paragraph is not None]
        return EN_DASH.join(str(number) for number in dict.fromkeys((min(taken), max(taken)))) if taken else ""

    @property
    def waits_for(self) -> list[Adjuster]:
        """Who has yet to say that the minutes are right; nobody while points are left."""
        if not self.meeting.is_held or self.left:
            return []
        return [one for one in self.adjusters if one.signed_at is None]

    @property
    def adjusts(self) -> bool:
        """Whether the reader can say now that the minutes are right."""
        if not self.meeting.is_held or self.left:
            return False
        if self.adjusters:
            return any(one.person_id == self.found.user_id for one in self.waits_for)
        return self.keeps and not self.meeting.has_minutes

    @cached_property
    def corrections(self) -> list[Correction]:
        return list(self.meeting.corrections.select_related("by"))

    @cached_property
    def published(self) -> PublishedMinutes | None:
        """What everybody reads of it today."""
        return self.meeting.published.standing().first() if self.meeting.is_adjusted else None

    @property
    def has_news_to_publish(self) -> bool:
        """A correction that came after what is published."""
        return self.published is not None and any(one.at > self.published.published_at for one in self.corrections)

    @cached_property
    def before(self) -> list[ActionItem]:
        """What was agreed at earlier meetings and is not done."""
        return list(open_tasks(self.meeting.body_id, on=self.meeting.on, before=self.meeting.on))


def meeting_page(user: User, pk: int) -> MeetingPage:
    found = standing(user)
    meeting = meeting_for(found, pk)
    return MeetingPage(meeting, found, keeps_meetings(found, meeting.body_id))
