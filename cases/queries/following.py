"""What would pass to the group that follows others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from cases.models import Assignment, Case
from forms.models import Submission
from people.models import Body, Mandate

MOST = 50


@dataclass(frozen=True)
class Passing:
    turns: tuple[Assignment, ...]
    cases: tuple[Case, ...]
    owing: tuple[Case, ...]
    drafts: int
    mandates: tuple[Mandate, ...]


def passing(bodies: Sequence[Body]) -> Passing:
    """In five queries; drafts are counted, since only their writers may see what they are about."""
    turns = Assignment.objects.filter(state=Assignment.State.WAITING, body__in=bodies).select_related("case", "body")
    mine = Case.objects.filter(Q(case_groups__body__in=bodies)).distinct()
    owing = mine.filter(status=Case.Status.ENDED, obligations__done_on=None, obligations__isnull=False)
    mandates = Mandate.objects.filter(body__in=bodies, valid_to=None).select_related("user", "body")
    return Passing(
        turns=tuple(turns.order_by("due_on", "pk")[:MOST]),
        cases=tuple(mine.running().order_by("due_on", "pk")[:MOST]),
        owing=tuple(owing.order_by("-year", "-serial")[:MOST]),
        drafts=Submission.objects.filter(bodies__in=bodies, state=Submission.State.DRAFT).distinct().count(),
        mandates=tuple(mandates.order_by("body__name", "role")[:MOST]),
    )
