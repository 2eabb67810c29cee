"""Put adjusted notes or minutes where everybody reads them, with what is masked taken away; and take them down."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from cases.domain import meetings as rules
from cases.domain import public_minutes as public
from cases.domain.masking import Masks, Passage
from cases.errors import CaseError
from cases.models import AgendaItem, Meeting, PublishedMinutes, PublishedPoint
from cases.queries.publishing import to_publish
from people.models import User

from .meetings import keep_event, kept

ADJUSTED = frozenset({rules.ADJUSTED})


@transaction.atomic
def publish_minutes(
    meeting: Meeting, masks: Masks, *, by: User, seen: int | None = None, at: datetime | None = None
) -> PublishedMinutes:
    """Again, where they are published already: with more masked, or with a correction that has come since.

    `seen`: how many corrections whoever publishes has looked through. Raises CaseError: 403, 409 before the adjustment
    or where a correction has come since.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=ADJUSTED)
    with translation.override(settings.LANGUAGE_CODE):
        found = to_publish(meeting)
        passages = found.passages
    if seen is not None and seen != len(found.corrections):
        raise CaseError("meeting_changed")
    again = _end(meeting, by=by, at=at)
    made = PublishedMinutes.objects.create(
        meeting=meeting,
        opening=public.published(public.of_part(passages, public.OPENING), masks),
        corrections=[
            {
                "on": timezone.localdate(one.at).isoformat(),
                "passages": _part(passages, f"{public.CORRECTION}{one.pk}", masks),
            }
            for one in found.corrections
        ],
        masks=masks.as_json(),
        published_at=at,
        published_by=by,
    )
    PublishedPoint.objects.bulk_create(
        _point(made, item, position, passages, masks, left_out=item.pk in found.left_out)
        for position, item in enumerate(found.items, start=1)
    )
    kind = "published_again" if again else "published"
    keep_event(meeting, kind, by=by, at=at, published=made.pk, left_out=sorted(found.left_out))
    return made


@transaction.atomic
def take_down_minutes(meeting: Meeting, *, by: User, at: datetime | None = None) -> None:
    """What was published is kept, and nobody but those who keep the meetings sees that it was there.

    Raises CaseError: 403, 409 where nothing is published.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=ADJUSTED)
    if not _end(meeting, by=by, at=at):
        raise CaseError("not_published")
    keep_event(meeting, "taken_down", by=by, at=at)


def _end(meeting: Meeting, *, by: User, at: datetime) -> bool:
    return bool(meeting.published.filter(ended_at=None).update(ended_at=at, ended_by=by))


def _part(passages: Sequence[Passage], part: str, masks: Masks) -> list[dict[str, str]]:
    return public.published(public.of_part(passages, part), masks)


def _point(
    made: PublishedMinutes,
    item: AgendaItem,
    position: int,
    passages: Sequence[Passage],
    masks: Masks,
    *,
    left_out: bool,
) -> PublishedPoint:
    said = [] if left_out else _part(passages, f"{public.POINT}{item.pk}", masks)
    words = public.words_for_search(said)
    return PublishedPoint(published=made, item=item, position=position, left_out=left_out, passages=said, words=words)
