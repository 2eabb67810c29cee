"""The amounts and answers that the ways of a route are chosen by, typed in for a walk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.facts import FACTS, GROUPS, Truths, truths_from
from cases.domain.route import RouteDefinition
from cases.way_sentences import FACT_NAMES
from forms.domain.conditions import comparisons
from forms.domain.definition import Definition
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import NOTHING, Reading
from forms.domain.structure import Field
from forms.models import FormVersion
from people.models import Body

from .told import Words

PREFIX = "fact."
LONGEST = 200
# Tables are compared by their total, which is typed as an amount.
AS_AMOUNT = {"budget_table", "row_table", "calculated"}


@dataclass(frozen=True)
class Question:
    field: Field
    label: str
    typed: str = ""
    options: tuple[tuple[str, str], ...] = ()
    reading: Reading = NOTHING

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.field.key}"

    @property
    def problem(self) -> str:
        return _("This cannot be read: write it as in the form.") if self.typed and self.reading.value is None else ""


def typed_in(posted: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(PREFIX): posted[name][:LONGEST] for name in posted if name.startswith(PREFIX)}


def questions_of(route: RouteDefinition, words: Words, typed: Mapping[str, str]) -> list[Question]:
    """One for each thing that some condition names, apart from how many apply, which is chosen beside."""
    if not route.chooses:
        return []
    version = FormVersion.objects.filter(form__key=route.opens_with).order_by("-number").first()
    form = version.parsed if version else None
    keys = dict.fromkeys(
        comparison.field
        for stage in route.stages
        for outcome in stage.outcomes
        for way in outcome.ways
        for comparison in comparisons(way.when)
    )
    return [
        _question(field, words, typed.get(key, ""))
        for key in keys
        if key != GROUPS and (field := _field(key, form)) is not None
    ]


def _field(key: str, form: Definition | None) -> Field | None:
    found = FACTS.get(key) or (form.fields.get(key) if form else None)
    if found is not None and found.kind in AS_AMOUNT:
        return Field(found.id, key, "money", found.label, options={"minimum": None, "maximum": None})
    return found


def _question(field: Field, words: Words, typed: str) -> Question:
    label = str(FACT_NAMES.get(field.key, field.label))
    label = label[:1].upper() + label[1:]
    if field.key in FACTS or field.kind == "money":
        label = _("%(what)s, kronor") % {"what": label}
    options = tuple(_options(field, words))
    answer = _answer(field, typed) if typed.strip() else None
    reading = KINDS[field.kind].read(answer, field) if answer is not None else NOTHING
    return Question(field, label, typed.strip(), options, reading)


def _options(field: Field, words: Words) -> Iterable[tuple[str, str]]:
    if field.kind == "yes_no":
        return (("ja", _("yes")), ("nej", _("no")))
    if field.kind == "choice":
        return ((option.key, option.label) for option in field.options["options"])
    if field.kind == "body":
        bodies = Body.objects.filter(kind=field.options["body_kind"]).order_by("name")
        return bodies.values_list("key", "name")
    return ()


def _answer(field: Field, typed: str) -> Any:
    """What was typed, as an answer is kept."""
    if field.kind == "yes_no":
        return typed == "ja"
    if field.kind in ("body", "municipality") or field.options.get("multiple"):
        return [typed]
    if field.kind == "integer" and typed.strip().isdecimal():
        return int(typed)
    return typed


def truths_in(route: RouteDefinition, questions: Sequence[Question], groups: int) -> Truths:
    fields = {**{question.field.key: question.field for question in questions}, **FACTS}
    readings = {question.field.key: question.reading for question in questions}
    readings[GROUPS] = Reading(groups, groups)
    return truths_from(route, fields, readings)
