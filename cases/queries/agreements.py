"""Which agreements there are, which are wanted, and whether a decision's money may be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.domain.route import RouteDefinition, Stage
from cases.models import Agreement, AgreementParty, Case, CaseGroup, Decision, GrantedAmount
from people.models import Body
from people.paging import LongPaginator
from people.queries.mandates import Standing

from .counting import counted
from .stages import StageNames

PAGE = 50
# So many of a list are counted and turned pages through.
MOST = 1000


def needs_agreement(case: Case, goes_to: Stage | None) -> bool:
    """Whether a grant needs an agreement: the case goes to a stage on the way to one, or the office asks for it."""
    if goes_to is not None and _comes_to_an_agreement(case.route_version.parsed, goes_to):
        return True
    # What the board sets aside on the office's own paper is no grant to anybody.
    return case.asks_for_agreement and bool(case.group_names())


def _comes_to_an_agreement(route: RouteDefinition, stage: Stage) -> bool:
    """Along answers that take the case forward alone: what is sent back comes to another decision first."""
    seen: set[str] = set()
    waiting = [stage]
    while waiting:
        now = waiting.pop()
        if now.agreement:
            return True
        seen.add(now.key)
        places = {place for outcome in now.outcomes if outcome.is_forward for place in outcome.leads_to}
        waiting += [found for place in places - seen if (found := route.stage(place)) is not None]
    return False


def decision_to_agree(case: Case) -> Decision | None:
    """The decision that counts and grants money, the latest where there are several."""
    granted = GrantedAmount.objects.in_force(case).filter(amount__gt=0).values("decision")
    return case.decisions.filter(pk__in=granted).select_related("body").order_by("-decided_on", "-pk").first()


def is_agreed(decision: Decision) -> bool:
    return decision.agreements.agreed().exists()


def money_ended_on(decision: Decision, on: date) -> date | None:
    """The last day that money could be asked for, where notice was given of all that was agreed and it has passed."""
    days = list(decision.agreements.agreed().values_list("claims_until", flat=True))
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) and max(known) < on else None


def is_given_notice_of(case: Case) -> bool:
    """What was agreed in the case ends or has ended, and nothing else is agreed. One query."""
    return all_end(case.agreements.agreed())


def all_end(agreements: Iterable[Agreement]) -> bool:
    """Whether notice stands of every one that was agreed, of at least one."""
    days = [each.ends_on for each in agreements if each.status in Agreement.AGREED]
    return bool(days) and all(day is not None for day in days)


def agreements_of(case: Case, found: Standing) -> list[Agreement]:
    """Those of the case that one sees, the newest first, with their parties. Two queries."""
    rows = Agreement.objects.filter(case=case).visible_in(found).prefetch_related("parties").order_by("-number")
    seen = list(rows)
    for each in seen:
        each.case = case
    return seen


# The lists, as their address names them.
WANTED, DRAFTS, SENT, LATE, IN_FORCE, SETTLED, EVERY = LISTS = (
    "att-ta-fram",
    "utkast",
    "for-underskrift",
    "forsenade",
    "i-kraft",
    "avslutade",
    "alla",
)


@dataclass(frozen=True)
class Asked:
    """What the reader asked for, as it stands in the address."""

    name: str
    group: str = ""
    year: int | None = None
    number: int = 1


@dataclass(frozen=True)
class Listed:
    """One list of agreements (or of cases without any), a page of it, and how many there are in each."""

    asked: Asked
    page: Page
    counts: dict[str, int | str]
    years: tuple[int, ...]
    groups: tuple[Body, ...]


def listed(found: Standing, names: StageNames, asked: Asked, *, on: date) -> Listed:
    """A fixed number of queries, however many there are."""
    seen = Agreement.objects.visible_in(found)
    rows = _narrowed(seen, asked, "case__case_groups__body__key", "drawn_up_at__year")
    lists = {name: in_list(name, on) for name in LISTS if name != WANTED}
    wanted = _narrowed(without_agreement(found, names), asked, "case_groups__body__key", "decisions__decided_on__year")
    # Counted in the order of an index, so that no more are looked at than what is told of.
    some = wanted if asked.group or asked.year else _first(found, _not_agreed(names), most=MOST + 1)
    counts = counted({name: rows.filter(each) for name, each in lists.items()} | {WANTED: some}, most=MOST)
    groups = Prefetch("case_groups", CaseGroup.objects.select_related("body").order_by("body__name"))
    if asked.name == WANTED:
        page = LongPaginator(wanted.prefetch_related(groups).order_by("-received_at", "-pk"), PAGE, most=MOST)
    else:
        of_case = Prefetch("case__case_groups", groups.queryset)
        order = ("sign_by", "pk") if asked.name in (SENT, LATE) else ("-drawn_up_at", "-pk")
        parties = Prefetch("parties", AgreementParty.objects.order_by("place"))
        chosen = rows.filter(lists[asked.name]).select_related("case").prefetch_related(of_case, parties)
        page = LongPaginator(chosen.order_by(*order), PAGE, most=MOST)
    years = seen.order_by().dates("drawn_up_at", "year", order="DESC")
    return Listed(
        asked,
        page.get_page(asked.number),
        counts,
        tuple(day.year for day in years),
        tuple(Body.objects.filter(case_groups__case__agreements__in=seen.values("pk")).distinct().order_by("name")),
    )


def _narrowed(rows: QuerySet, asked: Asked, group: str, year: str) -> QuerySet:
    found = Q()
    if asked.group:
        found &= Q(**{group: asked.group})
    if asked.year is not None:
        found &= Q(**{year: asked.year})
    return rows.filter(pk__in=rows.model.objects.filter(found).values("pk")) if found else rows


def in_list(name: str, on: date) -> Q:
    status = Agreement.Status
    is_over = Q(status=status.TERMINATED, ends_on__lt=on)
    wanted: dict[str, Q] = {
        DRAFTS: Q(status=status.DRAFT),
        SENT: Q(status=status.SENT),
        LATE: Q(status=status.SENT, sign_by__lt=on),
        # Notice that was given does not end it before its last day.
        IN_FORCE: Q(status=status.IN_FORCE) | Q(status=status.TERMINATED, ends_on__gte=on),
        SETTLED: Q(status__in=[status.REPLACED, status.CANCELLED]) | is_over,
        EVERY: Q(status__in=list(status)),
    }
    return wanted[name]


def without_agreement(found: Standing, names: StageNames) -> QuerySet[Case]:
    """Granted cases that need an agreement and have neither a draft nor anything sent or agreed: the office's work."""
    if not found.is_office:
        return Case.objects.none()
    return Case.objects.filter(pk__in=_not_agreed(names).values("case"))


