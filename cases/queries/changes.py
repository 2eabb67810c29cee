"""What holds in a case with its amendments, what a request asks to change, and the requests of a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet

from cases.domain import amending
from cases.domain.following_up import Span
from cases.models import Agreement, AmendedYear, Amendment, Case, ChangeRequest, GrantedAmount, Obligation
from cases.queries.answers import last_sent
from forms.domain.evaluate import evaluate
from forms.models import Submission, SubmissionRevision
from people.domain.following import successors
from people.models import Body, User
from people.queries.mandates import Standing
from people.queries.successions import followings

NOTHING = Decimal(0)
MOST_AMENDMENTS = 32_767  # what the column holds
# What the parts are called in the form (docs/formats.md).
PARTS = {"period": amending.PERIOD, "budget": amending.BUDGET, "person": amending.PERSON, "annat": amending.OTHER}
# The states that a request is in, as pages and the API name them.
DRAFT, RUNNING, GRANTED, ENDED = "draft", "running", "granted", "ended"


@dataclass(frozen=True)
class Line:
    """A line of the budget that holds, by year."""

    id: str
    label: str
    measure: str
    amounts: Mapping[int, Decimal]

    def as_json(self) -> dict[str, Any]:
        amounts = {str(year): f"{amount:.2f}" for year, amount in sorted(self.amounts.items())}
        return {"id": self.id, "label": self.label, "measure": self.measure, "amounts": amounts}


@dataclass(frozen=True)
class Asked:
    """What was filled in, read by the form's own rules."""

    parts: tuple[str, ...]
    case_number: str
    wanted: amending.Wanted
    lines: tuple[Line, ...] = ()
    person: int | None = None
    name: str = ""
    email: str = ""
    leads_from: date | None = None
    # The period that the budget's years follow, whether it is to be changed or not.
    period: Span | None = None

    @property
    def is_deducting(self) -> Line | None:
        """A line below zero: what was not granted is to be spread over the lines."""
        return next((line for line in self.lines if any(amount < 0 for amount in line.amounts.values())), None)


def granted_now(case: Case, rows: Iterable[GrantedAmount] | None = None) -> amending.Granted:
    """The period and the money that hold; `rows` are the grants where somebody has read them (and locked them)."""
    rows = GrantedAmount.objects.in_force(case) if rows is None else rows
    years = {row.year: amending.Year(row.out, row.claimed) for row in rows}
    whole = case.period_from is not None and case.period_to is not None
    period = Span(case.period_from, case.period_to) if whole else None  # type: ignore[arg-type]
    return amending.Granted(period, years)


def budget_now(case: Case) -> tuple[Line, ...]:
    """The lines that hold: those of the latest amendment of the budget, else those that were sent in."""
    return budget_before(case, MOST_AMENDMENTS)


def budget_before(case: Case, number: int) -> tuple[Line, ...]:
    """The lines that held before the amendment of that number, or that hold where there is none yet."""
    earlier = case.amendments.filter(number__lt=number, budget__isnull=False).order_by("-number")
    amended = earlier.values_list("budget", flat=True).first()
    return lines_of(last_sent(case).budget) if amended is None else lines_kept(amended)


def lines_of(budget: Any) -> tuple[Line, ...]:
    """The lines of a summed budget; none where there is no budget."""
    return () if budget is None else tuple(_counted(line, budget.years) for line in budget.lines)


