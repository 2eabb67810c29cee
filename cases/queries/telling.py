"""What an event of the trail says, and the rows that it points at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from cases.models import Assignment, Obligation, Supplement
from cases.queries.case_page import CasePage


@dataclass(frozen=True)
class Told:
    """What an event says, before when and who are added."""

    title: str
    text: str = ""
    mark: str = ""
    weighty: bool = False


@dataclass(frozen=True)
class Known:
    """The rows that events point at, by primary key."""

    page: CasePage
    turns: Mapping[int, Assignment] = field(default_factory=dict)
    supplements: Mapping[int, Supplement] = field(default_factory=dict)
    obligations: Mapping[int, Obligation] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    # Parties to agreements, by the agreement's number and their place in it.
    parties: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def person(self, pk: int | None) -> str:
        return self.people.get(pk or 0, gettext("somebody"))

    @property
    def names(self) -> dict[str, str]:
        """The names of the case's bodies by key."""
        return {body.key: body.name for body in (*self.page.groups, *(turn.body for turn in self.page.turns))}
