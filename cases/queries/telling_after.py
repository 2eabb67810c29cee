"""What happens after a decision, in words: what must follow, and the agreement."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from cases.queries.telling import Known, Told
from cases.sentences import language_day

type Teller = Callable[[Mapping[str, Any], Known], Told]


def _obligation(title: str) -> Teller:
    """A line of its own words, and which obligation it is about."""
    return lambda data, known: Told(gettext(title), title_in(data, known))


def _made(data: Mapping[str, Any], known: Known) -> Told:
    titles = [title_in(each, known) for each in data.get("made", ())]
    return Told(gettext("What must follow was decided"), "\n".join(filter(None, titles)), weighty=True)


def _many(title: str) -> Teller:
    """A line of its own words, and which obligations it is about."""

    def told(data: Mapping[str, Any], known: Known) -> Told:
        titles = [title_in(each, known) for each in data.get("changed", ())]
        return Told(gettext(title), "\n".join(filter(None, titles)), weighty=True)

    return told


def _returned(data: Mapping[str, Any], known: Known) -> Told:
    reason = known.reasons.get(data.get("reason", 0), "")
    return Told(gettext("Sent back to be changed"), "\n".join(filter(None, [title_in(data, known), reason])))


def _completed(data: Mapping[str, Any], known: Known) -> Told:
    reason = known.reasons.get(data.get("reason", 0), "")
    return Told(gettext("Marked as done"), "\n".join(filter(None, [title_in(data, known), reason])))


def _start_noted(data: Mapping[str, Any], known: Known) -> Told:
    day = data.get("began_on")
    if not day:
        return Told(gettext("Took away the day that the work really began"))
    return Told(gettext("Noted that the work began on %(day)s") % {"day": language_day(date.fromisoformat(day))})


def title_in(data: Mapping[str, Any], known: Known) -> str:
    obligation = known.obligations.get(data.get("obligation", 0))
    return obligation.title if obligation else ""


TELLERS_AFTER: dict[str, Teller] = {
    "obligation_added": _obligation(gettext_noop("Added something that must follow")),
    "obligation_completed": _completed,
    "obligations_made": _made,
    "obligation_changed": _obligation(gettext_noop("Changed what must follow")),
    "obligation_removed": _obligation(gettext_noop("Took away something that was to follow")),
    "obligations_cancelled": _many(gettext_noop("Owed no more, since the agreement ends")),
    "obligations_restored": _many(gettext_noop("Owed again, since the agreement goes on")),
    "obligation_sent": _obligation(gettext_noop("Sent in what had to follow")),
    "obligation_approved": _obligation(gettext_noop("Approved what was sent in")),
    "obligation_returned": _returned,
    "obligation_reminded": _obligation(gettext_noop("Reminded of what is late")),
    "start_noted": _start_noted,
}
