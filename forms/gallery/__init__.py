"""Ready forms that an editor starts from: the JSON files beside this one (docs/formats.md), and what each is for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms.domain.converters import FORMS
from forms.domain.definition import load_json

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReadyForm:
    """`name` is that of its file and its address, and the key that a form made of it has where it is free."""

    name: str
    title: str | Promise
    purpose: str | Promise

    @cached_property
    def definition(self) -> dict[str, Any]:
        """In the format of today, whatever schema the file was written in."""
        raised: dict[str, Any] = FORMS.raised(load_json((HERE / f"{self.name}.json").read_bytes()))
        return raised

    @property
    def sections(self) -> int:
        return len(self.definition["sections"])

    @property
    def questions(self) -> int:
        return sum(1 for _question in self._questions())

    def _questions(self) -> Iterator[dict[str, Any]]:
        """Fields that somebody answers."""
        for section in self.definition["sections"]:
            yield from (field for field in section["fields"] if field["kind"] not in ("information", "calculated"))


READY = (
    ReadyForm(
        "ansokan",
        _("Funding application"),
        _("For one or several local groups that apply together: need, goals, organisation, budget and activity plan."),
    ),
    ReadyForm(
        "mindre-ansokan",
        _("Small funding application"),
        _("For a shorter or smaller effort: need, what is to be done, budget and follow-up on four short pages."),
    ),
    ReadyForm(
        "utokad-ansokan",
        _("Extended funding application"),
        _(
            "Everything that associations ask for: new, extension or revision, parties and staffing, target group, "
            "goals with indicators, effects, equality, risks, what happens afterwards, and a certificate of each party."
        ),
    ),
    ReadyForm(
        "aktivitetsplan",
        pgettext_lazy("ready form", "Activity plan"),
        _("Goals, methods and activities for half a year, with measurable goals and dated promises."),
    ),
    ReadyForm(
        "lagesrapport",
        pgettext_lazy("ready form", "Status report"),
        _("What the process leader reports each half-year. Filled in beforehand from the application that it follows."),
    ),
    ReadyForm(
        "slutrapport",
        pgettext_lazy("ready form", "Final report"),
        _("Goals and results, participants as counts, budget against outcome, and what lives on."),
    ),
    ReadyForm(
        "aktivitetspeng",
        _("Request for activity money"),
        _("For a smaller activity of a local group: what, when, what it costs and to whom it is paid."),
    ),
    ReadyForm(
        "yttrande",
        _("Opinion on an application"),
        _("What the preparatory group thinks of an application before the board decides."),
    ),
    ReadyForm(
        "tjansteskrivelse",
        _("Official letter with a proposal for a decision"),
        _(
            "What the director writes for the board: background, assessment, economy and the clauses to decide on, "
            "which become the proposal on the board's agenda."
        ),
    ),
    ReadyForm(
        "motesutvardering",
        _("Evaluation of a meeting"),
        _("Two minutes after a meeting, without a name unless one wants an answer."),
    ),
    ReadyForm(
        "utvardering",
        _("Evaluation report"),
        _("Questions, method, result for each goal and a recommendation, before a decision on more money."),
    ),
    ReadyForm(
        "andringsbegaran",
        _("Request for a change"),
        _("A longer period, money moved within the budget, or new people in what was granted."),
    ),
)


def ready_form(name: str) -> ReadyForm:
    """Raises KeyError where there is none."""
    return {ready.name: ready for ready in READY}[name]
