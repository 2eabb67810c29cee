"""What waits for a person, and what they wait for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Prefetch, Q
from django.utils import timezone

from cases.models import Assignment, Case, CaseGroup, Obligation, Supplement
from cases.permissions import SPEAKS_FOR_GROUP
from forms.models import Submission
from people.models import BodyKind, User
from people.queries.mandates import Standing, standing

from .stages import StageNames, stage_names

# How far ahead an obligation is shown, and how many rows of what others have.
AHEAD = timedelta(days=90)
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
    turns = _turn_items(my_turns(found), names, on)
    supplements = _supplement_items(my_supplements(found), on)
    dated = _obligation_items(my_obligations(found, names, on=on), on)
    mine_now = [*turns, *supplements, *(item for item in dated if item.late)]
    my_turn_cases = {item.case.pk for item in (*turns, *supplements)}
    return Inbox(
        mine=tuple(sorted(mine_now, key=lambda item: item.order)),
        coming=tuple(sorted((item for item in dated if not item.late), key=lambda item: item.order)),
        others=tuple(_waiting_items(waits_elsewhere(found).exclude(pk__in=my_turn_cases)[:MOST], names, on)),
        late_elsewhere=tuple(
            _waiting_items(late_cases(on).exclude(pk__in=my_turn_cases)[:MOST], names, on) if found.is_office else ()
        ),
        drafts=tuple(
            Submission.objects.visible_to(user)
            .filter(state=Submission.State.DRAFT)
            .select_related("version__form", "saved_by")[:10]
        ),
        sees_all_late=found.is_office,
    )


def my_turns(found: Standing):
    """Open turns of the bodies in which the person holds the role that answers."""
    seats = Q(pk__in=[])
    by_role: dict[str, list[int]] = {}
    for body_id, role in found.seats:
        by_role.setdefault(role, []).append(body_id)
    for role, bodies in by_role.items():
        seats |= Q(role=role, body__in=bodies)
        if any(found.kinds[body_id] == BodyKind.OFFICE for body_id in bodies):
            seats |= Q(role=role, body__kind=BodyKind.OFFICE)
    return (
        Assignment.objects.filter(seats, state=Assignment.State.WAITING, case__status=Case.Status.WAITING)
        .select_related("case", "body")
        .order_by("due_on", "pk")
    )


def my_cases(found: Standing):
    """Cases that the person speaks for: their group applied, or they wrote it."""
    groups = CaseGroup.objects.filter(body__in=found.bodies_as(*SPEAKS_FOR_GROUP)).values("case")
    return Case.objects.filter(Q(pk__in=groups) | Q(submission__created_by=found.user_id))


def my_supplements(found: Standing):
    return (
        Supplement.objects.filter(answered_at=None, case__status=Case.Status.SUPPLEMENT, case__in=_ids(my_cases(found)))
        .select_related("case", "assignment__body")
        .order_by("due_on", "pk")
    )


def my_obligations(found: Standing, names: StageNames, *, on: date):
    """What my cases promised and is due; a case that was refused or withdrawn, or still runs, owes nothing yet."""
    owes = Q(pk__in=[])
    for version, ends in names.carried.items():
        owes |= Q(case__route_version=version, case__end__in=ends - {""})
    return (
        Obligation.objects.filter(owes, done_on=None, due_on__lte=on + AHEAD, case__in=_ids(my_cases(found)))
        .select_related("case")
        .prefetch_related(Prefetch("case__case_groups", CaseGroup.objects.select_related("body")))
        .order_by("due_on", "pk")
    )


def waits_elsewhere(found: Standing):
    """Running cases that are mine and wait for somebody."""
    mine = CaseGroup.objects.filter(body__in=found.body_ids).values("case")
    cases = Case.objects.running().filter(Q(pk__in=mine) | Q(submission__created_by=found.user_id))
    return _with_turns(cases)


def late_cases(on: date):
    return _with_turns(Case.objects.running().filter(due_on__lt=on))


def _with_turns(cases):
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    return cases.order_by("due_on", "pk").prefetch_related(
        Prefetch("assignments", waiting, to_attr="open_turns"),
        Prefetch("case_groups", CaseGroup.objects.select_related("body")),
    )


def _ids(cases):
    return cases.values("pk")


def _item(kind: Kind, case: Case, what: str, bodies: tuple[str, ...], due_on: date | None, on: date) -> Item:
    days = (on - due_on).days if due_on else 0
    return Item(kind, case, what, bodies, due_on, days > 0, max(0, days))


def _turn_items(turns, names, on: date) -> list[Item]:
    return [
        _item(
            Kind.ANSWER,
            turn.case,
            names.full.get((turn.case.route_version_id, turn.stage), turn.stage),
            (turn.body.name,),
            turn.due_on,
            on,
        )
        for turn in turns
    ]


def _supplement_items(supplements, on: date) -> list[Item]:
    return [
        _item(Kind.SUPPLEMENT, each.case, each.question, (each.assignment.body.name,), each.due_on, on)
        for each in supplements
    ]


def _obligation_items(obligations, on: date) -> list[Item]:
    return [
        _item(
            Kind.OBLIGATION,
            each.case,
            each.title,
            tuple(link.body.name for link in each.case.case_groups.all()),
            each.due_on,
            on,
        )
        for each in obligations
    ]


def _waiting_items(cases, names, on: date) -> list[Item]:
    """Running cases as rows: who has them now."""
    return [
        _item(
            Kind.SUPPLEMENT if case.status == Case.Status.SUPPLEMENT else Kind.ANSWER,
            case,
            names.where(case),
            tuple(link.body.name for link in case.case_groups.all())
            if case.status == Case.Status.SUPPLEMENT
            else tuple(turn.body.name for turn in case.open_turns),
            case.due_on,
            on,
        )
        for case in cases
    ]
