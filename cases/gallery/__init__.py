"""Ready routes that an editor starts from: the JSON files beside this one (docs/formats.md), and what each is for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.converters import ROUTES
from forms.domain.loading import load_json

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReadyRoute:
    """`name` is that of its file and its address, and the key that a route made of it has where it is free."""

    name: str
    title: str | Promise
    purpose: str | Promise

    @cached_property
    def definition(self) -> dict[str, Any]:
        """In the format of today, whatever schema the file was written in."""
        raised: dict[str, Any] = ROUTES.raised(load_json((HERE / f"{self.name}.json").read_bytes()))
        return raised

    @property
    def stages(self) -> int:
        return len(self.definition["stages"])

    @property
    def stations(self) -> str:
        """The stages by their short names, in their order."""
        return " → ".join(stage.get("station") or stage["title"] for stage in self.definition["stages"])


READY = (
    ReadyRoute(
        "ansokan",
        pgettext_lazy("ready route", "Funding application"),
        _(
            "Each group approves, the office checks, the preparatory group gives its opinion, the director proposes, "
            "the board decides and the agreement is signed."
        ),
    ),
    ReadyRoute(
        "mindre-ansokan",
        _("Small application under the delegation limit"),
        _("Up to the limit the director decides; above it the case goes to the board."),
    ),
    ReadyRoute(
        "aktivitetsplan",
        pgettext_lazy("ready route", "Activity plan"),
        _("The groups adopt the plan and the office confirms it."),
    ),
    ReadyRoute(
        "lagesrapport",
        pgettext_lazy("ready route", "Status report"),
        _("The groups that commissioned the work approve the report and the office receives it."),
    ),
    ReadyRoute(
        "aktivitetspeng",
        _("Drawdown of the activity fund"),
        _("The group stands behind it, the office looks at what is left, and larger sums go by the director."),
    ),
    ReadyRoute(
        "andring",
        _("Request for a change"),
        _("The groups review it, the office checks it, and the director or the board decides: the first case changes."),
    ),
)


def ready_route(name: str) -> ReadyRoute:
    """Raises KeyError where there is none."""
    return {ready.name: ready for ready in READY}[name]
