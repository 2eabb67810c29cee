"""The register: every case that a person may see, found by what they remember of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import pgettext

from cases.models import Assignment, Case, CaseGroup, RegistrySeries
from forms.models.submission import among_those_of
from people.domain.following import predecessors
from people.models import Body, User
from people.paging import LongPaginator
from people.queries.mandates import Standing, standing
from people.queries.successions import followings_of_keys

from .finding import matching
from .stages import StageNames, stage_names

PAGE = 50
# So many are counted and turned pages through; fewer where each is asked about its words or its groups.
MOST_LISTED, MOST_FOUND = 10_000, 1000
MOST_GROUPS = 3
SORTS = {
    "number": ("year", "serial"),
    "title": ("title", "pk"),
    "received": ("received_at", "pk"),
    "due": ("due_on", "pk"),
    "applied": ("applied_total", "pk"),
    "granted": ("granted_total", "pk"),
    "stage": ("stage", "pk"),
}
DEFAULT_SORT = "-number"
ARCHIVED = "archived"
STATUSES = (*Case.Status.values, ARCHIVED)
FILTERS = ("q", "status", "stage", "group", "year", "late")


@dataclass(frozen=True)
class Asked:
    """What the address asks for; anything that it cannot mean is left out."""

    q: str = ""
    status: str = ""
    stage: str = ""
    group: str = ""
    year: int | None = None
    late: bool = False
    sort: str = DEFAULT_SORT
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.status or self.stage or self.group or self.year or self.late)


def read(params: Mapping[str, str]) -> Asked:
    """`Asked` from the address; a hand-written address that makes no sense shows everything."""
    sort = params.get("sort", "")
    year, page = params.get("year", ""), params.get("page", "")
    return Asked(
        q=" ".join(params.get("q", "").replace("\x00", "").split())[:100],
        status=params.get("status", "") if params.get("status", "") in STATUSES else "",
        stage=params.get("stage", "")[:60],
        group=params.get("group", "")[:50],
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        late=params.get("late") == "1",
        sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class RegisterRow:
    case: Case
    groups: tuple[str, ...]
    stage: str
    waits_for: tuple[str, ...]
    late: bool

    @property
    def groups_shown(self) -> tuple[str, ...]:
        """Few enough to keep the row low; `more` says how many are left out."""
        return self.groups if len(self.groups) <= MOST_GROUPS else self.groups[: MOST_GROUPS - 1]

    @property
    def more(self) -> int:
        return len(self.groups) - len(self.groups_shown)


@dataclass(frozen=True)
class RegisterPage:
    rows: tuple[RegisterRow, ...]
    page: Page
    asked: Asked
    stages: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    years: tuple[int, ...]
    statuses: tuple[Choice, ...]
    # Groups whose cases are found with those of the group that was asked for, because it has followed them.
    followed: tuple[str, ...] = ()
    is_office: bool = False


def register(user: User, asked: Asked, *, on: date | None = None) -> RegisterPage:
    """One page of the register with the choices of its filters, in a fixed number of queries."""
    on = on or timezone.localdate()
    who = standing(user, on=on)
    visible = Case.objects.visible_in(who)
    found = narrowed(visible, asked, on=on)
    most = MOST_FOUND if asked.q or not who.is_financier else MOST_LISTED
    page = LongPaginator(in_order(with_rows(found), asked.sort), PAGE, most=most).get_page(asked.page)
    names = stage_names()
    return RegisterPage(
        rows=tuple(row(case, names, on) for case in page.object_list),
        page=page,
        asked=asked,
        stages=_stage_choices(visible, names),
        groups=(groups := _group_choices(who, on)),
        followed=tuple(each.label for each in groups if each.value in before(asked.group, on)),
        years=_year_choices(visible),
        statuses=(
            *(Choice(value, str(label)) for value, label in Case.Status.choices),
            Choice(ARCHIVED, pgettext("shelf", "Archived")),
        ),
        is_office=who.is_office,
    )


def narrowed(cases, asked: Asked, *, on: date):
    if asked.q:
        cases = matching(cases, asked.q)
    if asked.status == ARCHIVED:
        cases = cases.filter(archived_on__isnull=False)
    elif asked.status:
        cases = cases.filter(status=asked.status)
    if asked.stage:
        cases = cases.running().filter(stage=asked.stage)
    if asked.group:
        keys = (asked.group, *before(asked.group, on))
        cases = cases.filter(pk__in=CaseGroup.objects.filter(body__key__in=keys).values("case"))
    if asked.year:
        cases = cases.filter(year=asked.year)
    if asked.late:
        cases = cases.running().filter(due_on__lt=on)
    return cases


def in_order(cases, sort: str):
    sign = "-" if sort.startswith("-") else ""
    return cases.order_by(*(f"{sign}{column}" for column in SORTS[sort.removeprefix("-")]))


def with_rows(cases):
    """The cases with the groups and the open turns that a row shows."""
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    return cases.prefetch_related(
        Prefetch("case_groups", CaseGroup.objects.select_related("body").order_by("body__name")),
        Prefetch("assignments", waiting, to_attr="open_turns"),
    )


def row(case: Case, names: StageNames, on: date) -> RegisterRow:
    groups = tuple(link.body.name for link in case.case_groups.all())
    running = case.status != Case.Status.ENDED
    waits_for = groups if case.status == Case.Status.SUPPLEMENT else _asked(case)
    return RegisterRow(
        case=case,
        groups=groups,
        stage=names.where(case),
        waits_for=waits_for if running else (),
        late=running and case.due_on is not None and case.due_on < on,
    )


def _asked(case: Case) -> tuple[str, ...]:
    return tuple(turn.body.name for turn in case.open_turns)  # type: ignore[attr-defined]


def _stage_choices(visible, names: StageNames) -> tuple[Choice, ...]:
    pairs = visible.running().order_by().values_list("route_version_id", "stage").distinct()
    labels = {stage: names.short.get((version, stage), stage) for version, stage in sorted(pairs)}
    return tuple(Choice(stage, label) for stage, label in sorted(labels.items(), key=lambda pair: pair[1]))


def before(key: str, on: date) -> frozenset[str]:
    """The groups that the one with the key has followed by the day, by their keys."""
    return predecessors([key], followings_of_keys(), on) if key else frozenset()


def _group_choices(who: Standing, on: date) -> tuple[Choice, ...]:
    """Groups that have applied and those that followed one of them; for who is no financier, in one's own cases."""
    links = CaseGroup.objects.filter(body=OuterRef("pk"))
    if not who.is_financier:
        mine = CaseGroup.objects.filter(body__in=who.body_ids, case=OuterRef("case"))
        written = Case.objects.filter(among_those_of(who.user_id, "submission")).values("pk")
        links = links.filter(Q(Exists(mine)) | Q(case__in=written))
    followers = [each.successor for each in followings_of_keys() if each.on <= on]
    rows = Body.objects.annotate(applied=Exists(links)).filter(Q(applied=True) | Q(key__in=followers))
    bodies = list(rows.order_by("name").values_list("key", "name", "applied"))
    applied = {key for key, _name, has_applied in bodies if has_applied}
    return tuple(Choice(key, name) for key, name, _has in bodies if key in applied or applied & before(key, on))


def _year_choices(visible) -> tuple[int, ...]:
    """Years in which a number was given to a case that is seen."""
    there = RegistrySeries.objects.filter(Exists(visible.filter(year=OuterRef("year"))))
    return tuple(there.order_by("-year").values_list("year", flat=True))
