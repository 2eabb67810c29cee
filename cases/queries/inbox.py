"""What waits for a person, and what they wait for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from forms.models import Submission
from people.models import User
from people.queries.mandates import Standing, standing

from .agreements import drafts_to_send, first_without_agreement
from .follow_up import to_look_at
from .inbox_items import Item, Telling, names_of, read_rows
from .inbox_lines import Found, Kind, Line, first_of
from .letters import troubled
from .meeting_waits import LeftByMeeting, meeting_waits
from .stages import StageNames, stage_names
from .unread import Unread, unread_of
from .waiting import (
    SENT_BACK,
    late_with_others,
    my_obligations,
    my_supplements,
    my_turns,
    sent_back,
    signing_of,
    silent_turns,
    with_others,
)
from .year_waits import YearWaits, year_waits

# How many rows there are on a page of what waits for me, and at most of what others have.
PAGE = MOST = 50
# As many of each kind are turned pages through; what comes after is found in the lists of the kind.
MOST_OF_A_KIND = 500
# So many letters are counted before one says "more than".
MOST_LETTERS = 1000


class View(StrEnum):
    """Everything, or one of the questions that somebody comes with."""

    ALL = "allt"
    MINE = "mig"
    OTHERS = "andra"
    LATE = "sent"
    UNREAD = "olasta"


@dataclass(frozen=True)
class Counted:
    """As many as were looked at, which says enough: a longer list is found elsewhere."""

    number: int
    is_longer: bool = False

    def __add__(self, more: int) -> "Counted":
        return Counted(self.number + more, self.is_longer)

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_longer else str(self.number)


@dataclass(frozen=True)
class Inbox:
    """`mine` are the rows of one page, `page` says which of how many; `silent` are those that nobody can answer."""

    mine: tuple[Item, ...]
    page: Page
    # How many there are on all the pages.
    listed: Counted
    coming: tuple[Item, ...]
    others: tuple[Item, ...]
    # Agreements that their parties have yet to sign.
    signing: tuple[Item, ...]
    late_elsewhere: tuple[Item, ...]
    silent: tuple[Item, ...]
    drafts: tuple[Submission, ...]
    sees_all_late: bool
    view: View
    wanted: str
    mine_count: Counted
    others_count: Counted
    late_count: Counted
    unread: Unread
    # Letters that did not get through, for the office to look at.
    undelivered: Counted
    # What is late or due soon in the year of the groups that the person keeps.
    year: YearWaits
    # Minutes to adjust, and what the person said at meetings that they would do.
    meetings: tuple[LeftByMeeting, ...] = ()


# What has no day: it is done when there is time, and comes last.
UNDATED = (Kind.REVIEW, Kind.DRAFT, Kind.WANTED)
DATED = (Kind.ANSWER, Kind.SUPPLEMENT, Kind.OBLIGATION, Kind.RETURNED)


def inbox(
    user: User,
    *,
    number: int = 1,
    view: View = View.ALL,
    wanted: str = "",
    with_secret: bool = True,
    on: date | None = None,
) -> Inbox:
    """Everything on the inbox page (the numbered one of what waits for me), in a fixed number of queries.

    `wanted` is part of a number or a title; `view` leaves the rest out. Programs are told of nothing secret.
    """
    on = on or timezone.localdate()
    standing_now = standing(user, on=on)
    names = stage_names()
    found = first_of(_lines(standing_now, names, _Wanted(wanted, with_secret), on))
    mine = _waiting_for_me(found, on, late=view == View.LATE)
    page = Paginator(mine, PAGE).get_page(number)
    shown = {kind: found[kind].keys for kind in SHOWN_WHOLE} | _by_kind(page)
    rows = read_rows(shown)
    telling = Telling(names, on, names_of(rows))

    def items(kind: Kind, *, late: bool = False) -> tuple[Item, ...]:
        told = (telling.item(kind, row) for row in rows[kind].values())
        return tuple(item for item in told if item.late or not late)

    only_late = view == View.LATE
    year = YearWaits() if wanted else year_waits(standing_now, names, on=on, late_alone=only_late)
    meetings = () if wanted else meeting_waits(standing_now, on=on)
    late_by_meetings = sum(row.late for row in meetings)
    return Inbox(
        mine=tuple(telling.item(kind, rows[kind][pk]) for _day, pk, kind in page if pk in rows[kind]),
        page=page,
        listed=Counted(len(mine), any(found[kind].is_longer for kind in (DATED if only_late else DATED + UNDATED))),
        coming=items(Kind.COMING),
        others=items(Kind.OTHERS, late=only_late),
        signing=items(Kind.SIGNING, late=only_late),
        late_elsewhere=items(Kind.LATE_WITH_OTHERS) if standing_now.is_office else (),
        silent=tuple(telling.silent(rows[Kind.SILENT].values())),
        drafts=tuple(_drafts(standing_now)),
        sees_all_late=standing_now.is_office,
        view=view,
        wanted=wanted,
        mine_count=_counted(found, DATED + UNDATED) + year.waiting + len(meetings),
        others_count=_counted(found, (Kind.OTHERS, Kind.SIGNING)),
        late_count=_late(found, on, Kind.LATE_WITH_OTHERS if standing_now.is_office else Kind.OTHERS)
        + year.late
        + late_by_meetings,
        unread=unread_of(user, standing_now, wanted=wanted, with_secret=with_secret),
        undelivered=_counted(found, (Kind.LETTER,)),
        year=year,
        meetings=tuple(row for row in meetings if row.late or not only_late),
    )


# Lines of which everything that was found is shown.
SHOWN_WHOLE = (Kind.COMING, Kind.OTHERS, Kind.LATE_WITH_OTHERS, Kind.SIGNING, Kind.SILENT)


@dataclass(frozen=True)
class _Wanted:
    """Which cases are looked among; all where nothing is asked."""

    words: str
    with_secret: bool

    def of(self, at: str = "") -> Q:
        """Those whose number or title holds the words."""
        open_ones = Q() if self.with_secret else Q(**{f"{at}secret": False})
        if not self.words:
            return open_ones
        named = Q(**{f"{at}number__icontains": self.words}) | Q(**{f"{at}title__icontains": self.words})
        return open_ones & named


def _lines(found: Standing, names: StageNames, wanted: _Wanted, on: date) -> dict[Kind, Line]:
    """What there is to look for on behalf of the person."""
    about, of_case = wanted.of("case__"), wanted.of()
    # What nobody may answer is told whatever one looks for.
    silent = replace(wanted, words="").of("case__")
    promised = my_obligations(found, names, on=on).filter(about)
    lines = {
        Kind.ANSWER: Line(my_turns(found).filter(about), "due_on", MOST_OF_A_KIND),
        Kind.SUPPLEMENT: Line(my_supplements(found).filter(about), "due_on", MOST_OF_A_KIND),
        Kind.OBLIGATION: Line(promised.filter(due_on__lt=on).exclude(SENT_BACK), "due_on", MOST_OF_A_KIND),
        Kind.RETURNED: Line(sent_back(found, names).filter(about), "due_on", MOST_OF_A_KIND),
        Kind.COMING: Line(promised.filter(due_on__gte=on).exclude(SENT_BACK), "due_on", MOST),
        Kind.OTHERS: Line(with_others(found).filter(of_case), "due_on", MOST),
        Kind.SIGNING: Line(signing_of(found).filter(about), "sign_by", MOST),
    }
    return lines | _of_the_office(found, names, about, of_case, silent) if found.is_office else lines


def _of_the_office(found: Standing, names: StageNames, about: Q, of_case: Q, silent: Q) -> dict[Kind, Line]:
    """What only the office does; agreements to draw up are those that no turn at a stage asks for already."""
    to_draw_up = first_without_agreement(found, names, about, most=MOST_OF_A_KIND + 1)
    return {
        Kind.LATE_WITH_OTHERS: Line(late_with_others(found, on=found.on).filter(of_case), "due_on", MOST),
        Kind.REVIEW: Line(to_look_at(found).filter(about), "", MOST_OF_A_KIND),
        Kind.DRAFT: Line(drafts_to_send(found).filter(about), "", MOST_OF_A_KIND),
        Kind.WANTED: Line(to_draw_up.order_by("pk"), "", MOST_OF_A_KIND),
        Kind.SILENT: Line(silent_turns(found.on).filter(silent).order_by("due_on", "pk"), "due_on", MOST),
        Kind.LETTER: Line(troubled(), "", MOST_LETTERS),
    }


def _waiting_for_me(found: dict[Kind, Found], on: date, *, late: bool) -> list[tuple[date, int, Kind]]:
    """What waits, the earliest first; what was sent in is not late with whoever looks at it."""
    lines = [(day, pk, kind) for kind in (DATED if late else DATED + UNDATED) for day, pk in found[kind].rows]
    return sorted(each for each in lines if not late or each[0] < on)


def _by_kind(page: Iterable[tuple[date, int, Kind]]) -> dict[Kind, list[int]]:
    keys: dict[Kind, list[int]] = {}
    for _day, pk, kind in page:
        keys.setdefault(kind, []).append(pk)
    return keys


def _counted(found: dict[Kind, Found], kinds: Iterable[Kind]) -> Counted:
    lines = [found[kind] for kind in kinds]
    return Counted(sum(len(line.rows) for line in lines), any(line.is_longer for line in lines))


def _late(found: dict[Kind, Found], on: date, with_others: Kind) -> Counted:
    """Late with me or with others. The earliest come first, so a line that ends before the day has them all."""
    lines = [found[kind] for kind in (*DATED, with_others, Kind.SIGNING)]
    is_longer = any(line.is_longer and line.late(on) == len(line.rows) for line in lines)
    return Counted(sum(line.late(on) for line in lines), is_longer)


def _drafts(found: Standing) -> QuerySet[Submission]:
    return Submission.objects.drafts_seen(found).select_related("version__form", "saved_by")[:10]
