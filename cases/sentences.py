"""Where a case stands, said in one or two plain sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, pgettext

from people.domain.swedish import kr, long_day
from people.naming import capital, in_sentences

MOST_OF_REASON = 200

# What the usual outcomes are called; one that an editor named otherwise is quoted instead.
USUAL_LABELS = {
    "support": {"tillstyrker", "tillstyrkt", "supports"},
    "oppose": {"avstyrker", "avstyrkt", "opposes"},
    "approve": {"bifall", "bifaller", "beviljar", "approves"},
    "approve_in_part": {"delvis bifall", "bifaller delvis", "beviljar delvis", "approves in part"},
    "reject": {"avslag", "avslår", "rejects"},
    "remit": {"återremiss", "återremitterar", "remits"},
    "defer": {"bordläggning", "bordlägger", "defers"},
    "request_supplement": {"begär komplettering", "komplettering", "requests a supplement"},
}


@dataclass(frozen=True)
class Given:
    """An answer that somebody gave."""

    body: str
    kind: str
    label: str
    on: date


@dataclass(frozen=True)
class Reopened:
    """That it was ended and runs again."""

    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class Situation:
    """What the sentence is made of; the page reads it, the sentence knows no tables."""

    status: str
    on: date
    waits_for: tuple[str, ...] = ()
    due_on: date | None = None
    given: tuple[Given, ...] = ()
    end_kind: str = ""
    end_title: str = ""
    ended_on: date | None = None
    granted: Decimal | None = None
    # Who decided and when: an agreement may come after, and a decision may be written in some days later.
    decided_by: str = ""
    decided_on: date | None = None
    paragraph: str = ""
    rests_until: date | None = None  # all that are asked have deferred it
    supplemented_on: date | None = None  # the supplement that was asked for last came in
    reopened: Reopened | None = None


def sentence(now: Situation) -> str:
    return " ".join(capital(each) for each in [_first(now), *_rest(now)] if each)


def _first(now: Situation) -> str:
    if now.status == "ended":
        return _ended(now)
    bodies = joined(in_sentences(now.waits_for))
    values = {"bodies": bodies, "day": language_day(now.due_on)}
    late = now.due_on is not None and now.due_on < now.on
    if now.status == "supplement":
        if now.due_on is None:
            return gettext("Waits for a supplement from %(bodies)s.") % values
        if late:
            return gettext("Waits for a supplement from %(bodies)s, which was due on %(day)s.") % values
        return gettext("Waits for a supplement from %(bodies)s until %(day)s.") % values
    if now.rests_until is not None and now.rests_until > now.on:
        rests = {**values, "day": language_day(now.rests_until)}
        return gettext("%(bodies)s deferred it. It is taken up again on %(day)s.") % rests
    if not now.waits_for:
        return gettext("Nobody is asked at the moment.")
    if now.due_on is None:
        return gettext("Waits for %(bodies)s.") % values
    if late:
        return gettext("Waits for %(bodies)s, who should have answered by %(day)s.") % values
    return gettext("Waits for %(bodies)s until %(day)s.") % values


def _rest(now: Situation) -> list[str]:
    """The latest answers; of an ended case only where they say more than the end does."""
    if now.status == "ended" and now.end_kind in {"granted", "withdrawn"}:
        return []
    rests = now.rests_until is not None and now.rests_until > now.on
    # That it is deferred, and by whom, was just said.
    given = [each for each in now.given if not (rests and each.kind == "defer")]
    said = [_reopened(now.reopened, on=now.on)] if now.reopened else []
    said += [given_words(each, on=now.on) for each in given[-3:]]
    if now.status == "waiting" and now.supplemented_on and now.given and now.given[-1].kind == "request_supplement":
        said.append(gettext("The supplement came in on %(day)s.") % {"day": short_day(now.supplemented_on, on=now.on)})
    return said


def _ended(now: Situation) -> str:
    values = {
        "title": now.end_title,
        "day": language_day(now.ended_on),
        "amount": kr(now.granted),
        "paragraph": now.paragraph,
        "body": now.decided_by or (now.given[-1].body if now.given else ""),
    }
    if now.end_kind == "granted" and now.granted is not None and values["body"]:
        values["day"] = language_day(now.decided_on or now.ended_on)
        if now.paragraph:
            return gettext("%(body)s granted %(amount)s on %(day)s, § %(paragraph)s.") % values
        return gettext("%(body)s granted %(amount)s on %(day)s.") % values
    if now.end_kind == "withdrawn":
        return gettext("The applicant withdrew the case on %(day)s.") % values
    return gettext("%(title)s on %(day)s.") % values


def _reopened(reopened: Reopened, *, on: date) -> str:
    """Why in the words of who did it, cut where they are many: the events of the case have them whole."""
    return gettext("%(person)s opened the case again on %(day)s: “%(reason)s”") % {
        "person": reopened.by,
        "day": short_day(reopened.on, on=on),
        "reason": Truncator(" ".join(reopened.reason.split())).chars(MOST_OF_REASON),
    }


def given_words(given: Given, *, on: date) -> str:
    """ "LSG Flen tillstyrkte 3 mars." The year is said only where it is another than today's."""
    return gettext("%(what)s on %(day)s.") % {
        "what": acted(given.body, given.kind, given.label),
        "day": short_day(given.on, on=on),
    }


def acted(body: str, kind: str, label: str) -> str:
    """ "LSG Flen tillstyrkte": what a body did when it answered."""
    values = {"body": body, "label": label}
    if label.strip().casefold() not in USUAL_LABELS.get(kind, set()):
        return gettext("%(body)s answered “%(label)s”") % values
    return DID[kind]() % values


DID: dict[str, Callable[[], str]] = {
    "support": lambda: gettext("%(body)s supported it"),
    "oppose": lambda: gettext("%(body)s opposed it"),
    "approve": lambda: gettext("%(body)s approved it"),
    "approve_in_part": lambda: gettext("%(body)s approved it in part"),
    "reject": lambda: gettext("%(body)s rejected it"),
    "remit": lambda: gettext("%(body)s sent it back"),
    "defer": lambda: gettext("%(body)s deferred it"),
    "request_supplement": lambda: gettext("%(body)s asked for a supplement"),
}


def quoted(names: Sequence[str]) -> str:
    """ "”Kansliet” och ”Styrelsen”"."""
    return joined([gettext("“{name}”").format(name=name) for name in names])


def joined(names: Sequence[str]) -> str:
    """ "A", "A och B", "A, B och C"."""
    if len(names) < 2:
        return "".join(names)
    return pgettext("joins the last two names", "%(first)s and %(last)s") % {
        "first": ", ".join(names[:-1]),
        "last": names[-1],
    }


def short_day(day: date, *, on: date) -> str:
    """14 mars this year, 14 mars 2014 otherwise."""
    words = language_day(day)
    return words.removesuffix(f"\N{NO-BREAK SPACE}{day.year}") if day.year == on.year else words


def language_day(day: date | None) -> str:
    """14 mars 2026, or 14 March 2026 to who reads English."""
    return long_day(day, (get_language() or "sv")[:2])