def lines_kept(amended: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The lines that an amendment has kept."""
    return tuple(_line(each) for each in amended)


def _line(kept: Mapping[str, Any]) -> Line:
    amounts = {int(year): Decimal(amount) for year, amount in kept["amounts"].items()}
    return Line(kept["id"], kept["label"], kept.get("measure", ""), amounts)


def asked_in(submission: Submission, answers: Mapping[str, Any]) -> Asked:
    """What the answers ask for; what is not there asks for nothing."""
    evaluation = evaluate(submission.version.parsed, answers)
    values, said = evaluation.values, evaluation.answers
    parts = tuple(PARTS[key] for key in said.get("vad") or () if key in PARTS)
    shown = values.get("period")
    period = shown if amending.PERIOD in parts else None
    budget = values.get("budget") if amending.BUDGET in parts else None
    more = values.get("mer_belopp")
    wanted = amending.Wanted(
        starts_on=period.start if period else None,
        ends_on=period.end if period else None,
        years=dict(budget.year_totals) if budget is not None else None,
        more=more if budget is not None and isinstance(more, Decimal) else NOTHING,
    )
    lines = lines_of(budget)
    span = Span(shown.start, shown.end) if shown else None
    number = str(said.get("arende", "")).strip()
    return Asked(parts, number, wanted, lines, period=span, **_person(values, said, parts))


def _counted(line: Any, years: Sequence[int]) -> Line:
    """A line of a summed budget; a year without an amount costs nothing."""
    return Line(line.id, line.label, line.measure, {year: line.amounts.get(year, NOTHING) for year in years})


def _person(values: Mapping[str, Any], said: Mapping[str, Any], parts: Sequence[str]) -> dict[str, Any]:
    if amending.PERSON not in parts:
        return {}
    person = values.get("ny_person")
    return {
        "person": person.id if person else None,
        "name": str(said.get("ny_person_namn", "")),
        "email": str(said.get("ny_person_epost", "")).lower(),
        "leads_from": values.get("fran"),
    }


@dataclass(frozen=True)
class YearNow:
    """A year's grant from the decision on: what it said, what each amendment made of it, and what holds."""

    year: int
    decided: Decimal
    after: tuple[Decimal | None, ...]
    holds: Decimal


@dataclass(frozen=True)
class Changes:
    """The requests of a case, the latest first, and what was changed in it."""

    requests: tuple[ChangeRequest, ...]
    amendments: tuple[Amendment, ...]

    @cached_property
    def money(self) -> tuple[Amendment, ...]:
        return tuple(each for each in self.amendments if each.years.all())

    def years(self, rows: Iterable[GrantedAmount]) -> tuple[YearNow, ...]:
        """Only where an amendment has moved money."""
        if not self.money:
            return ()
        by_year = [{each.year: each.after for each in amendment.years.all()} for amendment in self.money]
        return tuple(
            YearNow(row.year, row.by_decision, tuple(years.get(row.year) for years in by_year), row.amount)
            for row in sorted(rows, key=lambda row: row.year)
        )


def changes_of(case: Case) -> Changes:
    """Two queries, three where something was changed."""
    years = Prefetch("years", AmendedYear.objects.order_by("year"))
    amendments = list(
        Amendment.objects.filter(case=case)
        .select_related("request__case", "person", "by")
        .prefetch_related(years)
        .order_by("number")
    )
    made = {amendment.request_id: amendment for amendment in amendments}
    requests = list(
        ChangeRequest.objects.filter(amends=case)
        .exclude(case=None)
        .select_related("case__route_version", "begun_by")
        .order_by("-pk")
    )
    for request in requests:
        request.state = GRANTED if request.pk in made else RUNNING if is_running(request) else ENDED
        request.made = made.get(request.pk)
    return Changes(tuple(requests), tuple(amendments))


def outdated_agreement(case: Case, rows: Iterable[GrantedAmount]) -> Agreement | None:
    """The agreement in force that says other amounts or another last day than what holds, where none is drawn up."""
    found = list(case.agreements.exclude(status__in=(Agreement.Status.REPLACED, Agreement.Status.CANCELLED)))
    in_force = [each for each in found if each.status == Agreement.Status.IN_FORCE]
    if len(in_force) != len(found) or not in_force:
        return None
    latest = max(in_force, key=lambda each: each.number)
    agreed = {int(year): Decimal(amount) for year, amount in latest.amounts.items()}
    holds = {row.year: row.amount for row in rows if row.amount}
    return latest if agreed != holds or latest.period_to != case.period_to else None


def is_running(request: ChangeRequest) -> bool:
    return request.case is not None and request.case.status != Case.Status.ENDED


def groups_now(case: Case, *, on: date) -> list[Body]:
    """The case's groups, or those that have followed them."""
    groups, followed = list(case.case_groups.order_by("pk").values_list("body", flat=True)), followings()
    now = dict.fromkeys(each for group in groups for each in successors(group, followed, on))
    found = Body.objects.in_bulk(list(now))
    return [found[pk] for pk in now]


def draft_of(case: Case, user: User) -> ChangeRequest | None:
    """The request that somebody of the groups, or the reader, has begun and not sent in."""
    drafts = ChangeRequest.objects.filter(amends=case, case=None, submission__state=Submission.State.DRAFT)
    mine = drafts.filter(submission__in=Submission.objects.visible_to(user))
    return mine.select_related("submission").order_by("-pk").first()


def outdated_drafts(case: Case, found: Standing) -> QuerySet[ChangeRequest]:
    """Those that the reader may go on with, and that were begun before the case was last changed."""
    drafts = ChangeRequest.objects.filter(amends=case, case=None, submission__state=Submission.State.DRAFT)
    mine = drafts.filter(submission__in=Submission.objects.visible_in(found))
    return mine.annotate(amended=Count("amends__amendments")).exclude(based_on=F("amended"))


def obligations_to_move(case: Case) -> list[Obligation]:
    """What follows from the period and nobody has begun: it may go or get another day."""
    return list(case.obligations.filter(done_on=None, sent_on=None, row="").select_related("submission"))


def revision_sent(submission: Submission) -> SubmissionRevision:
    found = submission.sent_revisions.order_by("-number").first()
    assert found is not None  # a case was opened on it
    return found
