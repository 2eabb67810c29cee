"""A case as the JSON API tells it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cases.domain.route import Outcome
from cases.models import Assignment, Case, Decision
from cases.moves.turns import sections_to_open
from cases.queries.answers import last_sent
from cases.queries.case_page import CasePage
from cases.queries.changes import changes_of
from cases.queries.obligations import obligations_of
from cases.queries.register import row
from cases.queries.stages import StageNames, stage_names
from people.models import Body


def rows_shown(cases: Sequence[Case], *, on: date) -> list[dict[str, Any]]:
    """Cases that were read `with_rows`."""
    names = stage_names()
    return [_row(case, names, on) for case in cases]


def _row(case: Case, names: StageNames, on: date) -> dict[str, Any]:
    found = row(case, names, on)
    return _head(case) | {
        "groups": [_body(link.body) for link in case.case_groups.all()],
        "where": found.stage,
        "waits_for": list(found.waits_for),
        "late": found.late,
    }


def _head(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "title": case.title,
        "url": case.get_absolute_url(),
        "submission": case.submission.uuid,
        "status": case.status,
        "stage": case.stage,
        "received_at": case.received_at,
        "due_on": case.due_on,
        "period_from": case.period_from,
        "period_to": case.period_to,
        "applied": _amount(case.applied_total),
        "granted": _amount(case.granted_total),
    }


def case_shown(page: CasePage) -> dict[str, Any]:
    case = page.case
    end = page.route.end(case.end)
    supplement = case.status == Case.Status.SUPPLEMENT
    waits_for = [body.name for body in page.groups] if supplement else [turn.body.name for turn in page.waiting]
    return _head(case) | {
        "groups": [_body(body) for body in page.groups],
        "where": end.title if end else page.stage.title if page.stage else case.stage,
        "waits_for": [] if case.status == Case.Status.ENDED else waits_for,
        "late": page.late,
        "sentence": page.sentence,
        "amends": case.amends.number if case.amends else None,
        "changes": _changes(page),
        "turns": [_turn(turn, page) for turn in page.turns],
        "decisions": [_decision(decision) for decision in page.decisions],
        "obligations": [
            {"title": each.title, "due_on": each.due_on, "done_on": each.done_on} for each in obligations_of(case)
        ],
    }


def _changes(page: CasePage) -> list[dict[str, Any]]:
    """The requests to change the case; a case without a grant has none."""
    if page.case.granted_total is None or page.case.status != Case.Status.ENDED:
        return []
    return [
        {"number": each.case.number if each.case else "", "parts": each.parts, "state": each.state}
        for each in changes_of(page.case).requests
    ]


def moves_shown(page: CasePage) -> dict[str, Any]:
    return {
        "number": page.case.number,
        "answers": [
            {
                "turn": turn.pk,
                "body": _body(turn.body),
                "stage": turn.stage,
                "due_on": turn.due_on,
                **_choices(page),
            }
            for turn in page.moves.answers
        ],
    }


def _choices(page: CasePage) -> dict[str, Any]:
    """What may be answered at the stage, with what it takes."""
    stage = page.stage
    if stage is None:
        return {"decides": False, "outcomes": [], "applied": [], "may_open": []}
    applied = last_sent(page.case).applied if stage.decides else {}
    sections = sections_to_open(page) if stage.supplement else ()
    return {
        "decides": stage.decides,
        "outcomes": [_outcome(outcome) for outcome in stage.outcomes],
        "applied": [{"year": year, "amount": _amount(amount)} for year, amount in sorted(applied.items())],
        "may_open": [{"key": key, "title": title} for key, title in sections],
    }


def _body(body: Body) -> dict[str, str]:
    return {"key": body.key, "name": body.name}


def _turn(turn: Assignment, page: CasePage) -> dict[str, Any]:
    answered = turn.state == Assignment.State.ANSWERED
    return {
        "id": turn.pk,
        "body": _body(turn.body),
        "role": turn.role,
        "stage": turn.stage,
        "round": turn.round,
        "state": turn.state,
        "due_on": turn.due_on,
        "outcome": turn.outcome,
        "outcome_label": page.outcome_label(turn) if answered else "",
        "answered_at": turn.answered_at,
        "text": turn.text,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "body": _body(decision.body),
        "decided_on": decision.decided_on,
        "paragraph": decision.paragraph,
        "text": decision.text,
        "conditions": decision.conditions,
        "granted": [
            {"year": each.year, "amount": _amount(each.by_decision), "holds": _amount(each.amount)}
            for each in decision.granted.all()
        ],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "key": outcome.key,
        "kind": outcome.kind,
        "label": outcome.label,
        "needs_reason": outcome.needs_reason,
        "grants": outcome.grants,
    }


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"
