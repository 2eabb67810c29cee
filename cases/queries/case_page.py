"""What stands on every page of a case: its head, its line of stations and what is to be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext

from cases.domain.facts import Truths
from cases.domain.following_up import Owed
from cases.domain.route import RouteDefinition, Stage
from cases.models import (
    Agreement,
    Assignment,
    CallOff,
    Case,
    CaseGroup,
    Decision,
    Document,
    FollowUp,
    GrantedAmount,
    Obligation,
    PaymentRequest,
    Recusal,
    Supplement,
)
from cases.permissions import SPEAKS_FOR_GROUP, Moves, case_for, holds_role, moves_for
from cases.sentences import sentence
from people.models import Body, Mandate, Role, User
from people.naming import in_sentence
from people.queries.mandates import Standing, standing

from .acting import Acting, acting
from .agreements import agreements_of, all_end
from .answers import Sent, last_sent
from .case_money import call_offs_of, grants_of, payments_of
from .changes import budget_now, outdated_drafts
from .facts import truths_of
from .follow_up import forms_of, owed_by
from .hidden import Hidden, hidden_in
from .messages import counted
from .obligations import obligations_of
from .situation import last_reopening, situation
from .stage_forms import ToFill, forms_to_fill
from .stations import Station, stations


@dataclass(frozen=True)
class Recused:
    """A recusal as the reader may see it: the reason is for the association and the person."""

    pk: int
    person: User
    where: str
    noted_by: str
    noted_on: date
    reason: str
    may_lift: bool


@dataclass(frozen=True)
class CasePage:
    case: Case
    route: RouteDefinition
    stage: Stage | None
    on: date
    found: Standing
    groups: tuple[Body, ...]
    turns: tuple[Assignment, ...]
    moves: Moves
    sentence: str
    actors: tuple[Mandate, ...]
    decisions: tuple[Decision, ...]
    supplement: Supplement | None
    # Who may answer the open turns, by the turn's primary key; and who is taken out.
    asked: Mapping[int, Acting]
    recusals: tuple[Recusal, ...]
    hidden: Hidden
    # Those that the reader sees, the newest first.
    agreements: tuple[Agreement, ...]

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        truths = _truths(self.case, self.route, len(self.groups))
        return stations(self.case, self.route, self.turns, self.groups, on=self.on, truths=truths)

    @cached_property
    def to_fill(self) -> Mapping[int, ToFill]:
        """What is to be filled in before the open turns are answered, by the turn's primary key."""
        return forms_to_fill(self.case, self.route, self.waiting)

    @property
    def waiting(self) -> tuple[Assignment, ...]:
        return tuple(turn for turn in self.turns if turn.state == Assignment.State.WAITING)

    @property
    def silent(self) -> tuple[tuple[str, str, bool], ...]:
        """Role and body of the open turns that nobody can answer today, and whether that is for recusal."""
        running = self.case.status == Case.Status.WAITING
        found = [each for each in self.asked.values() if running and not each.able]
        return tuple(
            (str(Role(turn.role).label).lower(), in_sentence(turn.body.name), is_held)
            for turn, is_held in ((each.turn, each.is_held) for each in found)
        )

    @property
    def named(self) -> tuple[Acting, ...]:
        """The open turns that are somebody's own, or that rest: what the page says beside who acts."""
        asked = self.asked.values()
        return tuple(each for each in asked if each.is_delegated or each.rests or each.turn.person_id)

    @property
    def resting(self) -> tuple[Assignment, ...]:
        return tuple(each.turn for each in self.asked.values() if each.rests)

    @property
    def resumable(self) -> tuple[Assignment, ...]:
        """What the reader may take up before its day."""
        return self.resting if self.found.is_office else self.moves.resumes

    @property
    def standing_recusals(self) -> tuple["Recused", ...]:
        standing_now = (each for each in self.recusals if each.lifted_at is None)
        return tuple(_recused(each, self.route, self.found, self.case) for each in standing_now)

    def may_answer(self, turn: Assignment) -> bool:
        """Whether the reader may answer the turn; of one that is closed, whether they held the role for it."""
        asked = self.asked.get(turn.pk)
        return asked.has(self.found.user_id) if asked else holds_role(self.found, turn)

    def recused_from(self, decision: Decision) -> tuple[User, ...]:
        """Who took no part in the decision."""
        stage, at = decision.assignment.stage, decision.recorded_at
        return tuple(
            each.person
            for each in self.recusals
            if each.stage in {"", stage} and each.noted_at <= at and (each.lifted_at is None or each.lifted_at > at)
        )

    def outcome_label(self, turn: Assignment) -> str:
        """What the answer was called on the route: “Delvis bifall”."""
        stage = self.route.stage(turn.stage)
        outcome = stage.outcome(turn.outcome) if stage else None
        return outcome.label if outcome else turn.outcome

    @cached_property
    def messages_counted(self) -> tuple[int, int]:
        """How many messages there are, and how many of them are new to the reader."""
        return counted(self.case, self.found)

    @property
    def message_count(self) -> int:
        return self.messages_counted[0]

    @property
    def new_messages(self) -> int:
        return self.messages_counted[1]

    @cached_property
    def last_sent(self) -> Sent:
        """What was sent in last."""
        return last_sent(self.case)

    @cached_property
    def obligations(self) -> list[Obligation]:
        """What must follow the case, in the order that it is due."""
        found = obligations_of(self.case)
        for obligation in found:
            obligation.case = self.case
        return found

    @cached_property
    def owed_forms(self) -> frozenset[int]:
        """The primary keys of the obligations that have a form to fill in."""
        return forms_of(self.obligations)

    @cached_property
    def proposed(self) -> list[Owed]:
        """What follows from the granted period and is not made yet."""
        return owed_by(self.case, FollowUp.in_use().terms) if self.owes_now else []

    @cached_property
    def grants(self) -> tuple[GrantedAmount, ...]:
        """What is granted by year, as it counts now."""
        return grants_of(self.case) if self.decisions else ()

    @cached_property
    def budgeted_years(self) -> frozenset[int]:
        """The years that the budget that holds has lines for: their outcome can be reported."""
        return frozenset(year for line in budget_now(self.case) for year in line.amounts)

    @cached_property
    def payments(self) -> tuple[PaymentRequest, ...]:
        return payments_of(self.case) if self.grants else ()

    @cached_property
    def call_offs(self) -> tuple[CallOff, ...]:
        return call_offs_of(self.case) if self.grants else ()

    @cached_property
    def documents(self) -> list[Document]:
        rows = list(self.case.documents.order_by("number"))
        for row in rows:
            row.case = self.case
        return rows

    @property
    def has_newer_route(self) -> bool:
        """Whether a newer version of its route is in force; `case_for` asks with the case."""
        return bool(getattr(self.case, "has_newer_route", False))

    @property
    def is_owed(self) -> bool:
        """Whether what the application promises holds or may come to hold: a refused case owes nothing."""
        end = self.route.end(self.case.end)
        return end is None or end.kind not in {"rejected", "withdrawn"}

    @property
    def has_grant(self) -> bool:
        """Whether money was granted to be asked for; what the board sets aside on the office's own paper is not."""
        counting = (each for each in self.decisions if each.replaced_by_id is None)
        return bool(self.groups) and any(row.amount for each in counting for row in each.granted.all())

    @property
    def agreement_now(self) -> Agreement | None:
        """The one that the case is at: what is open, else what is in force, else the last that notice was given of."""
        status = Agreement.Status
        wanted = {status.DRAFT, status.SENT}, {status.IN_FORCE}, {status.TERMINATED}
        found = (each for states in wanted for each in self.agreements if each.status in states)
        return next(found, None)

    @property
    def wants_agreement(self) -> bool:
        """Whether the grant that counts needs an agreement: the office draws it up, and money waits for it."""
        counting = (each for each in self.decisions if each.replaced_by_id is None)
        return self.has_grant and any(each.needs_agreement for each in counting)

    @property
    def is_to_be_agreed(self) -> bool:
        """Whether another agreement may be drawn up: none is open, and the grant wants one or has had one."""
        end = self.route.end(self.case.end)
        is_granted = self.has_grant and (end is None or end.kind == "granted")
        is_open = any(each.is_open for each in self.agreements)
        wants = self.wants_agreement or bool(self.agreements)
        return is_granted and wants and not is_open and self.case.archived_on is None

    @cached_property
    def has_outdated_change(self) -> bool:
        """Whether a change was begun, and the case has been changed since."""
        return outdated_drafts(self.case, self.found).exists()

    @property
    def money_rests(self) -> bool:
        counting = [each.pk for each in self.decisions if each.replaced_by_id is None and each.needs_agreement]
        agreed = {each.decision_id for each in self.agreements if each.status in Agreement.AGREED}
        return self.has_grant and any(pk not in agreed for pk in counting)

    @property
    def money_ended_on(self) -> date | None:
        """The last day to ask for money, where the agreement has ended; None where there is another."""
        counting = [each.pk for each in self.decisions if each.replaced_by_id is None]
        agreed = [each for each in self.agreements if each.decision_id in counting and each.status in Agreement.AGREED]
        days = [each.claims_until for each in agreed if each.claims_until is not None]
        return max(days, default=None) if not any(each.pays(self.on) for each in agreed) else None

    @property
    def owes_now(self) -> bool:
        """Whether something is owed today: the case ended with a grant, and is still in the office's hands."""
        end = self.route.end(self.case.end)
        return (
            end is not None and end.kind == "granted" and self.case.amends_id is None and self.case.archived_on is None
        )

    @property
    def late(self) -> bool:
        running = self.case.status != Case.Status.ENDED
        return running and self.case.due_on is not None and self.case.due_on < self.on

    @property
    def days_late(self) -> int:
        return (self.on - self.case.due_on).days if self.late and self.case.due_on else 0


