"""The public register: what everybody may know of each case, without personal data (OSL 5:1-2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy

from cases.models import Case, CaseGroup, Decision, Document, RegistrySeries
from cases.queries.finding import by_number
from people.models import Body
from people.paging import LongPaginator

PAGE = 50
SECONDS = 60
MOST_EXPORTED = 20_000
OUTCOMES: dict[str, str | Promise] = {
    "approve": pgettext_lazy("public register", "Granted"),
    "approve_in_part": pgettext_lazy("public register", "Granted in part"),
    "reject": pgettext_lazy("public register", "Refused"),
    "remit": pgettext_lazy("public register", "Sent back"),
    "defer": pgettext_lazy("public register", "Postponed"),
}


@dataclass(frozen=True)
class Asked:
    q: str = ""
    year: int | None = None
    group: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.year or self.group)


def read(params: Mapping[str, str]) -> Asked:
    year, page = params.get("year", ""), params.get("page", "")
    return Asked(
        q=" ".join(params.get("q", "").replace("\x00", "").split())[:40],
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        group=params.get("group", "").replace("\x00", "")[:50],
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


@dataclass(frozen=True)
class PublicCase:
    """A row. Of a case that secrecy stands on nothing but number and day is told."""

    number: str
    received_on: date
    secret: bool
    title: str = ""
    status: str = ""
    decision: str = ""
    decided_on: date | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicDocument:
    number: int
    dated_on: date
    direction: str
    kind: str
    secret: bool


@dataclass(frozen=True)
class PublicRegister:
    rows: tuple[PublicCase, ...]
    page: Page
    asked: Asked
    years: tuple[int, ...]
    groups: tuple[tuple[str, str], ...]


def public_register(asked: Asked) -> PublicRegister:
    """A page of it, kept for a minute: everybody asks for the same ones."""
    name = "public-register-" + sha256(f"{get_language()}|{asked}".encode()).hexdigest()
    kept = cache.get(name)
    if kept is None:
        kept = _read(asked)
        cache.set(name, kept, SECONDS)
    return kept


def _read(asked: Asked) -> PublicRegister:
    page = LongPaginator(_found(asked), PAGE).get_page(asked.page)
    rows = tuple(_row(case) for case in page.object_list)
    # The page is kept: a query left in it would be read to its last row, to be kept too.
    page.object_list = page.paginator.object_list = rows
    # The first by the index of groups: asked whether there is any, PostgreSQL would read all cases.
    links = CaseGroup.objects.filter(body=OuterRef("pk"), case__secret=False).order_by("case_id")
    groups = Body.objects.alias(first=Subquery(links.values("case_id")[:1])).filter(first__isnull=False)
    years = RegistrySeries.objects.filter(Exists(Case.objects.filter(year=OuterRef("year"))))
    return PublicRegister(
        rows=rows,
        page=page,
        asked=asked,
        years=tuple(years.order_by("-year").values_list("year", flat=True)),
        groups=tuple(groups.order_by("name").values_list("key", "name")),
    )


def exported(asked: Asked) -> Iterator[PublicCase]:
    """The same rows for a spreadsheet, so many at most."""
    for case in _found(asked)[:MOST_EXPORTED].iterator(chunk_size=500):
        yield _row(case)


def public_case(number: str) -> tuple[PublicCase, tuple[PublicDocument, ...]] | None:
    """The case and its documents by number, day and kind: never a sender, a recipient or what they are about."""
    case = _with_rows(Case.objects.filter(number=number)).first()
    if case is None:
        return None
    documents = () if case.secret else tuple(_document(each) for each in case.documents.order_by("number"))
    return _row(case), documents


def _found(asked: Asked) -> QuerySet[Case]:
    """By number, year and group alone: nothing else is searched, so no name can be found."""
    cases: QuerySet[Case] = Case.objects.all()
    if asked.q:
        numbered = by_number(cases, asked.q)
        cases = cases.none() if numbered is None else numbered
    if asked.year:
        cases = cases.filter(year=asked.year)
    if asked.group:
        of_group = CaseGroup.objects.filter(body__key=asked.group).values("case")
        cases = cases.filter(secret=False, pk__in=of_group)
    return _with_rows(cases.order_by("-year", "-serial"))


def _with_rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    decided = Decision.objects.filter(replaced_by=None).order_by("decided_on", "pk")
    groups = CaseGroup.objects.select_related("body").order_by("body__name")
    return (
        cases.select_related("route_version__route")
        .defer("route_version__definition")
        .prefetch_related(Prefetch("case_groups", groups), Prefetch("decisions", decided, to_attr="decided"))
    )


def _row(case: Any) -> PublicCase:
    received_on = timezone.localdate(case.received_at)
    if case.secret:
        return PublicCase(case.number, received_on, secret=True, title=gettext("Secrecy"))
    last = case.decided[-1] if case.decided else None
    return PublicCase(
        case.number,
        received_on,
        secret=False,
        title=case.public_title or case.route_version.route.title,
        status=_status(case),
        decision=str(OUTCOMES.get(last.kind, "")) if last else "",
        decided_on=last.decided_on if last else None,
        groups=tuple(link.body.name for link in case.case_groups.all()),
    )


def _status(case: Case) -> str:
    if case.disposed_on:
        return pgettext("public register", "Disposed of")
    if case.archived_on:
        return pgettext("public register", "Archived")
    ended = case.status == Case.Status.ENDED
    return pgettext("public register", "Closed") if ended else pgettext("public register", "In progress")


def _document(document: Document) -> PublicDocument:
    return PublicDocument(
        document.number,
        document.dated_on,
        document.get_direction_display(),
        document.get_kind_display(),
        bool(document.secrecy),
    )
