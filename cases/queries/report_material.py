"""What a status report is made of: the meetings, decisions, tasks, projects and plans of groups in a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from cases.domain.counting import Held, by_kind, held_in, in_words, sentence
from cases.domain.following_up import Span
from cases.extensions import running_projects
from cases.models import ActionItem, AgendaItem, Attendance, Case, CaseGroup, GrantedAmount, Meeting
from forms.models import Submission
from people.domain.following import predecessors
from people.models import Body, PeopleEvent, Role, User
from people.queries.mandates import Standing, standing
from people.queries.successions import followings

from .stages import stage_names
from .year_reads import days_of

# As many rows of each as one report has use for.
MOST = 50


@dataclass(frozen=True)
class Project:
    title: str
    bodies: frozenset[int]
    granted: Decimal | None = None
    number: str = ""


@dataclass(frozen=True)
class Term:
    """That a group decided who has the chair, and for which year."""

    body: int
    year: int


@dataclass(frozen=True)
class Material:
    """`meetings` are those counted; everything else is what the reader may see."""

    span: Span
    groups: tuple[Body, ...]
    held: tuple[Held, ...]
    meetings: tuple[Meeting, ...]
    by_process_leader: bool
    decisions: tuple[AgendaItem, ...]
    tasks: tuple[ActionItem, ...]
    assignments: tuple[ActionItem, ...]
    projects: tuple[Project, ...]
    activities: tuple[tuple[str, frozenset[int]], ...]
    terms: tuple[Term, ...]

    @property
    def sentence(self) -> str:
        return sentence(self.held, by_process_leader=self.by_process_leader)

    @property
    def counted(self) -> str:
        return in_words(by_kind(self.held))

    def names(self, bodies: Iterable[int]) -> str:
        """The groups' names, in their order; a group that was followed is named by the one that follows."""
        wanted = set(bodies)
        return ", ".join(group.name for group in self.groups if self.whose(group) & wanted)

    def whose(self, group: Body) -> frozenset[int]:
        return frozenset({group.pk, *predecessors([group.pk], followings(), self.span.ends)})

    def with_kind(self, kind: str) -> list[Body]:
        """The groups that held a meeting of the kind."""
        bodies = {each.body for each in self.held if each.kind == kind}
        return [group for group in self.groups if self.whose(group) & bodies]


def material(groups: Sequence[Body], span: Span, by: User) -> Material:
    """A fixed number of queries; what is secret is left out, since a report is read by many."""
    found = standing(by)
    own = {body for group in groups for body in (group.pk, *predecessors([group.pk], followings(), span.ends))}
    meetings = _meetings(own, span)
    tasks = _tasks(own, span)
    leaders = _leaders(own, span)
    return Material(
        span,
        tuple(groups),
        _held(meetings, span, by),
        tuple(meetings),
        by.pk in leaders,
        tuple(_decisions(meetings)),
        tuple(tasks),
        tuple(task for task in tasks if task.who_id in leaders and span.starts <= task.item.meeting.on),
        tuple(_projects(own, span, found)),
        tuple(_activities(own, span, found)),
        tuple(_terms(own, span)),
    )


def _meetings(bodies: set[int], span: Span) -> list[Meeting]:
    rows = Meeting.objects.written().filter(body__in=bodies, starts_at__range=days_of(span)).select_related("body")
    return list(rows.prefetch_related("attendance").order_by("starts_at", "pk"))


def _held(meetings: Iterable[Meeting], span: Span, by: User) -> tuple[Held, ...]:
    rows = (Held(each.pk, each.kind, each.on, each.body_id, _attended(each.attendance.all(), by)) for each in meetings)
    return tuple(held_in(rows, span))


def _attended(rows: Iterable[Attendance], by: User) -> bool:
    return any(row.person_id == by.pk and row.is_present for row in rows)


def _leaders(bodies: set[int], span: Span) -> frozenset[int]:
    """Who was process leader of the groups in the period."""
    rows = Body.objects.filter(
        Q(mandates__valid_from=None) | Q(mandates__valid_from__lte=span.ends),
        Q(mandates__valid_to=None) | Q(mandates__valid_to__gte=span.starts),
        pk__in=bodies,
        mandates__role=Role.PROCESS_LEADER,
    )
    return frozenset(rows.values_list("mandates__user", flat=True))


