"""What a reader's package of a meeting is made of, and the digest by which one sees that it has changed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.models import Document

from .meeting_page import MeetingPage
from .papers_of_meeting import PapersOfPoint, papers_of_meeting


@dataclass(frozen=True)
class PackageOfMeeting:
    """Read once: what is bound is what the digest says."""

    page: MeetingPage
    points: list[PapersOfPoint]

    @property
    def papers(self) -> int:
        return sum(len(each.documents) + len(each.files) for each in self.points)

    @property
    def digest(self) -> str:
        said = json.dumps([*_of_meeting(self.page), *map(_of_point, self.points)], default=str, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def package_of(page: MeetingPage) -> PackageOfMeeting:
    """Four queries beside those of the agenda."""
    return PackageOfMeeting(page, papers_of_meeting(page))


def _of_meeting(page: MeetingPage) -> Iterator[Any]:
    meeting = page.meeting
    yield [meeting.body.name, meeting.kind, meeting.starts_at, meeting.ends_at, meeting.place, meeting.link]
    yield [meeting.status, meeting.secretary_id, meeting.others_present]
    yield [[task.pk, task.what, task.who_id, task.due_on] for task in page.before]


def _of_point(point: PapersOfPoint) -> list[Any]:
    item = point.item
    return [
        [item.pk, item.position, item.heading, item.proposal, point.hidden],
        [_of_document(each) for each in point.documents],
        [[file.pk, file.file_name, file.sha256] for file in point.files],
    ]


def _of_document(document: Document) -> list[Any]:
    """Its words are those of a revision or an answer, which stay as they are; a file's are told by its checksum."""
    said = document.assignment.text if document.assignment is not None else ""
    attached = document.attachment.sha256 if document.attachment is not None else ""
    named = [document.title, document.counterpart, document.secrecy, document.sha256]
    return [document.pk, document.reference, *named, document.revision_id, attached, said]
