"""What waits for a person, and what they wait for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from cases.models import Assignment, Case, CaseGroup, Obligation, Supplement
from forms.models import Submission
from people.models import User
from people.queries.mandates import Standing, standing

from .stages import StageNames, stage_names
from .waiting import my_obligations, my_supplements, my_turns, waits_elsewhere

# How many rows of what others have.
MOST = 50


class Kind(StrEnum):
    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"


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

    @property
    def order(self) -> tuple[bool, date, int]:
        """Late first, then by date; what has no date comes last."""
        return (not self.late, self.due_on or date.max, self.case.pk)


@dataclass(frozen=True)
class Inbox:
    mine: tuple[Item, ...]
    coming: tuple[Item, ...]
    others: tuple[Item, ...]
    late_elsewhere: tuple[Item, ...]
    drafts: tuple[Submission, ...]
    sees_all_late: bool


def inbox(user: User, *, on: date | None = None) -> Inbox:
    """Everything on the inbox page, in a fixed number of queries."""
    on = on or timezone.localdate()
    found = standing(user, on=on)
    names = stage_names()
    turns, supplements = list(my_turns(found)), list(my_supplements(found))
    promised = list(my_obligations(found, names, on=on))
    mine = {row.case_id for row in (*turns, *supplements)}
    elsewhere = list(waits_elsewhere(found, on=on).exclude(pk__in=mine)[: 2 * MOST])
    rows = _Rows(names, on, _groups_of({*elsewhere, *(row.case for row in promised)}))
    dated = [rows.obligation(row) for row in promised]
    waits = [*map(rows.turn, turns), *map(rows.supplement, supplements), *(item for item in dated if item.late)]
    late = [case for case in elsewhere if case.due_on is not None and case.due_on < on]
    return Inbox(
        mine=tuple(sorted(waits, key=lambda item: item.order)),
        coming=tuple(sorted((item for item in dated if not item.late), key=lambda item: item.order)),
        others=tuple(rows.case(case) for case in elsewhere if case.mine)[:MOST],
        late_elsewhere=tuple(map(rows.case, late[:MOST])) if found.is_office else (),
        drafts=tuple(_drafts(found)),
        sees_all_late=found.is_office,
    )


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

    def turn(self, turn: Assignment) -> Item:
        what = self.names.full.get((turn.case.route_version_id, turn.stage), turn.stage)
        return self._item(Kind.ANSWER, turn.case, what, (turn.body.name,), turn.due_on)

    def supplement(self, asked: Supplement) -> Item:
        return self._item(Kind.SUPPLEMENT, asked.case, asked.question, (asked.assignment.body.name,), asked.due_on)

    def obligation(self, promised: Obligation) -> Item:
        groups = self.groups.get(promised.case_id, ())
        return self._item(Kind.OBLIGATION, promised.case, promised.title, groups, promised.due_on)

    def case(self, case: Case) -> Item:
        """A case that others have now."""
        if case.status == Case.Status.SUPPLEMENT:
            groups = self.groups.get(case.pk, ())
            return self._item(Kind.SUPPLEMENT, case, self.names.where(case), groups, case.due_on)
        asked = tuple(turn.body.name for turn in case.open_turns)
        return self._item(Kind.ANSWER, case, self.names.where(case), asked, case.due_on)

    def _item(self, kind: Kind, case: Case, what: str, bodies: tuple[str, ...], due_on: date | None) -> Item:
        days = (self.on - due_on).days if due_on else 0
        return Item(kind, case, what, bodies, due_on, days > 0, max(0, days))
