"""A route as a picture: where each box stands and each arrow runs, from the compiled definition alone."""

import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils.translation import gettext

from .way_sentences import named_stages, ways_of

WIDTH, LINE, PADDING = 280, 18, 14
GAP = 52
LANE = 34
LABEL = 15  # from one line of a label to the next
ENDS_AT = 230  # from the stages' right side to the ends
END_WIDTH = 190
BELOW, BESIDE = 40, 29  # letters on a line of the label of an arrow down, and to the right
MOST_LINES = 5
FORWARD = {"support", "approve", "approve_in_part", "submit"}
REFUSING = {"oppose", "reject"}
BACK = "request_supplement"


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    text: str
    style: str = ""
    upright: bool = False  # written along an arrow that runs up or down


@dataclass(frozen=True)
class Box:
    id: str
    key: str
    x: int
    y: int
    width: int
    height: int
    style: str
    texts: tuple[Text, ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Arrow:
    path: str
    style: str
    labels: tuple[Text, ...]
    whole: str  # the label unshortened, for who points at the arrow


@dataclass(frozen=True)
class Diagram:
    left: int
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def view_box(self) -> str:
        return f"{self.left} 0 {self.width} {self.height}"


@dataclass(frozen=True)
class Lead:
    """One of an outcome's ways to a place; `when` is its condition in words, "" where it has none."""

    kind: str
    label: str
    when: str = ""

    @property
    def words(self) -> str:
        return f"{self.label}, {self.when}" if self.when else self.label


type Definition = Mapping[str, Any]
# By where they come from and where they lead.
type Leads = Mapping[tuple[str, str], Sequence[Lead]]
# The words of a way, given whether it is an outcome's only one.
type Says = Callable[[Mapping[str, Any], bool], str]


def draw(definition: Definition, who: Mapping[str, str], says: Says = lambda way, alone: "") -> Diagram:
    """`who` says in words who answers at each stage, by its key; `says` when a way is taken."""
    leads = _leads(definition["stages"], says)
    places = [end["key"] for end in definition["ends"]]
    stages = _stages(definition["stages"], who, leads, places)
    ends = _ends(definition["ends"], stages, leads)
    arrows, lanes = _arrows(stages, ends, leads)
    left = -(LANE * (lanes + 1)) - 8
    bottom = max((box.y + box.height for box in [*stages, *ends]), default=0)
    return Diagram(left, WIDTH + ENDS_AT + END_WIDTH + 8 - left, bottom + 16, (*stages, *ends), tuple(arrows))


def _leads(stages: Sequence[Definition], says: Says) -> Leads:
    leads: dict[tuple[str, str], list[Lead]] = defaultdict(list)
    for stage in stages:
        for outcome in stage["outcomes"]:
            ways = ways_of(outcome.get("to"))
            for way in ways:
                label = outcome["label"] or outcome["key"]
                leads[stage["key"], way["to"]].append(Lead(outcome["kind"], label, says(way, len(ways) == 1)))
        for outcome in stage["outcomes"]:
            for place in _back(stage, outcome, stages):
                label = outcome["label"] or outcome["key"]
                leads[stage["key"], place].append(Lead(BACK, label, gettext("answers again")))
    return leads


def _back(stage: Definition, outcome: Mapping[str, Any], stages: Sequence[Definition]) -> list[str]:
    """Where a supplement takes the case back to."""
    if outcome["kind"] != BACK:
        return []
    places = [stages[0]["key"]] if outcome.get("lapses") == "all" else named_stages(outcome)
    return [place for place in places if place != stage["key"]]


def _label(leads: Sequence[Lead]) -> str:
    return " · ".join(lead.words for lead in leads)


def _lines(leads: Sequence[Lead], letters: int) -> list[str]:
    """The label broken into lines; what does not fit is shortened."""
    plain = ", ".join(lead.label for lead in leads if not lead.when)
    told = [plain, *(lead.words for lead in leads if lead.when)]
    lines = [line for words in told for line in textwrap.wrap(words, letters)]
    return [*lines[: MOST_LINES - 1], "…"] if len(lines) > MOST_LINES else lines


def _box(block: Definition, x: int, y: int, width: int, style: str, more: Sequence[tuple[str, str]]) -> Box:
    letters = (width - 2 * PADDING) // 9
    lines = [(line, "title") for line in textwrap.wrap(block["title"] or block["key"] or "–", letters)]
    lines += [(line, kind) for text, kind in more for line in textwrap.wrap(text, letters + 3)]
    texts = tuple(
        Text(x + PADDING, y + PADDING + 12 + number * LINE, line, kind) for number, (line, kind) in enumerate(lines)
    )
    return Box(block["id"], block["key"], x, y, width, 2 * PADDING + LINE * len(lines) - 2, style, texts)


def _stages(stages: Sequence[Definition], who: Mapping[str, str], leads: Leads, ends: Sequence[str]) -> list[Box]:
    """One below the other, with room for what stands on the arrows below and beside each."""
    boxes: list[Box] = []
    y = 8
    for number, stage in enumerate(stages):
        staying = [
            outcome["label"] for outcome in stage["outcomes"] if outcome["kind"] in ("request_supplement", "defer")
        ]
        more = [(who.get(stage["key"], ""), "who")] + ([(" · ".join(staying), "staying")] if staying else [])
        boxes.append(_box(stage, 0, y, WIDTH, "stage", more))
        below = stages[number + 1]["key"] if number + 1 < len(stages) else ""
        lines = _lines(leads.get((stage["key"], below), ()), BELOW)
        beside = sum(_room(leads[stage["key"], end]) for end in ends if (stage["key"], end) in leads)
        y += max(boxes[-1].height + GAP + LABEL * max(0, len(lines) - 1), beside + 8)
    return boxes


def _room(leads: Sequence[Lead]) -> int:
    """How much an arrow to the right takes of the height, with its label over it."""
    return 9 + LABEL * max(1, len(_lines(leads, BESIDE)))


def _ends(ends: Sequence[Definition], stages: Sequence[Box], leads: Leads) -> list[Box]:
    """Each beside the first stage that leads to it, those that none leads to last."""
    heights = {stage.key: stage.y for stage in stages}
    lowest = max(heights.values(), default=0) + 1

    def wanted(end: Definition) -> int:
        return min((heights[origin] for origin, to in leads if to == end["key"]), default=lowest)

    boxes: list[Box] = []
    for end in sorted(ends, key=wanted):
        free = boxes[-1].y + boxes[-1].height + 18 if boxes else 8
        boxes.append(_box(end, WIDTH + ENDS_AT, max(free, wanted(end)), END_WIDTH, f"end {end['kind']}", []))
    return boxes


def _arrows(stages: Sequence[Box], ends: Sequence[Box], leads: Leads) -> tuple[list[Arrow], int]:
    """The arrows, and how many lanes to the left of the stages they take."""
    order = {box.key: number for number, box in enumerate(stages)}
    boxes = {box.key: box for box in [*stages, *ends]}
    lanes = count(1)
    beside = {box.key: box.y for box in stages}
    taken = 0
    arrows = []
    for (origin, to), led in leads.items():
        if origin not in boxes or to not in boxes:
            continue
        start, goal = boxes[origin], boxes[to]
        if to in order and order[to] == order[origin] + 1:
            arrows.append(_down(start, goal, led))
        elif to in order:
            taken = next(lanes)
            arrows.append(_around(start, goal, taken, led))
        else:
            beside[origin] += _room(led)
            arrows.append(_right(start, goal, beside[origin], order[origin], led))
    return arrows, taken


def _style(leads: Sequence[Lead]) -> str:
    kind = leads[0].kind
    if kind == BACK:
        return "back"
    return "forward" if kind in FORWARD else "refusing" if kind in REFUSING else "other"


def _written(x: int, y: int, lines: Sequence[str]) -> Iterator[Text]:
    return (Text(x, y + LABEL * number, line) for number, line in enumerate(lines))


def _down(start: Box, goal: Box, leads: Sequence[Lead]) -> Arrow:
    x, y = start.x + 40, start.y + start.height
    lines = _lines(leads, BELOW)
    first = (y + goal.y) // 2 + 5 - LABEL * (len(lines) - 1) // 2
    return Arrow(f"M{x} {y}V{goal.y - 2}", _style(leads), tuple(_written(x + 10, first, lines)), _label(leads))


def _around(start: Box, goal: Box, lane: int, leads: Sequence[Lead]) -> Arrow:
    """By a lane to the left, with its label written upwards as far as there is room."""
    x = -LANE * lane
    away, back = start.middle + 6 * lane, goal.middle - 6
    letters = max(12, abs(away - back) // 7)
    words = textwrap.shorten(_label(leads), letters, placeholder="…") or _label(leads)[:letters]
    place = Text(x - 5, (away + back) // 2, words, upright=True)
    return Arrow(f"M0 {away}H{x}V{back}H-2", _style(leads), (place,), _label(leads))


def _right(start: Box, goal: Box, y: int, stage: int, leads: Sequence[Lead]) -> Arrow:
    """`y` is where it leaves the box; its label stands over it."""
    x, lines = start.x + start.width, _lines(leads, BESIDE)
    leaves = min(y, start.y + start.height - 6)
    bend = x + ENDS_AT - 14 - 5 * (stage % 8)
    rise = "" if leaves == y else f"M{x} {leaves}H{x + 4}V{y}"
    path = (rise or f"M{x} {y}") + f"H{bend}V{goal.middle}H{goal.x - 2}"
    return Arrow(path, _style(leads), tuple(_written(x + 8, y - 5 - LABEL * (len(lines) - 1), lines)), _label(leads))
