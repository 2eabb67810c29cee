"""Reading the trail: is it whole, and do the tables say what it says? Finds faults, mends nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from cases import audit
from cases.domain.engine import step
from cases.domain.state import CaseState, Refused, Turn
from cases.models import Assignment, Case, CaseEvent

from .acting import turn_of
from .chain import Fault, chain_faults
from .facts import truths_of
from .trail_moves import as_it_was, chosen_in, move_of, passed_by, with_routes
from .trail_of_agreements import of_agreements
from .trail_of_changes import granted_by, of_changes
from .trail_of_money import of_money
from .trail_of_obligations import of_obligations
from .trail_of_office import of_office

SETTLING = frozenset({"approve", "approve_in_part", "reject"})


def check_trail(case: Case) -> list[Fault]:
    """Every fault of one case. Where the chain is broken nothing more is compared: it says nothing then."""
    events = list(case.events.order_by("seq", "pk"))
    seal = partial(audit.seal, case.number)
    broken = chain_faults(case.number, events, seal, count=case.event_count, head=case.event_head)
    return list(broken) or list(_tables(case, events))


def _tables(case: Case, events: list[CaseEvent]) -> Iterator[Fault]:
    if not events or events[0].kind != "opened":
        yield Fault(case.number, 1, "not_opened")
        return
    passed = with_routes(case, events)
    if case.route_version.sha256 != _route_digest(case) or passed[-1][1] != case.route_version.parsed:
        named = [event.data["route_sha256"] for event in events if "route_sha256" in event.data]
        yield Fault(case.number, 1, "route_changed", named[-1], _route_digest(case))
        return
    state = CaseState()
    for event, route in passed:
        move = move_of(event)
        if move is None:
            continue
        if route is None:
            yield Fault(case.number, event.seq, "route_changed", "", _route_digest(case))
            return
        # Who was asked then is in the event, as is what chose the way; who would be asked today is another matter.
        result = step(route, as_it_was(state, event), move)
        if isinstance(result, Refused):
            yield Fault(case.number, event.seq, "move_refused", result.code, event.kind)
            return
        state = result.state
        said = {name: value for name, value in event.data["after"].items() if name not in ("led", "stood")}
        said["asked"] = sorted(said["asked"])
        yield from _differences(case, event.seq, "replay_differs", said, _stands(state))
        yield from _differences(case, event.seq, "replay_differs", _stood(event), {"stood": passed_by(result)})
    yield from _people(case, state)
    yield from _differences(case, 0, "case_differs", _stands(state), _recorded(case, state))
    yield from _ways(case, events)
    for event in events:
        for check in CHECKS.get(event.kind, ()):
            yield from check(case, event)
    yield from _money(case, events)
    yield from (Fault(case.number, *found) for found in of_office(case, events))
    yield from (Fault(case.number, *found) for found in of_money(case, events))
    yield from (Fault(case.number, *found) for found in of_changes(case, events, audit.digest))
    yield from (Fault(case.number, *found) for found in of_obligations(case, events, audit.digest))
    yield from (Fault(case.number, *found) for found in of_agreements(case, events, audit.digest))


def _stood(event: CaseEvent) -> dict[str, Any]:
    """The stages that were passed by because their answers stood."""
    return {"stood": event.data["after"].get("stood", [])}


def _ways(case: Case, events: list[CaseEvent]) -> Iterator[Fault]:
    """The ways that were chosen are those that the answers of the time choose."""
    if case.disposed_on is not None:  # the answers that chose are gone by decision
        return
    revision, granted = 0, None
    sent = dict(case.submission.sent_revisions.values_list("number", "answers"))
    for event, route in with_routes(case, events):
        revision = event.data.get("revision", revision)
        decision = event.data.get("decision")
        if isinstance(decision, dict) and decision["kind"] in SETTLING:  # elsewhere it is a row's id
            granted = sum((Decimal(amount) for amount in decision["granted"].values()), Decimal(0))
        chosen = chosen_in(event) if "after" in event.data else []
        if chosen and route is not None and route.chooses and revision in sent:
            groups = len(events[0].data["groups"])
            holds = truths_of(route, case.submission, sent[revision], groups=groups, granted=granted)
            for led in chosen:
                found = {"truths": list(holds.get((led["stage"], led["outcome"]), ()))}
                yield from _differences(case, event.seq, "way_differs", {"truths": led["truths"]}, found)


def _people(case: Case, state: CaseState) -> Iterator[Fault]:
    """Who has each open turn and until when it rests, and who is recused."""
    rows = case.assignments.filter(state=Assignment.State.WAITING).select_related("body")
    waiting = {body: replace(turn, by=0) for body, turn in state.turns.items() if not turn.outcome}
    found = {row.body.key: turn_of(row) for row in rows}
    yield from _differences(case, 0, "case_differs", _said_of(waiting), _said_of(found))
    recused = {"recused": sorted(case.recusals.standing().values_list("person", "stage"))}
    yield from _differences(case, 0, "case_differs", {"recused": sorted(state.recused)}, recused)


def _said_of(turns: Mapping[str, Turn]) -> dict[str, Any]:
    return {"turns": sorted((body, str(turn)) for body, turn in turns.items())}


def _route_digest(case: Case) -> str:
    return audit.digest(case.route_version.definition)


def _stands(state: CaseState) -> dict[str, Any]:
    return {
        "status": state.status,
        "stage": state.stage,
        "round": state.round,
        # Those who are asked, in no order: whoever is asked again may stand elsewhere among the rows.
        "asked": sorted(state.turns),
        "end": state.end,
        "ahead": [[each.stage, each.outcome] for each in state.ahead],
    }


def _recorded(case: Case, state: CaseState) -> dict[str, Any]:
    """The same from the case's row; a closed case keeps the round of its last stage, which says nothing."""
    waiting = list(
        case.assignments.filter(state=Assignment.State.WAITING).values_list("body__key", flat=True).order_by("pk")
    )
    as_asked = sorted(state.turns if sorted(waiting) == sorted(state.asked) else waiting)
    return {
        "status": case.status,
        "stage": case.stage,
        "round": case.round if case.stage else 0,
        "asked": as_asked,
        "end": case.end,
        "ahead": case.ahead,
    }