def _recused(one: Recusal, route: RouteDefinition, found: Standing, case: Case) -> Recused:
    stage = route.stage(one.stage)
    reads = found.is_financier or found.user_id == one.person_id
    return Recused(
        pk=one.pk,
        person=one.person,
        where=gettext("at the stage “%(stage)s”") % {"stage": stage.title} if stage else gettext("in the whole case"),
        noted_by=one.noted_by.name,
        noted_on=timezone.localdate(one.noted_at),
        reason=one.reason if reads else "",
        may_lift=found.is_office and case.status != Case.Status.ENDED,
    )


def case_page(user: User, number: str, *, on: date | None = None) -> CasePage:
    """The case with its head, or 404; the number of queries does not grow with the case."""
    on = on or timezone.localdate()
    found = standing(user, on=on)
    case = case_for(user, number, found=found)
    groups = tuple(
        link.body for link in CaseGroup.objects.filter(case=case).select_related("body").order_by("body__name")
    )
    turns = tuple(case.assignments.select_related("body", "answered_by").order_by("opened_at", "pk"))
    decided = case.decisions.select_related("body", "recorded_by", "assignment", "fund").prefetch_related(
        Prefetch("granted", GrantedAmount.objects.order_by("year"))
    )
    decisions = tuple(decided) if getattr(case, "has_decisions", True) else ()
    hidden = hidden_in(case, found)
    _leave_out(hidden, case, turns, decisions)
    supplement = (
        case.supplements.filter(answered_at=None).select_related("assignment__body").first()
        if case.status == Case.Status.SUPPLEMENT
        else None
    )
    if supplement is not None and supplement.assignment_id in hidden.assignments:
        supplement.question = gettext("Secrecy")
    route = case.route_version.parsed
    waiting = [turn for turn in turns if turn.state == Assignment.State.WAITING]
    recusals = tuple(case.recusals.select_related("person", "noted_by").order_by("pk"))
    asked = acting(waiting, on=on, recusals=[each for each in recusals if each.lifted_at is None])
    moves = moves_for(case, user, found=found, asked=asked, group_ids=frozenset(body.pk for body in groups))
    agreements = tuple(agreements_of(case, found)) if case.granted_total is not None else ()
    if moves.asks_change and all_end(agreements):
        moves = replace(moves, asks_change=False)
    return CasePage(
        case=case,
        route=route,
        stage=route.stage(case.stage),
        on=on,
        found=found,
        groups=groups,
        turns=turns,
        moves=moves,
        sentence=sentence(situation(case, route, groups, turns, decisions, agreements, on, last_reopening(case))),
        actors=tuple(_actors(case, asked, groups, on)),
        decisions=decisions,
        supplement=supplement,
        asked=asked,
        recusals=recusals,
        hidden=hidden,
        agreements=agreements,
    )


