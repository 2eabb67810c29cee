"""Messages that somebody has not read, case by case: in cases that are theirs to follow."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from cases.models import Message, MessageReading
from cases.permissions import SPEAKS_FOR_GROUP
from people.models import BodyKind, Role, User
from people.queries.mandates import Standing

from .waiting import of_own

# So many cases are shown, of so many messages. What is older than that is found in the cases, and is no news.
MOST = 50
MOST_MESSAGES = 500
RECENT = timedelta(days=90)
# Those of the office who are written to; others of the association follow what they have written in.
OFFICE_ROLES = (Role.CASE_OFFICER, Role.REGISTRAR)


@dataclass(frozen=True)
class UnreadCase:
    """One case: how many are new in it, and the latest of them."""

    latest: Message
    count: int


@dataclass(frozen=True)
class Unread:
    cases: tuple[UnreadCase, ...]
    # The newest message that is shown: what comes after it is not marked as read with it.
    last: int
    is_more: bool

    @property
    def count(self) -> str:
        return f"{len(self.cases)}+" if self.is_more else str(len(self.cases))


def unread_of(user: User, found: Standing, *, wanted: str = "", with_secret: bool = True) -> Unread:
    """The cases with unread messages, the latest first, in one query."""
    rows = unread_messages(user, found)
    if not with_secret:
        rows = rows.filter(case__secret=False)
    if wanted:
        rows = rows.filter(Q(case__number__icontains=wanted) | Q(case__title__icontains=wanted))
    newest = rows.order_by("-at", "-pk").values("pk")[: MOST_MESSAGES + 1]
    rows = (
        Message.objects.filter(pk__in=newest)
        .order_by()
        .annotate(
            in_case=Window(Count("pk"), partition_by="case"),
            place=Window(RowNumber(), partition_by="case", order_by=F("pk").desc()),
        )
    )
    latest = list(rows.filter(place=1).select_related("case", "by").order_by("-pk")[: MOST + 1])
    return Unread(
        cases=tuple(UnreadCase(message, message.in_case) for message in latest[:MOST]),
        last=max((message.pk for message in latest[:MOST]), default=0),
        is_more=len(latest) > MOST or sum(message.in_case for message in latest) > MOST_MESSAGES,
    )


def unread_messages(user: User, found: Standing) -> QuerySet:
    """Visible to the person, written by others, after they came here and lately, and further than they have read."""
    since = max(user.date_joined, timezone.now() - RECENT)
    theirs = of_own(found, found.bodies_as(*SPEAKS_FOR_GROUP), "case")
    theirs |= Q(Exists(Message.objects.filter(by=user, case=OuterRef("case"))))
    if _is_written_to(found):
        theirs = Q()
    read_to = Coalesce(Subquery(MessageReading.objects.of(user, OuterRef("case")).values("last")[:1]), Value(0))
    rows = Message.objects.visible_in(found).filter(theirs, at__gte=since).exclude(by=user)
    return rows.annotate(read_to=read_to).filter(pk__gt=F("read_to"))


def _is_written_to(found: Standing) -> bool:
    """Whether every case's messages are the person's to read."""
    return any(found.kinds[body] == BodyKind.OFFICE for body in found.bodies_as(*OFFICE_ROLES))
