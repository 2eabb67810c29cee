"""Money that has been granted: decided cases only, which are public."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from cases.models import Case, CaseGroup, Decision
from people.models import Body
from people.queries.successions import with_predecessors

GRANTING = ("approve", "approve_in_part")


@dataclass(frozen=True)
class Grant:
    number: str
    title: str
    decided_on: date
    years: dict[int, Decimal]
    shared_with: list[str]
    # The groups that applied before this one followed them.
    before: list[str]

    @property
    def total(self) -> Decimal:
        return sum(self.years.values(), Decimal(0))


def granted_to(body: Body, *, on: date) -> list[Grant]:
    """What was granted to the group or those it has followed, alone or with others: each closed case's last decision.

    A joint case counts in full for each of its groups, because the decision does not divide it.
    """
    theirs = with_predecessors(body.pk, on)
    later = Decision.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    decisions = (
        Decision.objects.filter(
            Exists(CaseGroup.objects.filter(case=OuterRef("case"), body__in=theirs)),
            case__status=Case.Status.ENDED,
            case__secret=False,
            kind__in=GRANTING,
            case__amends=None,
            decided_on__lte=on,
        )
        .filter(~Exists(later))
        .select_related("case")
        .prefetch_related("granted", "case__groups")
        .order_by("-decided_on", "-pk")
    )
    return [
        Grant(
            number=decision.case.number,
            title=decision.case.subject,
            decided_on=decision.decided_on,
            years={row.year: row.amount for row in decision.granted.all()},
            shared_with=[group.name for group in decision.case.groups.all() if group.pk not in theirs],
            before=_before(decision.case, body, theirs),
        )
        for decision in decisions
    ]


def _before(case: Case, body: Body, theirs: frozenset[int]) -> list[str]:
    """Which of those that the group followed applied; nobody where it applied itself."""
    groups = list(case.groups.all())
    return [] if body in groups else [group.name for group in groups if group.pk in theirs]
