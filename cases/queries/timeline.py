"""What happened in a case, in words, made from its trail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from cases.models import AgreementParty, CaseEvent, Message, Obligation, Supplement
from cases.queries.case_page import CasePage
from cases.queries.telling import Known, Told
from cases.queries.telling_after import TELLERS_AFTER
from cases.queries.telling_agreements import TELLERS_AGREEMENTS
from cases.sentences import acted, joined, language_day, quoted
from cases.way_sentences import condition_sentence, limits_by_key, ways_of
from forms.sentences import fields_by_key
from people.domain.swedish import kr
from people.models import Body, User
from people.naming import in_sentence, in_sentences

from .timeline_changes import OF_CHANGES
from .timeline_money import OF_MONEY


@dataclass(frozen=True)
class Happening:
    at: datetime
    who: str
    title: str
    text: str = ""
    mark: str = ""
    weighty: bool = False


def timeline(page: CasePage) -> list[Happening]:
    """The latest first. What only the association may read is left out for everybody else."""
    events = list(CaseEvent.objects.filter(case=page.case).select_related("actor").order_by("seq"))
    known = Known(
        page,
        reasons=dict(page.case.reasons.values_list("pk", "text")),
        people=dict(User.objects.filter(pk__in=_people_in(events)).values_list("pk", "name")),
        turns={turn.pk: turn for turn in page.turns},
        supplements={each.pk: each for each in Supplement.objects.filter(case=page.case)},
        obligations={each.pk: each for each in Obligation.objects.filter(case=page.case)},
        parties=_parties_in(page.case.pk, events),
    )
    happenings = []
    stage = ""
    for event in events:
        after = event.data.get("after") or {}
        if _may_read(event, page):
            told = _tell(event, known)
            moved = _moved(page, stage, after)
            happenings.append(
                Happening(
                    event.at,
                    event.actor.name if event.actor else gettext("The system"),
                    told.title,
                    told.text,
                    told.mark or moved,
                    told.weighty or bool(moved),
                )
            )
        stage = after.get("stage", stage)
    return happenings[::-1]


def _parties_in(case: int, events: Iterable[CaseEvent]) -> dict[tuple[int, int], str]:
    """By the agreement's number and place; no query where nobody has signed."""
    if not any(event.kind in {"agreement_signed", "agreement_terminated"} for event in events):
        return {}
    rows = AgreementParty.objects.filter(agreement__case=case).values_list("agreement__number", "place", "name")
    return {(number, place): name for number, place, name in rows}


def _people_in(events: Iterable[CaseEvent]) -> set[int]:
    named = (event.data.get(name) for event in events for name in ("person", "from"))
    return {pk for pk in named if isinstance(pk, int)}


def _may_read(event: CaseEvent, page: CasePage) -> bool:
    if event.kind in {"handout_started", "handed_out", "handout_dropped"}:
        return page.found.is_office  # who asks for documents is nobody else's business
    return page.found.is_financier or event.data.get("audience") != Message.Audience.INTERNAL


def _tell(event: CaseEvent, known: Known) -> Told:
    teller = TELLERS.get(event.kind)
    if event.kind in OF_MONEY:
        return Told(*OF_MONEY[event.kind](event.data))
    return teller(event.data, known) if teller else Told(gettext("The case was changed"))


def _moved(page: CasePage, before: str, after: Mapping[str, Any]) -> str:
    """Where the case went, when it left the stage."""
    if after.get("end"):
        end = page.route.end(after["end"])
        return gettext("The case was closed: %(end)s") % {"end": end.title if end else after["end"]}
    if after.get("stage") and after["stage"] != before:
        stage = page.route.stage(after["stage"])
        went = gettext("Went to: %(stage)s") % {"stage": stage.title if stage else after["stage"]}
        because = _because(page, after.get("led") or {})
        told = f"{went} ({because})" if because else went
        stood = _stood(page, after.get("stood") or [])
        return f"{told}. {stood}" if stood else told
    return ""


def _stood(page: CasePage, passed_by: Iterable[Mapping[str, Any]]) -> str:
    """The stages that nobody was asked at, since their answers stood."""
    stages = [page.route.stage(each["stage"]) for each in passed_by]
    names = quoted([stage.title for stage in stages if stage])
    return gettext("What was answered at %(stages)s stands") % {"stages": names} if names else ""


def _because(page: CasePage, led: Mapping[str, Any]) -> str:
    """The condition that chose the way, in words; nothing where it was the way that is for the rest."""
    definition = page.case.route_version.raised
    stages = [stage for stage in definition["stages"] if stage["key"] == led.get("stage")]
    outcomes = [each for stage in stages for each in stage["outcomes"] if each["key"] == led.get("outcome")]
    ways = ways_of(outcomes[0].get("to")) if outcomes else []
    taken = next((way for way, truth in zip(ways, led.get("truths", ()), strict=False) if truth), None)
    fields = fields_by_key(page.case.submission.version.raised)
    return condition_sentence(taken.get("when"), fields, limits_by_key(definition)) if taken else ""