def first_without_agreement(found: Standing, names: StageNames, about: Q, *, most: int) -> QuerySet[Case]:
    """The first of those that have ended, in the order of their cases: no more are looked at."""
    return _first(found, _not_agreed(names).filter(about, case__status=Case.Status.ENDED), most=most)


def _first(found: Standing, rows: QuerySet[Decision], *, most: int) -> QuerySet[Case]:
    if not found.is_office:
        return Case.objects.none()
    return Case.objects.filter(pk__in=rows.order_by("case_id").values("case_id")[:most])


def _not_agreed(names: StageNames) -> QuerySet[Decision]:
    """By the index of decisions that lack an agreement, so that what was agreed on long ago is not looked at."""
    granted = GrantedAmount.objects.in_force().filter(amount__gt=0, decision=OuterRef("pk"))
    # Where no agreement came about the case has ended otherwise than by a yes.
    wanted = Q(case__end="")
    for version, ends in names.carried.items():
        wanted |= Q(case__route_version=version, case__end__in=ends - {""})
    rows = Decision.objects.filter(lacks_agreement_since__isnull=False, replaced_by=None)
    return rows.filter(wanted, Exists(granted), case__archived_on=None, case__disposed_on=None)


def lacking_agreement() -> QuerySet[Decision]:
    """Decisions of which nothing is drawn up, sent or agreed though it is needed."""
    there = Agreement.objects.filter(decision=OuterRef("pk")).exclude(status=Agreement.Status.CANCELLED)
    return Decision.objects.filter(~Exists(there), needs_agreement=True)


def drafts_to_send(found: Standing) -> QuerySet[Agreement]:
    """The office's: drawn up, and not sent to anybody."""
    if not found.is_office:
        return Agreement.objects.none()
    return Agreement.objects.filter(status=Agreement.Status.DRAFT).select_related("case")


def amounts_of(decision: Decision) -> dict[str, str]:
    """What is granted by the decision, by year; zeros are left out."""
    rows = decision.granted.filter(amount__gt=0).order_by("year")
    return {str(row.year): f"{row.amount:.2f}" for row in rows}
