"""What answers a happening of a group's year: a meeting, a plan, a chair, a case, or what a grant owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import year as rules
from cases.domain.following_up import Span, span_of
from cases.domain.year import Fulfilment, Occasion
from cases.extensions import PublishedPlan
from cases.models import Case, Happening, Meeting
from people.domain.swedish import day as written_day
from people.models import ChairTurn, Mandate, Role
from people.queries.mandates import Standing

from .stages import StageNames

By = Happening.FulfilledBy
type Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What answers an occasion: in words, and where it is read; no address for who may not open it."""

    fulfilment: Fulfilment
    words: str
    url: str = ""


@dataclass(frozen=True)
class Answers:
    """All that was read; `whose` are a body's own key and those of the bodies that it followed."""

    whose: Mapping[int, frozenset[int]]
    found: Standing
    on: date
    names: StageNames
    meetings: Sequence[Row] = ()
    attended: Mapping[int, frozenset[int]] = field(default_factory=dict)
    mandates: Sequence[Mandate] = ()
    turns: Sequence[ChairTurn] = ()
    plans: Sequence[PublishedPlan] = ()
    cases: Sequence[Row] = ()
    owed: Sequence[Row] = ()
    drafts: Sequence[Row] = ()

    def answer(self, happening: Happening, body: int, each: Occasion) -> Found | None:
        """The best that there is: what is done before what is under way, the earliest first."""
        match happening.fulfilled_by:
            case By.MEETING:
                found = self._meeting(happening, body, each)
            case By.ATTENDANCE:
                found = self._attendance(happening, body, each)
            case By.PAGE:
                found = self._plan(happening, body, each)
            case By.CHAIR:
                found = self._chair(body, each)
            case By.ROTATION:
                found = self._rotation(body, each)
            case By.FORM:
                found = [*self._cases(happening, body, each), *self._owed(happening, body, each)]
            case _:
                found = []
        return min(found, key=lambda one: one.fulfilment.state != rules.DONE, default=None)

    def who(self, happening: Happening, body: int) -> tuple[str, ...]:
        """Whoever holds the role today; the office by its name."""
        if happening.done_by == Happening.DoneBy.OFFICE:
            return ()
        seats = [
            one for one in self.mandates if one.role == happening.done_by and one.user.is_active and not one.is_deputy
        ]
        return tuple(dict.fromkeys(one.user.name for one in seats if one.body_id == body and one.is_valid(self.on)))

    def draft(self, happening: Happening, body: int, each: Occasion) -> str:
        if happening.fulfilled_by != By.FORM:
            return ""
        for row in self.drafts:
            if row["form"] == happening.form and row["bodies"] in self.whose[body] and _is_about(row["period"], each):
                return reverse("forms:overview", args=[row["uuid"]])
        return ""

    def _meeting(self, happening: Happening, body: int, each: Occasion) -> list[Found]:
        return [
            self._held(row, done=row["is_held"])
            for row in self.meetings
            if row["kind"] == happening.meeting_kind and row["body"] in self.whose[body] and _within(row, each)
        ]

    def _attendance(self, happening: Happening, body: int, each: Occasion) -> list[Found]:
        found = []
        for row in self.meetings:
            if row["kind"] != happening.meeting_kind or not _within(row, each):
                continue
            was_there = body in self.attended.get(row["pk"], frozenset())
            if was_there or not row["is_held"]:
                found.append(self._held(row, done=was_there))
        return found

    def _held(self, row: Row, *, done: bool) -> Found:
        may_open = self.found.is_office or row["body"] in self.found.body_ids or row["kind"] == Meeting.Kind.SEMINAR
        url = reverse("cases:meeting", args=[row["pk"]]) if may_open else ""
        words = _("Held %(day)s") if done else _("Planned for %(day)s")
        state = Fulfilment(rules.DONE, row["on"]) if done else Fulfilment(rules.UNDER_WAY, planned_for=row["on"])
        return Found(state, words % {"day": written_day(row["on"])}, url)

    def _plan(self, happening: Happening, body: int, each: Occasion) -> list[Found]:
        return [
            Found(Fulfilment(rules.DONE), plan.title, plan.url)
            for plan in self.plans
            if plan.kind == happening.plan_kind
            and plan.bodies & self.whose[body]
            and rules.covers(Span(plan.first, plan.last), each.span)
        ]

    def _chair(self, body: int, each: Occasion) -> list[Found]:
        """A term of the order with its party or its person, or a mandate that says itself that it is for the period."""
        terms = [
            str(term.user or term.party)
            for term in self.turns
            if term.body_id == body and (term.user or term.party) and term.is_valid(each.span.starts)
        ]
        seats = [
            seat.user.name
            for seat in self.mandates
            if seat.body_id == body and seat.role == Role.CHAIR and not seat.is_deputy and seat.absence_id is None
            if seat.is_valid(each.span.starts) and (seat.valid_to is not None or seat.valid_from == each.span.starts)
        ]
        return [Found(Fulfilment(rules.DONE), name, self._order(body)) for name in [*seats, *terms][:1]]

    def _rotation(self, body: int, each: Occasion) -> list[Found]:
        after = [
            term
            for term in self.turns
            if term.body_id == body and term.valid_from and term.valid_from > each.span.starts
        ]
        if not after:
            return []
        last = max(term.valid_to for term in after if term.valid_to)
        said = _("Decided up to %(day)s") % {"day": written_day(last)}
        return [Found(Fulfilment(rules.DONE), said, self._order(body))]

    def _order(self, body: int) -> str:
        key = next((seat.body.key for seat in self.mandates if seat.body_id == body), "")
        return reverse("people:body", args=[key]) if key else ""

    def _cases(self, happening: Happening, body: int, each: Occasion) -> Iterable[Found]:
        for row in self.cases:
            period = Span(row["case__period_from"], row["case__period_to"])
            if row["form"] != happening.form or row["body"] not in self.whose[body]:
                continue
            if not rules.covers(period, each.span):
                continue
            number, is_ended = row["case__number"], row["case__status"] == Case.Status.ENDED
            carried = row["case__end"] in self.names.carried.get(row["case__route_version"], set())
            if is_ended and not carried:
                continue
            place = row["case__end"] if is_ended else row["case__stage"]
            place = self.names.short.get((row["case__route_version"], place), place)
            sent = timezone.localdate(row["case__received_at"])
            done = Fulfilment(rules.DONE, sent) if is_ended else Fulfilment(rules.UNDER_WAY, sent, sent=True)
            may_open = not row["case__secret"] or self.found.is_office or row["body"] in self.found.body_ids
            url = reverse("cases:case", args=[number]) if may_open else ""
            yield Found(done, f"{number}: {place}", url)

    def _owed(self, happening: Happening, body: int, each: Occasion) -> Iterable[Found]:
        """What a grant owed and was sent in is the group's too: nothing is reported twice."""
        for row in self.owed:
            if row["form"] != happening.form or row["case__case_groups__body"] not in self.whose[body]:
                continue
            if not rules.covers(Span(row["span_from"], row["span_to"]), each.span):
                continue
            if row["cancelled_by"] is not None:
                continue
            is_done = row["done_on"] is not None
            state = (
                Fulfilment(rules.DONE, row["sent_on"])
                if is_done
                else Fulfilment(rules.UNDER_WAY, row["sent_on"], sent=row["returned_on"] is None)
            )
            said = _("Answers what %(number)s owes") % {"number": row["case__number"]}
            yield Found(state, said, reverse("cases:owed", args=[row["case__number"], row["pk"]]))


def _within(row: Row, each: Occasion) -> bool:
    return each.window.starts <= row["on"] <= each.window.ends


def _is_about(period: Any, each: Occasion) -> bool:
    """Whether a draft's period is the one."""
    span = span_of(period)
    return span is not None and rules.covers(span, each.span)