def _opened(data: Mapping[str, Any], known: Known) -> Told:
    case = known.page.case
    applied = data.get("applied")
    text = gettext("Applied for: %(amount)s") % {"amount": kr(Decimal(applied))} if applied else ""
    return Told(gettext("Received and registered as %(number)s") % {"number": case.number}, text, weighty=True)


def _answered(data: Mapping[str, Any], known: Known) -> Told:
    turn = known.turns.get(data.get("assignment", 0))
    if turn is None:
        return Told(gettext("An answer was given"))
    stage = known.page.route.stage(turn.stage)
    outcome = stage.outcome(turn.outcome) if stage else None
    title = acted(turn.body.name, outcome.kind if outcome else "", known.page.outcome_label(turn))
    until = data.get("until")
    mark = gettext("Taken up again on %(day)s") % {"day": language_day(date.fromisoformat(until))} if until else ""
    return Told(title, "\n".join(filter(None, [_granted(data.get("decision")), turn.text])), mark)


def _granted(decision: Mapping[str, Any] | None) -> str:
    if not decision:
        return ""
    amounts = {year: Decimal(amount) for year, amount in decision.get("granted", {}).items()}
    parts = [f"{year}: {kr(amount)}" for year, amount in sorted(amounts.items())]
    total = [gettext("Granted %(amount)s") % {"amount": kr(sum(amounts.values(), Decimal(0)))}] if amounts else []
    paragraph = [f"§ {decision['paragraph']}"] if decision.get("paragraph") else []
    return ". ".join([*paragraph, *total]) + (f" ({', '.join(parts)})" if len(parts) > 1 else "")


def _supplement_requested(data: Mapping[str, Any], known: Known) -> Told:
    supplement = known.supplements.get(data.get("supplement", 0))
    turn = known.turns.get(data.get("assignment", 0))
    body = turn.body.name if turn else gettext("The reviewer")
    due = supplement.due_on if supplement else None
    return Told(
        gettext("%(body)s asked for a supplement") % {"body": body},
        _asked_for(supplement, known),
        gettext("No later than %(day)s") % {"day": language_day(due)} if due else "",
        weighty=True,
    )


def _asked_for(supplement: Supplement | None, known: Known) -> str:
    if supplement is None:
        return ""
    hidden = supplement.assignment_id in known.page.hidden.assignments
    return gettext("Secrecy") if hidden else supplement.question


def _supplement_answered(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("The supplement came in"), weighty=True)


def _message_posted(data: Mapping[str, Any], known: Known) -> Told:
    if data.get("audience") == Message.Audience.INTERNAL:
        return Told(gettext("Wrote a message to the association alone"))
    return Told(gettext("Wrote a message"))


def _withdrawn(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("The applicant withdrew the case"), known.page.case.withdrawal_reason, weighty=True)


def _body_followed(data: Mapping[str, Any], known: Known) -> Told:
    names = known.names
    keys = (*data.get("before", ()), *data.get("bodies", ()))
    if missing := set(keys) - set(names):  # a body that follows has no turn where an answer stands already
        names |= dict(Body.objects.filter(key__in=missing).values_list("key", "name"))
    before = joined(in_sentences(names.get(key, key) for key in data.get("before", ())))
    after = joined([names.get(key, key) for key in data.get("bodies", ())])
    said = gettext("%(bodies)s took over from %(before)s") % {"bodies": after, "before": before}
    return Told(said, gettext("An answer that was already given stands."), weighty=True)


def _reminded(data: Mapping[str, Any], known: Known) -> Told:
    turns = [known.turns[pk].body.name for pk in data.get("turns", ()) if pk in known.turns]
    bodies = turns or [body.name for body in known.page.groups]
    return Told(gettext("Reminded %(bodies)s") % {"bodies": joined(in_sentences(bodies))})


def _letter_sent_again(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("Sent a letter to %(name)s again") % _out_of(data, known))


def _letter_settled(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("Left a letter to %(name)s that did not get through") % _out_of(data, known))


def _appropriation_recorded(data: Mapping[str, Any], known: Known) -> Told:
    return Told(
        gettext("%(amount)s was set aside for %(year)s")
        % {"amount": kr(Decimal(data.get("amount", "0"))), "year": data.get("year", "")}
    )


def _form_filled(data: Mapping[str, Any], known: Known) -> Told:
    names = {turn.body.key: turn.body.name for turn in known.turns.values()}
    stage = known.page.route.stage(data.get("stage", ""))
    values = {"body": names.get(data.get("body", ""), data.get("body", "")), "stage": stage.title if stage else ""}
    return Told(gettext("%(body)s filled in the form of “%(stage)s”") % values)


def _reassigned(data: Mapping[str, Any], known: Known) -> Told:
    given = known.turns.get(data.get("new", 0)) or known.turns.get(data.get("assignment", 0))
    now = known.person(data["person"]) if data.get("person") else in_sentence(given.body.name) if given else ""
    title = gettext("Handed the case over to %(name)s") % {"name": now}
    return Told(title, known.reasons.get(data.get("reason", 0), ""), weighty=True)


