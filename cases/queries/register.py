"""The register: every case that a person may see, found by what they remember of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import pgettext

from cases.models import Assignment, Case, CaseGroup, RegistrySeries
from forms.models import Submission
from people.domain.following import predecessors
from people.models import Body, User
from people.paging import LongPaginator
from people.queries.mandates import Standing, standing
from people.queries.successions import followings_of_keys

from .finding import COMMON, Matched, matched, matching
from .stages import StageNames, stage_names

PAGE = 50
# So many are counted and turned pages through; fewer where each is asked about its words or its groups.
MOST_LISTED, MOST_FOUND = 10_000, 1000
MOST_GROUPS = 3
# In how many of one's own cases other groups are looked for, to choose among.
LATEST_OWN = 500
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
        return bool(self.q or self._is_filtered)

    @property
    def is_by_words_alone(self) -> bool:
        return bool(self.q) and not self._is_filtered

    @property
    def _is_filtered(self) -> bool:
        return bool(self.status or self.stage or self.group or self.year or self.late)


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
    # Among how many of the latest cases alone the words were looked for, where that is not all.
    of_latest: int = 0
    is_office: bool = False


def register(user: User, asked: Asked, *, on: date | None = None) -> RegisterPage:
    """One page of the register with the choices of its filters, in a fixed number of queries."""
    on = on or timezone.localdate()
    who = standing(user, on=on)
    visible = Case.objects.visible_in(who)
    matches = matched(visible, asked.q) if asked.q else Matched(visible)
    found = _filtered(matches.cases, asked, on=on)
    most = MOST_FOUND if asked.q or asked.group or not who.is_financier else MOST_LISTED
    pages = LongPaginator(in_order(with_rows(found), asked.sort), PAGE, most=most)
    if who.is_financier and matches.at_least > most and asked.is_by_words_alone:
        pages.counted = matches.at_least
    page = pages.get_page(asked.page)
    names, own = stage_names(), None if who.is_financier else _own(who)
    return RegisterPage(
        rows=tuple(row(case, names, on) for case in page.object_list),
        page=page,
        asked=asked,
        stages=_stage_choices(visible, names),
        groups=(groups := _group_choices(who, on, own)),
        followed=tuple(each.label for each in groups if each.value in before(asked.group, on)),
        years=_year_choices(visible, own),
        statuses=(
            *(Choice(value, str(label)) for value, label in Case.Status.choices),
            Choice(ARCHIVED, pgettext("shelf", "Archived")),
        ),
        of_latest=matches.of_latest,
        is_office=who.is_office,
    )


def narrowed(cases, asked: Asked, *, on: date):
    return _filtered(matching(cases, asked.q) if asked.q else cases, asked, on=on)


def _filtered(cases, asked: Asked, *, on: date):
    if asked.status == ARCHIVED:
        cases = cases.filter(archived_on__isnull=False)
    elif asked.status:
        cases = cases.filter(status=asked.status)
    if asked.stage:
        cases = cases.running().filter(stage=asked.stage)
    if asked.group:
        cases = cases.filter(_of_groups([asked.group, *before(asked.group, on)]))
    if asked.year:
        cases = cases.filter(year=asked.year)
    if asked.late:
        cases = cases.running().filter(due_on__lt=on)
    return cases


def _of_groups(keys: Sequence[str]) -> Q:
    """Of few cases by looking them up; of many by asking each in the order of the list, which soon has a page."""
    links = CaseGroup.objects.filter(body__in=Body.objects.filter(key__in=keys).values("pk"))
    if links.values("pk")[: COMMON + 1].count() > COMMON:
        return Q(Exists(links.filter(case=OuterRef("pk"))))
    return Q(pk__in=links.values("case"))


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


@dataclass(frozen=True)
class _Own:
    """Of one's own cases the latest, and the years from the first to the last."""

    cases: frozenset[int]
    years: tuple[int, ...]


def _own(who: Standing) -> _Own:
    """One query, by the indexes of each body and of what one wrote: what lies between is not read."""
    links = CaseGroup.objects.order_by()
    some = [links.filter(pk__in=_links(who.body_ids).order_by("-case_id").values("pk")[:LATEST_OWN])]
    some += [links.filter(pk__in=_links([body]).order_by("case_id").values("pk")[:1]) for body in who.body_ids]
    written = (Submission.objects.order_by().filter(**{name: who.user_id}) for name in ("created_by", "held_by"))
    rows: list[QuerySet[Any, Any]] = [each.values_list("case_id", "case__year") for each in some]
    rows += [each.filter(case__isnull=False).values_list("case__pk", "case__year") for each in written]
    found = list(rows[0].union(*rows[1:]))
    years = sorted({year for _case, year in found})
    return _Own(frozenset(case for case, _year in found), tuple(range(years[-1], years[0] - 1, -1)) if years else ())


def _links(bodies: Collection[int]) -> QuerySet[CaseGroup]:
    return CaseGroup.objects.filter(body__in=bodies)


def _group_choices(who: Standing, on: date, own: _Own | None) -> tuple[Choice, ...]:
    """Groups that have applied and those that followed one of them; for who is no financier, in one's latest cases."""
    if own is None:
        # The first by the index of groups: asked whether there is any, PostgreSQL would go through all of them.
        first = CaseGroup.objects.filter(body=OuterRef("pk")).order_by("case_id").values("case_id")[:1]
        rows = Body.objects.annotate(link=Subquery(first))
    else:
        links = CaseGroup.objects.filter(case__in=own.cases).order_by().values("body").annotate(link=Max("case_id"))
        rows = Body.objects.annotate(link=Subquery(links.filter(body=OuterRef("pk")).values("link")))
    followers = [each.successor for each in followings_of_keys() if each.on <= on]
    rows = rows.filter(Q(link__isnull=False) | Q(key__in=followers)).order_by("name")
    bodies = list(rows.values_list("key", "name", "link"))
    applied = {key for key, _name, link in bodies if link is not None}
    return tuple(Choice(key, name) for key, name, _link in bodies if key in applied or applied & before(key, on))


def _year_choices(visible: QuerySet[Case], own: _Own | None) -> tuple[int, ...]:
    """Years in which a number was given to a case that is seen."""
    if own is not None:
        return own.years
    there = RegistrySeries.objects.filter(Exists(visible.filter(year=OuterRef("year"))))
    return tuple(there.order_by("-year").values_list("year", flat=True))
