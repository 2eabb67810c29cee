"""A route as a picture: where each box stands and each arrow runs, from the compiled definition alone."""

import textwrap
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

WIDTH, LINE, PADDING = 280, 18, 14
GAP = 52
LANE = 32
ENDS_AT = 210  # from the stages' right side to the ends
END_WIDTH = 190
FORWARD = {"support", "approve", "approve_in_part", "submit"}
REFUSING = {"oppose", "reject"}


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
    label: Text


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


def draw(definition: Mapping[str, Any], who: Mapping[str, str]) -> Diagram:
    """`who` says in words who answers at each stage, by its key."""
    stages = _stages(definition["stages"], who)
    leads = _leads(definition["stages"])
    ends = _ends(definition["ends"], stages, leads)
    arrows, lanes = _arrows(stages, ends, leads)
    left = -(LANE * (lanes + 1)) - 8
    bottom = max((box.y + box.height for box in [*stages, *ends]), default=0)
    return Diagram(left, WIDTH + ENDS_AT + END_WIDTH + 8 - left, bottom + 16, (*stages, *ends), tuple(arrows))


def _box(block: Mapping[str, Any], x: int, y: int, width: int, style: str, more: list[tuple[str, str]]) -> Box:
    letters = (width - 2 * PADDING) // 9
    lines = [(line, "title") for line in textwrap.wrap(block["title"] or block["key"] or "–", letters)]
    lines += [(line, kind) for text, kind in more for line in textwrap.wrap(text, letters + 3)]
    texts = tuple(
        Text(x + PADDING, y + PADDING + 12 + number * LINE, line, kind) for number, (line, kind) in enumerate(lines)
    )
    return Box(block["id"], block["key"], x, y, width, 2 * PADDING + LINE * len(lines) - 2, style, texts)


def _stages(stages: list[Mapping[str, Any]], who: Mapping[str, str]) -> list[Box]:
    boxes: list[Box] = []
    y = 8
    for stage in stages:
        staying = [
            outcome["label"] for outcome in stage["outcomes"] if outcome["kind"] in ("request_supplement", "defer")
        ]
        more = [(who.get(stage["key"], ""), "who")] + ([(" · ".join(staying), "staying")] if staying else [])
        boxes.append(_box(stage, 0, y, WIDTH, "stage", more))
        y += boxes[-1].height + GAP
    return boxes


def _leads(stages: list[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """Outcomes by where they come from and where they lead."""
    leads: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for stage in stages:
        for outcome in stage["outcomes"]:
            if outcome.get("to"):
                leads[stage["key"], outcome["to"]].append(outcome)
    return leads


def _ends(ends: list[Mapping[str, Any]], stages: list[Box], leads: Mapping[tuple[str, str], Any]) -> list[Box]:
    """Each beside the first stage that leads to it, those that none leads to last."""
    heights = {stage.key: stage.y for stage in stages}
    lowest = max(heights.values(), default=0) + 1

    def wanted(end: Mapping[str, Any]) -> int:
        return min((heights[origin] for origin, to in leads if to == end["key"]), default=lowest)

    boxes: list[Box] = []
    for end in sorted(ends, key=wanted):
        free = boxes[-1].y + boxes[-1].height + 18 if boxes else 8
        boxes.append(_box(end, WIDTH + ENDS_AT, max(free, wanted(end)), END_WIDTH, f"end {end['kind']}", []))
    return boxes


def _arrows(
    stages: list[Box], ends: list[Box], leads: Mapping[tuple[str, str], list[Mapping[str, Any]]]
) -> tuple[list[Arrow], int]:
    """The arrows, and how many lanes to the left of the stages they take."""
    order = {box.key: number for number, box in enumerate(stages)}
    boxes = {box.key: box for box in [*stages, *ends]}
    lanes = count(1)
    rights: dict[str, count] = defaultdict(lambda: count(0))
    taken = 0
    arrows = []
    for (origin, to), outcomes in leads.items():
        if origin not in boxes or to not in boxes:
            continue
        start, goal = boxes[origin], boxes[to]
        label, style = _label(outcomes), _style(outcomes[0]["kind"])
        if to in order and order[to] == order[origin] + 1:
            arrows.append(_down(start, goal, label, style))
        elif to in order:
            taken = next(lanes)
            arrows.append(_around(start, goal, taken, label, style))
        else:
            arrows.append(_right(start, goal, next(rights[origin]), order[origin], label, style))
    return arrows, taken


def _label(outcomes: list[Mapping[str, Any]]) -> str:
    return ", ".join(outcome["label"] or outcome["key"] for outcome in outcomes)


def _style(kind: str) -> str:
    return "forward" if kind in FORWARD else "refusing" if kind in REFUSING else "other"


def _down(start: Box, goal: Box, label: str, style: str) -> Arrow:
    x, y = start.x + 40, start.y + start.height
    return Arrow(f"M{x} {y}V{goal.y - 2}", style, Text(x + 10, y + GAP // 2 + 5, textwrap.shorten(label, 34)))


def _around(start: Box, goal: Box, lane: int, label: str, style: str) -> Arrow:
    x = -LANE * lane
    away, back = start.middle + 6 * lane, goal.middle - 6
    place = Text(x - 5, (away + back) // 2, textwrap.shorten(label, 30, placeholder="…"), upright=True)
    return Arrow(f"M0 {away}H{x}V{back}H-2", style, place)


def _right(start: Box, goal: Box, number: int, stage: int, label: str, style: str) -> Arrow:
    x, y = start.x + start.width, start.y + 22 + 24 * number
    bend = x + ENDS_AT - 14 - 5 * (stage % 8)
    place = Text(x + 8, y - 5, textwrap.shorten(label, 26, placeholder="…"))
    return Arrow(f"M{x} {y}H{bend}V{goal.middle}H{goal.x - 2}", style, place)
