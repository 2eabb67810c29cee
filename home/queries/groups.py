"""What the registers know about a local group, for its page."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from home.models import GroupIndexPage, GroupPage, PlanPage, ProjectPage
from home.queries.money import Grant, granted_to
from people.models import Body, BodyMunicipality, Mandate, Municipality, Role, Succession

from .plans import in_order


@dataclass(frozen=True)
class Seat:
    """Who chairs or sits: a name where the editor shows names, otherwise the party."""

    who: str
    role: str
    is_deputy: bool
    valid_from: date | None
    valid_to: date | None
    is_current: bool

    @property
    def role_name(self) -> str:
        name = str(Role(self.role).label)
        return f"{name}, {_('deputy')}" if self.is_deputy else name


@dataclass(frozen=True)
class GroupFacts:
    municipalities: list[Municipality]
    chairs: list[Seat]
    members: list[Seat]
    predecessors: list[Body]
    successors: list[Body]
    plans: list[PlanPage]
    projects: list[ProjectPage]
    grants: list[Grant]
    granted_per_year: list[dict] = field(default_factory=list)
    granted_total: Decimal = Decimal(0)


def group_facts(page: GroupPage, *, on: date) -> GroupFacts:
    """All facts of a group's page, in a fixed number of queries."""
    body = page.body
    seats = _seats(page, on=on)
    grants = granted_to(body, on=on)
    years = _per_year(grants)
    before, after = _kin(body)
    return GroupFacts(
        municipalities=_municipalities(body, on=on),
        chairs=[seat for seat in seats if seat.role == Role.CHAIR and not seat.is_deputy],
        members=[seat for seat in seats if seat.is_current and (seat.role != Role.CHAIR or seat.is_deputy)],
        predecessors=before,
        successors=after,
        plans=in_order(PlanPage.objects.live().public().filter(groups=body)),
        projects=list(ProjectPage.objects.live().public().filter(owners__group=body).order_by("-period_from", "title")),
        grants=grants,
        granted_per_year=years,
        granted_total=sum((grant.total for grant in grants), Decimal(0)),
    )


def groups_by_subregion(index: GroupIndexPage, *, on: date) -> list[tuple[str, list[GroupPage]]]:
    """The pages below the index under the subregions that they lie in; groups that have ended come last."""
    pages = (
        GroupPage.objects.child_of(index)
        .live()
        .public()
        .select_related("body")
        .prefetch_related(_coverage(on))
        .order_by("title")
    )
    placed = sorted(((*_place(page, on), page) for page in pages), key=lambda row: (row[0], row[1]))
    return [
        (name, [page for *_order, page in rows]) for (_ended, name), rows in groupby(placed, key=lambda row: row[:2])
    ]


def _coverage(on: date) -> Prefetch:
    return Prefetch(
        "body__coverage",
        BodyMunicipality.objects.valid(on).select_related("municipality__subregion").order_by("municipality__name"),
        to_attr="places",
    )


def _place(page: GroupPage, on: date) -> tuple[bool, str]:
    ended = not page.body.is_valid(on)
    names = [row.municipality.subregion.name for row in page.body.places]
    return (ended, "" if ended or not names else names[0])


def _seats(page: GroupPage, *, on: date) -> list[Seat]:
    """Chairs of all years, and others of today. Publishing the names is the editor's choice."""
    rows = (
        Mandate.objects.filter(body=page.body, role__in=[Role.CHAIR, Role.MEMBER, Role.PROCESS_LEADER])
        .select_related("user", "party")
        .order_by("valid_from", "is_deputy", "role", "user__name")
    )
    return [
        Seat(
            who=str(row.user) if page.show_people else str(row.party or ""),
            role=row.role,
            is_deputy=row.is_deputy,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_current=row.is_valid(on),
        )
        for row in rows
    ]


def _municipalities(body: Body, *, on: date) -> list[Municipality]:
    day = min(on, body.valid_to) if body.valid_to else on
    rows = BodyMunicipality.objects.valid(day).filter(body=body).select_related("municipality__subregion")
    return [row.municipality for row in rows.order_by("municipality__name")]


def _kin(body: Body) -> tuple[list[Body], list[Body]]:
    rows = list(
        Succession.objects.filter(predecessor=body).select_related("predecessor__group_page", "successor__group_page")
        | Succession.objects.filter(successor=body).select_related("predecessor__group_page", "successor__group_page")
    )
    return (
        [row.predecessor for row in rows if row.successor_id == body.pk],
        [row.successor for row in rows if row.predecessor_id == body.pk],
    )


def _per_year(grants: list[Grant]) -> list[dict]:
    amounts: dict[int, Decimal] = {}
    for grant in grants:
        for year, amount in grant.years.items():
            amounts[year] = amounts.get(year, Decimal(0)) + amount
    longest = max(amounts.values(), default=Decimal(0)) or Decimal(1)
    return [
        {"label": str(year), "amount": amounts[year], "percent": f"{amounts[year] / longest * 100:.1f}"}
        for year in sorted(amounts)
    ]
