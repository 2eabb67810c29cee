"""What somebody holds, and what would pass to others if they left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from cases.models import ActionItem, Assignment, Case
from forms.models import Submission
from people.models import AccessToken, Mandate, User
from people.queries.account import absences_ahead

MOST = 100


@dataclass(frozen=True)
class Held:
    """A mandate of now or to come, how much waits for its role, and whether anybody else holds the role then."""

    mandate: Mandate
    waiting: int
    alone: bool


@dataclass(frozen=True)
class Holdings:
    person: User
    mandates: tuple[Held, ...]
    # Mandates in which the person steps in for somebody who is away.
    stand_ins: tuple[Mandate, ...]
    turns_named: tuple[Assignment, ...]
    tasks: tuple[ActionItem, ...]
    drafts: tuple[Submission, ...]
    cases: tuple[Case, ...]
    owing: tuple[Case, ...]
    tokens: int
    absences: tuple

    @property
    def writes_anything(self) -> bool:
        return bool(self.drafts or self.cases or self.owing)

    @property
    def anything(self) -> bool:
        """Whether there is anything beside the mandates that passes on or ends."""
        return bool(self.writes_anything or self.turns_named or self.tasks or self.stand_ins or self.tokens)


def holdings(person: User, *, on: date, after: date | None = None) -> Holdings:
    """In a fixed number of queries; `after` is the last day, after which somebody else must hold the roles."""
    last = after or on
    mandates = list(
        Mandate.objects.filter(user=person)
        .filter(Q(valid_to=None) | Q(valid_to__gt=last))
        .select_related("body", "party", "absence__user")
        .order_by("body__name", "role", "valid_from")
    )
    own = [mandate for mandate in mandates if mandate.absence_id is None]
    waiting, others = _waiting(own), _others(own, person, last)
    running, owing = _cases_of(person)
    return Holdings(
        person=person,
        mandates=tuple(
            Held(
                mandate,
                waiting.get((mandate.body_id, mandate.role), 0),
                (mandate.body_id, mandate.role) not in others,
            )
            for mandate in own
        ),
        stand_ins=tuple(mandate for mandate in mandates if mandate.absence_id is not None),
        turns_named=tuple(turns_named(person)[:MOST]),
        tasks=tuple(tasks_of(person)[:MOST]),
        drafts=tuple(drafts_of(person)[:MOST]),
        cases=tuple(running[:MOST]),
        owing=tuple(owing[:MOST]),
        tokens=AccessToken.objects.usable_of(person, timezone.now()).count(),
        absences=absences_ahead(person, on=on),
    )


def turns_named(person: User):
    """Open turns that are given or delegated to the person by name."""
    named = Q(person=person) | Q(delegate=person)
    turns = Assignment.objects.filter(named, state=Assignment.State.WAITING)
    return turns.select_related("case", "body").order_by("due_on", "pk")


def tasks_of(person: User):
    """What meetings agreed that the person does, and is not done."""
    return ActionItem.objects.filter(who=person, done_on=None).select_related("body", "item__meeting")


def drafts_of(person: User):
    return Submission.objects.filter(_answers_for(person), state=Submission.State.DRAFT).select_related("version__form")


def submissions_to_pass(person: User):
    """Drafts, and what lies in cases that run or owe something."""
    running, owing = _cases_of(person)
    held = Q(case__in=running.values("pk")) | Q(case__in=owing.values("pk")) | Q(state=Submission.State.DRAFT)
    return Submission.objects.filter(_answers_for(person)).filter(held).order_by("pk")


def _answers_for(person: User) -> Q:
    """What has passed on already answers to somebody else."""
    return Q(held_by=person) | Q(created_by=person, held_by=None)


def _cases_of(person: User):
    mine = Case.objects.filter(submission__in=Submission.objects.filter(_answers_for(person)).values("pk"))
    owing = mine.filter(status=Case.Status.ENDED, obligations__done_on=None, obligations__isnull=False).distinct()
    return mine.running().order_by("due_on", "pk"), owing.order_by("-year", "-serial")


def _waiting(mandates: Iterable[Mandate]) -> dict[tuple[int, str], int]:
    """How many open turns there are by body and role."""
    bodies = {mandate.body_id for mandate in mandates}
    turns = Assignment.objects.filter(state=Assignment.State.WAITING, body__in=bodies, case__status=Case.Status.WAITING)
    counted = turns.order_by().values_list("body", "role").annotate(count=Count("pk"))
    return {(body, role): count for body, role, count in counted}


def _others(mandates: Iterable[Mandate], person: User, last: date) -> Mapping[tuple[int, str], bool]:
    """The roles of these mandates that somebody else holds after the day, for good."""
    bodies = {mandate.body_id for mandate in mandates}
    held = Mandate.objects.filter(body__in=bodies, user__is_active=True, absence=None).exclude(user=person)
    ahead = held.filter(Q(valid_to=None) | Q(valid_to__gt=last))
    return dict.fromkeys(ahead.values_list("body", "role"), True)
