"""Meetings counted by kind and written in plain Swedish: "åtta LSG-möten samt fyra planeringsdagar".

A report is Swedish whatever language its writer reads the pages in, so these words stand here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .following_up import Span

NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
# One, several, and the word for one.
MEETINGS: Mapping[str, tuple[str, str, str]] = {
    "meeting": ("LSG-möte", "LSG-möten", "ett"),
    "planning_day": ("planeringsdag", "planeringsdagar", "en"),
    "seminar": ("seminarium", "seminarier", "ett"),
    "other": ("annat möte", "andra möten", "ett"),
}


@dataclass(frozen=True)
class Held:
    """One meeting that was held: which kind, when and whose."""

    pk: int
    kind: str
    on: date
    body: int
    attended: bool = True


def number_word(number: int, one: str = "en") -> str:
    """Up to twelve as a word, then in figures: 1 is "en" or "ett" as the noun asks."""
    if number == 1:
        return one
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def held_in(meetings: Iterable[Held], span: Span) -> list[Held]:
    """Each once, those of the first and of the last day too, in the order that they were held."""
    found = {each.pk: each for each in meetings if span.starts <= each.on <= span.ends}
    return sorted(found.values(), key=lambda each: (each.on, each.pk))


def by_kind(meetings: Iterable[Held]) -> dict[str, int]:
    """How many of each kind that there was, in the order that they are told."""
    counts = Counter(each.kind for each in meetings)
    return {kind: counts[kind] for kind in MEETINGS if counts[kind]}


def in_words(counts: Mapping[str, int]) -> str:
    """{"meeting": 8, "planning_day": 4} → "åtta LSG-möten samt fyra planeringsdagar"; nothing → "inga möten"."""
    told = [_told(kind, counts[kind]) for kind in MEETINGS if counts.get(kind)]
    return listed(told, "samt") if told else "inga möten"


def listed(words: Sequence[str], last: str = "och") -> str:
    """ "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(meetings: Sequence[Held], *, by_process_leader: bool = False) -> str:
    """What the report says of the period's meetings; a process leader tells what they took part in."""
    held = in_words(by_kind(meetings))
    attended = [each for each in meetings if each.attended]
    if not by_process_leader or not attended:
        return f"Under den aktuella perioden har {held} hållits."
    took_part = f"processledaren deltagit på {in_words(by_kind(attended))}"
    if len(attended) == len(meetings):
        return f"Under den aktuella perioden har {took_part}."
    return f"Under den aktuella perioden har {held} hållits. Av dem har {took_part}."


def whose(groups: Sequence[str], those: Sequence[str]) -> str:
    """ "Respektive LSG" where it is all of several groups, else their names."""
    return "Respektive LSG" if len(groups) > 1 and set(groups) == set(those) else listed(those)


def _told(kind: str, count: int) -> str:
    one, several, article = MEETINGS[kind]
    return f"{number_word(count, article)} {one if count == 1 else several}"
