"""Tables that an editor begins from: the columns of each preset, which can then be changed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.blocks import StreamValue

type Columns = list[tuple[str, dict[str, Any]]]


def activity_plan() -> Columns:
    """One goal spans its activities."""
    return [
        ("long_text", {"key": "mal", "label": pgettext("preset", "Goal"), "spans": True, "required": True}),
        ("long_text", {"key": "metod", "label": _("Method"), "spans": True}),
        ("long_text", {"key": "aktivitet", "label": _("Activity"), "required": True}),
        ("period", {"key": "tidsperiod", "label": _("Period of time")}),
    ]


def schedule() -> Columns:
    """What, when and who; the end is not before the start."""
    in_order = {
        "message": _("The last day is before the first."),
        "holds": [("cell", {"cell": "till", "op": "at_least", "other": "fran"})],
    }
    return [
        ("text", {"key": "vad", "label": _("What is to be done"), "required": True}),
        ("date", {"key": "fran", "label": pgettext("preset", "From"), "required": True}),
        ("date", {"key": "till", "label": pgettext("preset", "To"), "validations": [in_order]}),
        ("text", {"key": "ansvarig", "label": _("Who answers for it")}),
    ]


def goals() -> Columns:
    """A goal with its indicators, each from a baseline to a target."""
    return [
        ("long_text", {"key": "mal", "label": pgettext("preset", "Goal"), "spans": True, "required": True}),
        ("text", {"key": "indikator", "label": _("Indicator"), "required": True}),
        ("text", {"key": "enhet", "label": pgettext("preset", "Measured in")}),
        ("decimal", {"key": "utgangslage", "label": _("Baseline")}),
        ("decimal", {"key": "malvarde", "label": _("Target"), "required": True}),
    ]


PRESETS = {"activity_plan": activity_plan, "schedule": schedule, "goals": goals}


def fill_in_columns(table: Mapping[str, Any]) -> None:
    """Give a table block that has a preset and no columns those of its preset."""
    columns: StreamValue = table["columns"]
    made = PRESETS.get(table["preset"] or "")
    if made is None or len(columns):
        return
    for kind, value in made():
        columns.append((kind, columns.stream_block.child_blocks[kind].normalize(value)))