def _differences(
    case: Case, seq: int, code: str, expected: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[Fault]:
    for name, value in expected.items():
        if case.disposed_on is not None and name.endswith("_sha256") and name != "answers_sha256":
            continue  # the words are gone by decision: their digest is what is left
        if found[name] != value:
            yield Fault(case.number, seq, code, f"{name}={value}", f"{name}={found[name]}")


def _answer(case: Case, event: CaseEvent) -> Iterator[Fault]:
    data = event.data
    row = case.assignments.filter(pk=data["assignment"]).select_related("body").first()
    if row is None:
        yield Fault(case.number, event.seq, "answer_missing", str(data["assignment"]))
        return
    found = {
        "stage": row.stage,
        "round": row.round,
        "body": row.body.key,
        "outcome": row.outcome,
        "text_sha256": audit.digest(row.text),
        "by": row.answered_by_id,
    }
    expected = {**{name: data[name] for name in found if name in data}, "by": event.actor_id}
    yield from _differences(case, event.seq, "answer_differs", expected, found)


def _decision(case: Case, event: CaseEvent) -> Iterator[Fault]:
    said = event.data.get("decision")
    if said is None:
        return
    row = case.decisions.filter(pk=said["id"]).first()
    if row is None:
        yield Fault(case.number, event.seq, "decision_missing", str(said["id"]))
        return
    found = {
        "kind": row.kind,
        "decided_on": row.decided_on.isoformat(),
        "paragraph": row.paragraph,
        "conditions_sha256": audit.digest(row.conditions),
        "granted": {str(each.year): f"{each.by_decision:.2f}" for each in row.granted.all() if each.by_decision},
    }
    expected = {**{name: said[name] for name in found}, "granted": _granting(said["granted"])}
    yield from _differences(case, event.seq, "decision_differs", expected, found)


def _granting(said: Mapping[str, str]) -> dict[str, str]:
    """A year that an amendment added has nothing by the decision; one that was granted nothing says no more."""
    return {year: amount for year, amount in said.items() if Decimal(amount)}


def _revision(case: Case, event: CaseEvent) -> Iterator[Fault]:
    """The answers that were sent in are still the ones that were sent in."""
    sent = case.submission.sent_revisions.filter(number=event.data["revision"]).first()
    if sent is None:
        yield Fault(case.number, event.seq, "revision_missing", str(event.data["revision"]))
        return
    found = {"answers_sha256": sent.sha256}
    yield from _differences(case, event.seq, "answers_differ", {"answers_sha256": event.data["answers_sha256"]}, found)
    if case.disposed_on is not None:
        return
    computed = {"answers_sha256": audit.digest(sent.answers)}
    yield from _differences(case, event.seq, "answers_differ", found, computed)


def _message(case: Case, event: CaseEvent) -> Iterator[Fault]:
    row = case.messages.filter(pk=event.data["message"]).first()
    found: dict[str, Any] = {"audience": row.audience, "text_sha256": audit.digest(row.text)} if row else {}
    files = [each.sha256 for each in row.files.order_by("pk")] if row else []
    if files or "files" in event.data:
        found["files"] = files
    if row is None:
        yield Fault(case.number, event.seq, "message_missing", str(event.data["message"]))
    else:
        expected = {name: event.data.get(name) for name in found}
        yield from _differences(case, event.seq, "message_differs", expected, found)


def _reason(case: Case, event: CaseEvent) -> Iterator[Fault]:
    """Why it was done, in the words that were written then."""
    row = case.reasons.filter(pk=event.data["reason"]).first()
    if row is None:
        yield Fault(case.number, event.seq, "reason_missing", str(event.data["reason"]))
        return
    found = {"reason_sha256": audit.digest(row.text)}
    yield from _differences(case, event.seq, "reason_differs", {"reason_sha256": event.data["reason_sha256"]}, found)


def _reason_given(case: Case, event: CaseEvent) -> Iterator[Fault]:
    """As above, where a reason was asked for."""
    return _reason(case, event) if "reason" in event.data else iter(())


def _recusal(case: Case, event: CaseEvent) -> Iterator[Fault]:
    row = case.recusals.filter(pk=event.data["recusal"]).first()
    if row is None:
        yield Fault(case.number, event.seq, "recusal_missing", str(event.data["recusal"]))
        return
    found = {"person": row.person_id, "stage": row.stage, "reason_sha256": audit.digest(row.reason)}
    expected = {name: event.data[name] for name in found if name in event.data}
    yield from _differences(case, event.seq, "reason_differs", expected, found)


def _stage_form(case: Case, event: CaseEvent) -> Iterator[Fault]:
    """What was filled in, and what an answer stands on, is still what was sent in then."""
    said = event.data if event.kind == "form_filled" else event.data.get("form")
    if not said:
        return
    form = case.stage_forms.filter(pk=said["stage_form"]).select_related("submission").first()
    sent = form.submission.sent_revisions.filter(number=said["form_revision"]).first() if form else None
    if sent is None:
        yield Fault(case.number, event.seq, "form_gone", event.data["stage"])
    elif {sent.sha256, audit.digest(sent.answers)} != {said["answers_sha256"]}:
        yield Fault(case.number, event.seq, "form_differs", said["answers_sha256"], audit.digest(sent.answers))


def _withdrawal(case: Case, event: CaseEvent) -> Iterator[Fault]:
    """Why it was withdrawn last; events from before a reason could be given say nothing of it."""
    last = case.events.filter(kind="withdrawn").order_by("-seq").first()
    if "reason_sha256" in event.data and event == last:
        found = {"reason_sha256": audit.digest(case.withdrawal_reason)}
        yield from _differences(case, event.seq, "case_differs", {"reason_sha256": event.data["reason_sha256"]}, found)


def _money(case: Case, events: list[CaseEvent]) -> Iterator[Fault]:
    """What was granted and applied for, by the last event that says it; and no decision that no event knows."""
    decisions = [event.data["decision"] for event in events if event.kind == "answered" and "decision" in event.data]
    applied = next(event.data["applied"] for event in reversed(events) if "applied" in event.data)
    expected = {
        "granted_total": granted_by(events),
        "applied_total": None if applied is None else Decimal(applied),
        "decisions": sorted(said["id"] for said in decisions),
        "answers": sorted(event.data["assignment"] for event in events if "outcome" in event.data),
    }
    found = {
        "granted_total": case.granted_total,
        "applied_total": case.applied_total,
        "decisions": sorted(case.decisions.values_list("pk", flat=True)),
        "answers": sorted(case.assignments.exclude(outcome="").values_list("pk", flat=True)),
    }
    yield from _differences(case, 0, "case_differs", expected, found)


CHECKS: dict[str, tuple[Callable[[Case, CaseEvent], Iterator[Fault]], ...]] = {
    "opened": (_revision,),
    "answered": (_answer, _decision, _stage_form),
    "form_filled": (_stage_form,),
    "supplement_requested": (_answer,),
    "supplement_answered": (_revision,),
    "message_posted": (_message,),
    "withdrawn": (_withdrawal,),
    "reassigned": (_reason,),
    "reopened": (_reason,),
    "route_changed": (_reason,),
    "recused": (_recusal,),
    "recusal_lifted": (_recusal,),
    "obligation_returned": (_reason,),
    "obligation_completed": (_reason_given,),
    "agreement_cancelled": (_reason,),
    "agreement_terminated": (_reason,),
    "agreement_termination_withdrawn": (_reason,),
}
