"""Letters that did not get through: why, to whom, about which case; and those that are on their way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import OutgoingEmail

PAGE = 50


class Shown(StrEnum):
    """Which letters the list shows."""

    TROUBLED = "allt"
    GIVEN_UP = "kom-inte-fram"
    UNSURE = "osakra"
    ON_THEIR_WAY = "pa-vag"


@dataclass(frozen=True)
class Letters:
    page: Page
    shown: Shown
    wanted: str
    newest_first: bool
    given_up: int
    unsure: int
    on_their_way: int


def letters(*, shown: Shown, wanted: str = "", newest_first: bool = True, number: int = 1) -> Letters:
    """One page of the list and how many there are of each, in a fixed number of queries."""
    now = timezone.now()
    rows = _which(shown, now).filter(_about(wanted))
    # Counted of each that is shown: joined with them, all letters would be read.
    gathered = OutgoingEmail.objects.filter(digest=OuterRef("pk")).order_by().values("digest").annotate(n=Count("pk"))
    count = Coalesce(Subquery(gathered.values("n")), 0)
    rows = rows.select_related("to", "case").annotate(gathered_count=count)
    rows = rows.order_by("-created_at", "-pk") if newest_first else rows.order_by("created_at", "pk")
    return Letters(
        page=Paginator(rows, PAGE).get_page(number),
        shown=shown,
        wanted=wanted,
        newest_first=newest_first,
        given_up=OutgoingEmail.objects.given_up().count(),
        unsure=OutgoingEmail.objects.unsure(now).count(),
        on_their_way=OutgoingEmail.objects.on_their_way(now).count(),
    )


def given_up_about(wanted: str) -> QuerySet:
    """Those that did not get through and have the words, the oldest first."""
    return OutgoingEmail.objects.given_up().filter(_about(wanted)).order_by("created_at", "pk")


def _about(wanted: str) -> Q:
    if not wanted:
        return Q()
    person = Q(to__name__icontains=wanted) | Q(to__email__icontains=wanted)
    return person | Q(case__number__icontains=wanted) | Q(subject__icontains=wanted)


def troubled() -> QuerySet:
    return OutgoingEmail.objects.troubled(timezone.now()).order_by("created_at", "pk")


def how_many_troubled() -> int:
    return troubled().count()


def _which(shown: Shown, now: datetime) -> QuerySet:
    letters = OutgoingEmail.objects
    return {
        Shown.TROUBLED: letters.troubled,
        Shown.GIVEN_UP: lambda _now: letters.given_up(),
        Shown.UNSURE: letters.unsure,
        Shown.ON_THEIR_WAY: letters.on_their_way,
    }[shown](now)
