"""Money that has been granted: decided cases only, which are public."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from cases.models import Case, Decision
from people.models import Body

GRANTING = ("approve", "approve_in_part")


@dataclass(frozen=True)
class Grant:
    number: str
    title: str
    decided_on: date
    years: dict[int, Decimal]
    shared_with: list[str]

    @property
    def total(self) -> Decimal:
        return sum(self.years.values(), Decimal(0))


def granted_to(body: Body, *, on: date) -> list[Grant]:
    """What was granted to the group, alone or with others: the last decision of each closed case.

    A joint case counts in full for each of its groups, because the decision does not divide it.
    """
    later = Decision.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    decisions = (
        Decision.objects.filter(
            case__groups=body,
            case__status=Case.Status.ENDED,
            case__secret=False,
            kind__in=GRANTING,
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
            shared_with=[group.name for group in decision.case.groups.all() if group.pk != body.pk],
        )
        for decision in decisions
    ]
