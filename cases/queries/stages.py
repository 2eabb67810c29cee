"""What stages and ends are called, in the words of the route that a case was opened on."""

from collections.abc import Collection
from dataclasses import dataclass

from cases.domain.converters import ROUTES
from cases.domain.route import FORWARD
from cases.models import Case, RouteVersion


@dataclass(frozen=True)
class StageNames:
    """By route version id and key: short names of stages and ends, and the full titles of stages."""

    short: dict[tuple[int, str], str]
    full: dict[tuple[int, str], str]
    # Ends that a yes leads to, by route version id: what was promised in such a case holds.
    carried: dict[int, set[str]]
    # The key of the form that opens cases on it, by route version id.
    opens: dict[int, str]

    def opened_with(self, forms: Collection[str]) -> list[int]:
        """The versions whose cases were opened with one of the forms."""
        return [version for version, form in self.opens.items() if form in forms]

    def where(self, case: Case) -> str:
        """The short name of where the case is, or of how it ended."""
        key = case.end if case.status == Case.Status.ENDED else case.stage
        return self.short.get((case.route_version_id, key), key)


def stage_names() -> StageNames:
    """Those of every published route; one query."""
    names = StageNames({}, {}, {}, {})
    for pk, frozen in RouteVersion.objects.values_list("pk", "definition"):
        definition = ROUTES.raised(frozen)
        outcomes = [outcome for stage in definition["stages"] for outcome in stage["outcomes"]]
        names.opens[pk] = definition["opens_with"]
        names.carried[pk] = {
            place for outcome in outcomes if outcome["kind"] in FORWARD for place in places(outcome.get("to"))
        }
        for stage in definition["stages"]:
            names.short[pk, stage["key"]] = stage.get("station") or stage["title"]
            names.full[pk, stage["key"]] = stage["title"]
        for end in definition["ends"]:
            names.short[pk, end["key"]] = end["title"]
    return names


def places(to: str | list[dict[str, str]] | None) -> list[str]:
    """Where an outcome of a definition leads: to one place, or by several ways."""
    return [way["to"] for way in to] if isinstance(to, list) else [to or ""]
