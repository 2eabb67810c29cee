"""What waits for a person, and what they wait for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cases.models import Agreement, Assignment, Case, CaseGroup, Obligation, Supplement
from forms.models import Submission
from people.models import User
from people.queries.mandates import Standing, standing

from .agreements import drafts_to_send, to_be_signed, without_agreement
from .follow_up import to_look_at
from .letters import how_many_troubled
from .stages import StageNames, stage_names
from .unread import Unread, unread_of
from .waiting import my_cases, my_obligations, my_supplements, my_turns, nobody_answers, waits_elsewhere

# How many rows there are on a page of what waits for me, and at most of what others have.
PAGE = MOST = 50


class Kind(StrEnum):
    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    REVIEW = "review"
    # An agreement: a draft to send, one to draw up, or one that somebody has yet to sign.
    DRAFT = "draft"
    WANTED = "wanted"
    SIGNING = "signing"


SHOWN = {
    Kind.ANSWER: ("case", "body"),
    Kind.SUPPLEMENT: ("case", "assignment__body"),
    Kind.OBLIGATION: ("case",),
    Kind.REVIEW: ("case",),
    Kind.DRAFT: ("case",),
}


class View(StrEnum):
    """Everything, or one of the questions that somebody comes with."""

    ALL = "allt"
    MINE = "mig"
    OTHERS = "andra"
    LATE = "sent"
    UNREAD = "olasta"


@dataclass(frozen=True)
class Item:
    """One thing to do: in which case, what, as whom, until when."""

    kind: Kind
    case: Case
    what: str
    bodies: tuple[str, ...]
    due_on: date | None
    late: bool
    days_late: int = 0
    # Body (its key) and role that nobody holds, where that is why it waits.
    missing: tuple[tuple[str, str], ...] = ()
    # Where it is done, when that is not the page of the case.
    url: str = ""


@dataclass(frozen=True)
class Inbox:
    """`mine` are the rows of one page, `page` says which of how many; `silent` are those that nobody can answer."""

    mine: tuple[Item, ...]
    page: Page
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
    mine_count: int
    others_read: int
    late_count: int
    unread: Unread
    # Letters that did not get through, for the office to look at.
    undelivered: int

    @property
    def others_count(self) -> str:
        """As many as were read, which says enough: a longer list is found in the register."""
        return f"{MOST}+" if self.others_read > MOST else str(self.others_read)


def inbox(user: User, *, number: int = 1, view: View = View.ALL, wanted: str = "", on: date | None = None) -> Inbox:
    """Everything on the inbox page (the numbered one of what waits for me), in a fixed number of queries.

    `wanted` is part of a number or a title; `view` leaves the rest out.
    """
    on = on or timezone.localdate()
    found = standing(user, on=on)
    names = stage_names()
    about = _about(wanted, "case__")
    promised = my_obligations(found, names, on=on).filter(about)
    mine: dict[Kind, QuerySet] = {
        Kind.ANSWER: my_turns(found).filter(about),
        Kind.SUPPLEMENT: my_supplements(found).filter(about),
        Kind.OBLIGATION: promised.filter(due_on__lt=on),
        Kind.REVIEW: to_look_at(found).filter(about),
    }
    mine |= _agreements_to_do(found, names, about, _about(wanted))
    mine_count, late_mine = _counted(mine, on)
    pages = Paginator(_due(_late(mine, on) if view == View.LATE else mine), PAGE)
    pages.count = late_mine if view == View.LATE else mine_count
    page = pages.get_page(number)
    read = _on_page(page, mine)
    coming = list(promised.filter(due_on__gte=on)[:MOST])
    turns = [mine[Kind.ANSWER], mine[Kind.SUPPLEMENT]]
    elsewhere = list(_without(waits_elsewhere(found, on=on), turns).filter(_about(wanted))[: 2 * MOST])
    owed = [row for kind, row in read if kind in (Kind.OBLIGATION, Kind.REVIEW)]
    signing = list(to_be_signed(found, my_cases(found)).filter(about)[: 2 * MOST])
    rows = _Rows(names, on, _groups_of({*elsewhere, *(row.case for row in (*owed, *coming))}))
    late_signing = [each for each in signing if each.is_late(on)]
    late = [case for case in elsewhere if case.due_on is not None and case.due_on < on]
    others = [case for case in (late if view == View.LATE else elsewhere) if case.mine][:MOST]
    return Inbox(
        mine=tuple(rows.item(kind, row) for kind, row in read),
        page=page,
        coming=tuple(rows.obligation(row) for row in coming),
        others=tuple(map(rows.case, others)),
        signing=tuple(map(rows.signing, (late_signing if view == View.LATE else signing)[:MOST])),
        late_elsewhere=tuple(map(rows.case, late[:MOST])) if found.is_office else (),
        silent=tuple(map(rows.silent, nobody_answers(on=on)[:MOST])) if found.is_office else (),
        drafts=tuple(_drafts(found)),
        sees_all_late=found.is_office,
        view=view,
        wanted=wanted,
        mine_count=mine_count,
        others_read=sum(1 for case in elsewhere if case.mine) + len(signing),
        unread=unread_of(user, found, wanted=wanted),
        undelivered=how_many_troubled() if found.is_office else 0,
        late_count=late_mine + len(late) + len(late_signing),
    )


def _about(wanted: str, at: str = "") -> Q:
    """Cases whose number or title holds the words; all where there are none."""
    if not wanted:
        return Q()
    return Q(**{f"{at}number__icontains": wanted}) | Q(**{f"{at}title__icontains": wanted})


def _agreements_to_do(found: Standing, names: StageNames, about: Q, of_case: Q) -> dict[Kind, QuerySet]:
    """Drafts to send; and where no turn at a stage asks for it already, agreements to draw up."""
    if not found.is_office:
        return {}
    wanted = without_agreement(found, names).filter(of_case, status=Case.Status.ENDED)
    return {Kind.DRAFT: drafts_to_send(found).filter(about), Kind.WANTED: wanted}


# What has no day: it is done when there is time, and comes last.
UNDATED = (Kind.REVIEW, Kind.DRAFT, Kind.WANTED)


def _late(mine: Mapping[Kind, QuerySet], on: date) -> dict[Kind, QuerySet]:
    """What was sent in is not late with whoever looks at it."""
    return {kind: rows.filter(due_on__lt=on) for kind, rows in mine.items() if kind not in UNDATED}


def _counted(mine: Mapping[Kind, QuerySet], on: date) -> tuple[int, int]:
    """How many wait, and how many of them are late; one query."""
    is_late = {kind: Q(due_on__lt=on) if kind not in UNDATED else Q(pk__in=[]) for kind in mine}
    lines = [
        rows.order_by()
        .values(sort=Value(str(kind), CharField()))
        .annotate(all=Count("pk"), late=Count("pk", filter=is_late[kind]))
        .values_list("sort", "all", "late")
        for kind, rows in mine.items()
    ]
    found = list(lines[0].union(*lines[1:], all=True).order_by("sort"))
    return sum(number for _kind, number, _late in found), sum(late for _kind, _number, late in found)


def _due(mine: Mapping[Kind, QuerySet]) -> QuerySet:
    """What waits as (day, kind, primary key), the earliest first: joined, put in order and counted by the database.

    What has no day comes last, and so does what is looked at when there is time.
    """
    never = Value(date.max, DateField())
    lines = [
        rows.order_by()
        .annotate(
            day=never if kind in UNDATED else Coalesce("due_on", never),
            sort=Value(str(kind), CharField()),
            which=F("pk"),
        )
        .values_list("day", "sort", "which")
        for kind, rows in mine.items()
    ]
    return lines[0].union(*lines[1:], all=True).order_by("day", "which")


def _on_page(page: Page, mine: Mapping[Kind, QuerySet]) -> list[tuple[Kind, Any]]:
    """The rows of the page, read whole, with their kind."""
    lines = [(Kind(kind), number) for _day, kind, number in page.object_list]
    read: dict[tuple[Kind, int], Any] = {}
    for kind, rows in mine.items():
        if wanted := [number for each, number in lines if each == kind]:
            # They were chosen already: only what a row shows is read of each.
            there = rows.model.objects.filter(pk__in=wanted)
            if kind in SHOWN:
                there = there.select_related(*SHOWN[kind])
            read |= {(kind, row.pk): row for row in there}
    return [(kind, read[kind, number]) for kind, number in lines if (kind, number) in read]


def _address(obligation: Obligation) -> str:
    return reverse("cases:owed", args=[obligation.case.number, obligation.pk])


def _without(cases, waiting: Iterable[QuerySet]):
    """Those that wait for others: what I am to answer myself stands in my own list."""
    for rows in waiting:
        cases = cases.exclude(pk__in=rows.order_by().values("case"))
    return cases


def _drafts(found: Standing):
    drafts = Submission.objects.visible_in(found).filter(state=Submission.State.DRAFT)
    return drafts.select_related("version__form", "saved_by")[:10]


def _groups_of(cases: Iterable[Case]) -> dict[int, tuple[str, ...]]:
    """The names of the applying groups, by case."""
    names: dict[int, tuple[str, ...]] = {}
    links = CaseGroup.objects.filter(case__in=[case.pk for case in cases]).order_by("body__name")
    for case_id, name in links.values_list("case", "body__name"):
        names[case_id] = (*names.get(case_id, ()), name)
    return names


@dataclass(frozen=True)
class _Rows:
    """Makes items of what waits."""

    names: StageNames
    on: date
    groups: Mapping[int, tuple[str, ...]]

    def item(self, kind: Kind, row: Any) -> Item:
        make: dict[Kind, Callable[[Any], Item]] = {
            Kind.ANSWER: self.turn,
            Kind.SUPPLEMENT: self.supplement,
            Kind.OBLIGATION: self.obligation,
            Kind.REVIEW: self.review,
            Kind.DRAFT: self.draft,
            Kind.WANTED: self.wanted,
        }
        return make[kind](row)

    def turn(self, turn: Assignment) -> Item:
        what = self.names.full.get((turn.case.route_version_id, turn.stage), turn.stage)
        return self._item(Kind.ANSWER, turn.case, what, (turn.body.name,), turn.due_on)

    def supplement(self, asked: Supplement) -> Item:
        return self._item(Kind.SUPPLEMENT, asked.case, asked.question, (asked.assignment.body.name,), asked.due_on)

    def obligation(self, promised: Obligation) -> Item:
        groups = self.groups.get(promised.case_id, ())
        item = self._item(Kind.OBLIGATION, promised.case, promised.title, groups, promised.due_on)
        return replace(item, url=_address(promised))

    def review(self, sent: Obligation) -> Item:
        """What was sent in and waits for the office: not late with those who sent it."""
        what, groups = gettext("Look at: %(what)s") % {"what": sent.title}, self.groups.get(sent.case_id, ())
        return Item(Kind.REVIEW, sent.case, what, groups, sent.due_on, False, url=_address(sent))

    def draft(self, agreement: Agreement) -> Item:
        what = gettext("%(agreement)s: send it to be signed") % {"agreement": agreement.name}
        return Item(Kind.DRAFT, agreement.case, what, (), None, False, url=agreement.get_absolute_url())

    def wanted(self, case: Case) -> Item:
        url = reverse("cases:draw_up_agreement", args=[case.number])
        return Item(Kind.WANTED, case, gettext("Draw up the agreement"), (), None, False, url=url)

    def signing(self, agreement: Agreement) -> Item:
        """Waits for its parties; whose turn it is are their names."""
        names = tuple(party.name for party in agreement.unsigned)
        what = gettext("%(agreement)s: to be signed") % {"agreement": agreement.name}
        item = self._item(Kind.SIGNING, agreement.case, what, names, agreement.sign_by)
        return replace(item, url=agreement.get_absolute_url())

    def case(self, case: Case) -> Item:
        """A case that others have now."""
        if case.status == Case.Status.SUPPLEMENT:
            groups = self.groups.get(case.pk, ())
            return self._item(Kind.SUPPLEMENT, case, self.names.where(case), groups, case.due_on)
        asked = tuple(turn.body.name for turn in case.open_turns)  # type: ignore[attr-defined]
        return self._item(Kind.ANSWER, case, self.names.where(case), asked, case.due_on)

    def silent(self, case: Case) -> Item:
        """A case whose open turns nobody holds the role for, with what to mend it by."""
        missing = dict.fromkeys((turn.body.key, turn.role) for turn in case.open_turns)  # type: ignore[attr-defined]
        return replace(self.case(case), missing=tuple(missing))

    def _item(self, kind: Kind, case: Case, what: str, bodies: tuple[str, ...], due_on: date | None) -> Item:
        days = (self.on - due_on).days if due_on else 0
        return Item(kind, case, what, bodies, due_on, days > 0, max(0, days))