def _leave_out(hidden: Hidden, case: Case, turns: Sequence[Assignment], decisions: Sequence[Decision]) -> None:
    """The words of what the reader may not read, on the rows in memory alone: every tab and the API go by these."""
    kept_back = gettext("Secrecy")
    for turn in turns:
        if turn.pk in hidden.assignments or any(each.assignment_id == turn.pk for each in _of(hidden, decisions)):
            turn.text = kept_back
    for decision in _of(hidden, decisions):
        decision.text, decision.conditions = kept_back, ""
    if hidden.reason:
        case.withdrawal_reason = kept_back


def _of(hidden: Hidden, decisions: Sequence[Decision]) -> list[Decision]:
    return [decision for decision in decisions if decision.pk in hidden.decisions]


def _actors(case: Case, asked: Mapping[int, Acting], groups: Sequence[Body], on: date) -> list[Mandate]:
    """Who acts now, by name: those who may answer, or speak for the groups that must supplement."""
    if case.status == Case.Status.ENDED:
        return []
    if case.status == Case.Status.WAITING:
        found = [mandate for each in asked.values() for mandate in each.having if not each.rests]
        once = {(each.body_id, each.user_id): each for each in found}
        return sorted(once.values(), key=lambda each: (each.body.name, each.is_deputy, each.user.name))
    mandates = Mandate.objects.valid(on).filter(user__is_active=True).select_related("user", "body")
    speaking = mandates.filter(body__in=[body.pk for body in groups], role__in=SPEAKS_FOR_GROUP)
    # The process leader writes; the chair is named only where there is none.
    people = list(speaking.order_by("body__name", "is_deputy", "user__name"))
    writers = [each for each in people if each.role == Role.PROCESS_LEADER]
    return writers or people


def _truths(case: Case, route: RouteDefinition, groups: int) -> Truths:
    """Which ways the answers choose; no query on a route where nothing is chosen."""
    if not route.chooses:
        return {}
    answers = case.submission.sent_revisions.order_by("-number").values_list("answers", flat=True).first()
    return truths_of(route, case.submission, answers or {}, groups=groups, granted=case.granted_total)
