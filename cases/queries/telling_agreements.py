"""What happens to an agreement, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from cases.queries.telling import Known, Told
from cases.sentences import language_day

type Teller = Callable[[Mapping[str, Any], Known], Told]


def _about(title: str, *, weighty: bool = False) -> Teller:
    """A line of its own words, and which agreement it is about."""
    return lambda data, known: Told(gettext(title), _name(data), weighty=weighty)


def _name(data: Mapping[str, Any]) -> str:
    return gettext("Agreement %(number)s") % {"number": data.get("agreement", "")}


def _day(data: Mapping[str, Any], name: str) -> str:
    return language_day(date.fromisoformat(data[name])) if data.get(name) else ""


def _sent(data: Mapping[str, Any], known: Known) -> Told:
    day = gettext("To be signed no later than %(day)s") % {"day": _day(data, "sign_by")}
    return Told(gettext("Sent the agreement to be signed"), _name(data), day, weighty=True)


def _signed(data: Mapping[str, Any], known: Known) -> Told:
    party = known.parties.get((data.get("agreement", 0), data.get("party", 0)), gettext("A party"))
    said = gettext("%(party)s signed the agreement on %(day)s") % {"party": party, "day": _day(data, "signed_on")}
    return Told(said, _name(data))


def _in_force(data: Mapping[str, Any], known: Known) -> Told:
    said = gettext("The agreement is in force from %(day)s") % {"day": _day(data, "in_force_on")}
    return Told(said, _name(data), weighty=True)


def _cancelled(data: Mapping[str, Any], known: Known) -> Told:
    reason = known.reasons.get(data.get("reason", 0), "")
    return Told(gettext("Cancelled the agreement"), "\n".join(filter(None, [_name(data), reason])), weighty=True)


def _terminated(data: Mapping[str, Any], known: Known) -> Told:
    party = known.parties.get((data.get("agreement", 0), data.get("party", 0)), gettext("A party"))
    said = [_name(data), gettext("Last day: %(day)s") % {"day": _day(data, "ends_on")}]
    if data.get("claims_until") != data.get("ends_on"):
        said.append(gettext("Money can be asked for until %(day)s") % {"day": _day(data, "claims_until")})
    said.append(known.reasons.get(data.get("reason", 0), ""))
    title = gettext("%(party)s gave notice of the agreement") % {"party": party}
    return Told(title, "\n".join(filter(None, said)), weighty=True)


def _taken_back(data: Mapping[str, Any], known: Known) -> Told:
    reason = known.reasons.get(data.get("reason", 0), "")
    return Told(gettext("The notice was taken back"), "\n".join(filter(None, [_name(data), reason])), weighty=True)


def _ended_elsewhere(data: Mapping[str, Any], known: Known) -> Told:
    by = {"number": data.get("by", "")}
    if not data.get("ends_on"):
        return Told(gettext("The notice in %(number)s was taken back") % by, _name(data), weighty=True)
    said = gettext("Last day: %(day)s") % {"day": _day(data, "ends_on")}
    return Told(gettext("Notice was given of the agreement in %(number)s") % by, f"{_name(data)}\n{said}", weighty=True)


TELLERS_AGREEMENTS: dict[str, Teller] = {
    "agreement_drawn_up": _about(gettext_noop("Drew up the agreement")),
    "agreement_changed": _about(gettext_noop("Changed the draft of the agreement")),
    "agreement_sent": _sent,
    "agreement_signed": _signed,
    "agreement_in_force": _in_force,
    "agreement_replaced": _about(gettext_noop("The agreement is replaced by another"), weighty=True),
    "agreement_cancelled": _cancelled,
    "agreement_terminated": _terminated,
    "agreement_termination_withdrawn": _taken_back,
    "agreement_ended_elsewhere": _ended_elsewhere,
    "agreement_reminded": _about(gettext_noop("Reminded of the agreement that waits to be signed")),
}
