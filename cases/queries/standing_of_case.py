"""Where a case stands, as the engine sees it: read from its rows and from who may be asked today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from cases.domain.route import RouteDefinition
from cases.domain.state import CaseState, OpenSupplement, Passed, Turn
from cases.models import Assignment, Case, CaseGroup, Recusal
from people.domain.following import successors
from people.models import Body, BodyKind
from people.queries.successions import followings_of_keys

from .acting import turn_of
from .facts import truths_of


def state_of(
    case: Case,
    *,
    on: date,
    granted: Decimal | None = None,
    rows: Iterable[Assignment] | None = None,
    recusals: Iterable[Recusal] | None = None,
) -> CaseState:
    """The state that the case is in; `on` says which bodies there are to ask.

    `granted` is what the move grants, where it does: the ways may be chosen by it. `rows` (every assignment
    with its body) and `recusals` (those that stand) spare queries where they were read already.
    """
    route = case.route_version.parsed
    answers = _answers(case, route)
    bodies = _bodies(route, answers, on, applying_in=case)
    applying = sorted((body for body in bodies if body.link is not None), key=lambda body: body.link)
    groups = tuple(body.key for body in applying)
    # The turns and the letters that follow ask for them.
    case.named_groups, case.group_ids = [body.name for body in applying], [body.pk for body in applying]
    case.known_bodies = {body.key: body for body in bodies}
    turns, rounds = _turns(case, case.assignments.select_related("body") if rows is None else rows)
    if recusals is None:
        recusals = case.recusals.standing()
    return CaseState(
        status=case.status,
        stage=case.stage,
        turns=turns,
        rounds=rounds,
        supplement=_open_supplement(case, route),
        end=case.end,
        ahead=tuple(Passed(stage, outcome) for stage, outcome in case.ahead),
        recused=frozenset((each.person_id, each.stage) for each in recusals),
        bodies=bodies_to_ask(route, groups=groups, answers=answers, on=on, found=bodies),
        truths=truths_of(
            route,
            case.submission,
            answers,
            groups=len(groups),
            granted=case.granted_total if granted is None else granted,
        ),
    )


def _turns(case: Case, rows: Iterable[Assignment]) -> tuple[dict[str, Turn], dict[str, int]]:
    """The latest turn of each body at the stage where the case is, and the latest round of each stage."""
    turns: dict[str, Turn] = {}
    rounds: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (row.round, row.pk)):
        rounds[row.stage] = max(rounds.get(row.stage, 0), row.round)
        if row.stage == case.stage and row.round >= case.entered_round and row.state != Assignment.State.LAPSED:
            turns[row.body.key] = turn_of(row)
    return turns, rounds


def _open_supplement(case: Case, route: RouteDefinition) -> OpenSupplement | None:
    if case.status != Case.Status.SUPPLEMENT:
        return None
    asked = case.supplements.select_related("assignment__body").get(answered_at=None)
    stage = route.stage(asked.assignment.stage)
    outcome = stage.outcome(asked.assignment.outcome) if stage else None
    assert outcome is not None, "a case moves to no route that lacks the outcome of its open supplement"
    body = asked.assignment.body.key
    return OpenSupplement(body, tuple(asked.sections), outcome.lapses)


def bodies_to_ask(
    route: RouteDefinition,
    *,
    groups: Iterable[str],
    answers: Mapping[str, Any],
    on: date,
    found: Sequence[Body] | None = None,
) -> dict[str, tuple[str, ...]]:
    """By stage key: the keys of the bodies that would be asked if the stage were entered on the day.

    `found` (every body that could be) spares the query where they were read already.
    """
    named = _named(route, answers)
    if found is None:
        found = _bodies(route, answers, on)
    known = {body.key for body in found if body.key in named}
    offices = tuple(body.key for body in found if body.kind == BodyKind.OFFICE and body.is_valid(on))
    applying = tuple(groups)

    def asked(kind: str, body: str, field: str) -> tuple[str, ...]:
        if kind == "applicants":
            return applying
        if kind == "office":
            return offices
        wanted = [body] if kind == "body" else keys_in(answers.get(field))
        return tuple(key for key in wanted if key in known)

    follows = followings_of_keys()

    def today(keys: Iterable[str]) -> tuple[str, ...]:
        """Those that do the work of these bodies on the day; groups that have merged are asked once."""
        return tuple(dict.fromkeys(each for key in keys for each in successors(key, follows, on)))

    return {stage.key: today(asked(stage.actor.kind, stage.actor.body, stage.actor.field)) for stage in route.stages}


def _named(route: RouteDefinition, answers: Mapping[str, Any]) -> set[str]:
    """The keys of the bodies that the stages name, or the answers for them."""
    return {
        key
        for stage in route.stages
        for key in ([stage.actor.body] if stage.actor.kind == "body" else keys_in(answers.get(stage.actor.field)))
        if key
    }


def _bodies(
    route: RouteDefinition, answers: Mapping[str, Any], on: date, *, applying_in: Case | None = None
) -> list[Any]:
    """The bodies that are named, every office there is on the day, and those that apply in the case, in one query.

    Each with its `link`: where it stands among those that apply, or None.
    """
    links = CaseGroup.objects.filter(case=applying_in) if applying_in is not None else CaseGroup.objects.none()
    office = Q(pk__in=Body.objects.valid(on).filter(kind=BodyKind.OFFICE).values("pk"))
    wanted = Q(key__in=_named(route, answers)) | office | Q(pk__in=links.values("body"))
    link = Subquery(links.filter(body=OuterRef("pk")).values("pk")[:1])
    return list(Body.objects.filter(wanted).annotate(link=link).order_by("pk"))


def _answers(case: Case, route: RouteDefinition) -> Mapping[str, Any]:
    """Those that were sent in last; not read on a route that asks nothing of them."""
    if not route.chooses and not any(stage.actor.field for stage in route.stages):
        return {}
    sent = case.submission.sent_revisions.select_related("submission__version").defer("submission__answers")
    last = sent.order_by("-number")[0]
    # With the form that they answer, which the ways are chosen by.
    case.submission.version = last.submission.version
    return last.answers


def keys_in(answer: object) -> list[str]:
    """The body keys of a body answer, each once; nothing where it is something else."""
    if not isinstance(answer, list):
        return []
    return list(dict.fromkeys(key for key in answer if isinstance(key, str)))