def _taken_over(data: Mapping[str, Any], known: Known) -> Told:
    if data.get("from"):
        return Told(gettext("Took the case over from %(name)s") % {"name": known.person(data["from"])})
    return Told(gettext("Took the case"))


def _delegated(data: Mapping[str, Any], known: Known) -> Told:
    day = language_day(date.fromisoformat(data["until"]))
    values = {"name": known.person(data.get("person")), "day": day}
    return Told(gettext("Let %(name)s answer as a deputy, to and including %(day)s") % values)


def _resumed(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("Took the deferred matter up again"))


def _recused(data: Mapping[str, Any], known: Known) -> Told:
    """The reason is not for everybody who reads the events; it stands on the overview for those who may."""
    return Told(gettext("Noted that %(name)s is recused") % _out_of(data, known), _stage_of(data, known), weighty=True)


def _recusal_lifted(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("Lifted the recusal of %(name)s") % _out_of(data, known), _stage_of(data, known))


def _out_of(data: Mapping[str, Any], known: Known) -> dict[str, str]:
    return {"name": known.person(data.get("person"))}


def _stage_of(data: Mapping[str, Any], known: Known) -> str:
    stage = known.page.route.stage(data.get("stage", ""))
    return gettext("Stage: %(stage)s") % {"stage": stage.title} if stage else gettext("The whole case")


def _reopened(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("The case was opened again"), known.reasons.get(data.get("reason", 0), ""), weighty=True)


def _route_changed(data: Mapping[str, Any], known: Known) -> Told:
    title = gettext("The case follows version %(number)s of its route") % {"number": data.get("version", "")}
    return Told(title, known.reasons.get(data.get("reason", 0), ""), weighty=True)


def _numbered(words: Any) -> Callable[[Mapping[str, Any], Known], Told]:
    """What was done to a document, or to the whole case where the event names none."""

    def tell(data: Mapping[str, Any], known: Known) -> Told:
        number = data.get("document")
        said = f"{known.page.case.number}:{number}" if number else known.reasons.get(data.get("reason", 0), "")
        return Told(str(words), said, weighty=True)

    return tell


def _handed_out(data: Mapping[str, Any], known: Known) -> Told:
    """Which documents went out, which of them masked, and which did not."""
    if data.get("state") == "refused":
        return Told(gettext("Refused to hand out documents"), _references(data, known))
    said = {
        gettext("whole: %(documents)s"): _references(data, known, "whole"),
        gettext("masked: %(documents)s"): _references(data, known, "masked"),
        gettext("kept back: %(documents)s"): _references(data, known, "refused"),
    }
    return Told(
        gettext("Handed out documents"), "; ".join(how % {"documents": each} for how, each in said.items() if each)
    )


def _references(data: Mapping[str, Any], known: Known, how: str = "") -> str:
    documents = (each["document"] for each in data.get("documents", ()) if how in ("", each.get("how")))
    return ", ".join(f"{known.page.case.number}:{document}" for document in documents)


# What the office did with the case as a file; it moves nothing.
OF_OFFICE = {
    "document_registered": gettext_lazy("Registered a document"),
    "secrecy_marked": gettext_lazy("Marked as secret"),
    "secrecy_lifted": gettext_lazy("Lifted a mark of secrecy"),
    "named_publicly": gettext_lazy("Chose what the public register calls the case"),
    "handout_started": gettext_lazy("Documents were asked for"),
    "handout_dropped": gettext_lazy("Documents are no longer asked for"),
    "closed": gettext_lazy("Closed the case"),
    "closing_undone": gettext_lazy("Opened the closed case again"),
    "archived": gettext_lazy("Put the case in the archive"),
    "taken_out_of_archive": gettext_lazy("Took the case out of the archive"),
    "disposal_decided": gettext_lazy("Decided to dispose of the case"),
    "disposed": gettext_lazy("Disposed of the case"),
}


TELLERS: dict[str, Callable[[Mapping[str, Any], Known], Told]] = {
    **TELLERS_AFTER,
    **TELLERS_AGREEMENTS,
    **OF_CHANGES,
    "opened": _opened,
    "answered": _answered,
    "form_filled": _form_filled,
    "supplement_requested": _supplement_requested,
    "supplement_answered": _supplement_answered,
    "message_posted": _message_posted,
    "withdrawn": _withdrawn,
    "body_followed": _body_followed,
    "reminded": _reminded,
    "letter_sent_again": _letter_sent_again,
    "letter_settled": _letter_settled,
    "appropriation_recorded": _appropriation_recorded,
    "reassigned": _reassigned,
    "taken_over": _taken_over,
    "delegated": _delegated,
    "resumed": _resumed,
    "recused": _recused,
    "recusal_lifted": _recusal_lifted,
    "reopened": _reopened,
    "route_changed": _route_changed,
    "handed_out": _handed_out,
    **{kind: _numbered(words) for kind, words in OF_OFFICE.items()},
}