def _decisions(meetings: Sequence[Meeting]) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting__in=[each.pk for each in meetings], settled_at__isnull=False)
    rows = rows.exclude(decision="").filter(Q(case=None) | Q(case__secret=False, case__disposed_on=None))
    return list(rows.select_related("meeting__body", "case").order_by("meeting__starts_at", "position")[:MOST])


def _tasks(bodies: set[int], span: Span) -> list[ActionItem]:
    """Agreed in the period, or before it and not done when it began."""
    rows = ActionItem.objects.filter(
        Q(done_on=None) | Q(done_on__gte=span.starts),
        body__in=bodies,
        item__meeting__starts_at__lte=days_of(span)[1],
    )
    return list(rows.select_related("item__meeting", "body", "who").order_by("item__meeting__starts_at", "pk")[:MOST])


def _projects(bodies: set[int], span: Span, found: Standing) -> list[Project]:
    """What has money from the association, with what was granted for the period's years; then what has a page."""
    years = range(span.starts.year, span.ends.year + 1)
    cases = (
        Case.objects.visible_in(found)
        .filter(
            case_groups__body__in=bodies,
            secret=False,
            disposed_on=None,
            granted_total__gt=0,
            period_from__lte=span.ends,
            period_to__gte=span.starts,
        )
        .distinct()
        .prefetch_related(Prefetch("case_groups", CaseGroup.objects.order_by("pk")))
        .order_by("period_from", "pk")[:MOST]
    )
    amounts: dict[int, Decimal] = {}
    granted = GrantedAmount.objects.in_force().filter(decision__case__in=[case.pk for case in cases], year__in=years)
    for case, amount, released in granted.values_list("decision__case", "amount", "released"):
        amounts[case] = amounts.get(case, Decimal(0)) + amount - released
    with_money = [
        Project(
            case.title, frozenset(link.body_id for link in case.case_groups.all()), amounts.get(case.pk), case.number
        )
        for case in cases
    ]
    titles = {project.title.casefold() for project in with_money}
    pages = running_projects(frozenset(bodies), span.starts, span.ends)
    return with_money + [Project(page.title, page.bodies) for page in pages if page.title.casefold() not in titles]


def _activities(bodies: set[int], span: Span, found: Standing) -> list[tuple[str, frozenset[int]]]:
    """The activities of the activity plans that were approved for the period, as the plans word them."""
    carried = Q(pk__in=[])
    for version, ends in stage_names().carried.items():
        carried |= Q(route_version=version, end__in=ends - {""})
    cases = Case.objects.visible_in(found).filter(
        carried,
        case_groups__body__in=bodies,
        submission__version__form__key="aktivitetsplan",
        secret=False,
        disposed_on=None,
        period_from__lte=span.ends,
        period_to__gte=span.starts,
    )
    rows: list[tuple[str, frozenset[int]]] = []
    for case in cases.distinct().select_related("submission").prefetch_related("case_groups").order_by("pk")[:10]:
        groups = frozenset(link.body_id for link in case.case_groups.all())
        rows += [(activity, groups) for activity in _planned(case.submission)]
    return rows[:MOST]


def _planned(submission: Submission) -> list[str]:
    table: Any = submission.answers.get("aktivitetsplan")
    rows = table if isinstance(table, list) else []
    said = [row.get("aktivitet") for row in rows if isinstance(row, dict)]
    return list(dict.fromkeys(each for each in said if isinstance(each, str) and each.strip()))


def _terms(bodies: set[int], span: Span) -> list[Term]:
    first, last = days_of(span)
    events = PeopleEvent.objects.filter(kind=PeopleEvent.Kind.TERM_DECIDED, body__in=bodies, at__range=(first, last))
    found = []
    for body, data in events.order_by("at", "pk").values_list("body", "data"):
        starts = str(data.get("first", ""))[:4]
        if body is not None and starts.isdecimal():
            found.append(Term(body, int(starts)))
    return found


def last_report(groups: Sequence[Body], form: str) -> date | None:
    """Up to which day the groups have reported last: what was sent in and not refused or withdrawn."""
    names = stage_names()
    rows = Case.objects.filter(
        submission__version__form__key=form, case_groups__body__in=groups, period_to__isnull=False
    ).order_by("-period_to", "-pk")
    for case in rows.distinct()[:MOST]:
        if case.status != Case.Status.ENDED or case.end in names.carried.get(case.route_version_id, set()):
            return case.period_to
    return None
