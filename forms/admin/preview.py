"""A draft as its applicants would see it: the same inputs, none of which does anything, as far as the draft goes."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _

from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate
from forms.inputs.asking import Asking
from forms.inputs.box import Box
from forms.inputs.section import boxes
from forms.models import Form
from forms.queries.choices import bodies_to_choose, employers_to_choose, municipalities_to_choose, rates_to_use
from forms.sentences import calculation_sentence, fields_by_key, sentence
from forms.trying import Draft, draft_of, own_token
from forms.wording import problem_text

# The site's own policy, but shown in a frame of the administration.
FRAMED_CSP = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}


@dataclass(frozen=True)
class Asked:
    box: Box
    conditions: list[str]


def preview(request: HttpRequest, form: Form) -> HttpResponse:
    draft = draft_of(form)
    context = {
        "form": form,
        "sections": list(_sections(draft)),
        "problems": [problem_text(problem) for problem in draft.problems],
        "left_out": len(draft.left_out),
        "try_url": reverse("forms:trial", args=[own_token(form, request.user)]) if form.pk else "",
    }
    return framed(TemplateResponse(request, "forms/admin/preview.html", context))


def framed(response: HttpResponse) -> HttpResponse:
    response._csp_config = FRAMED_CSP  # type: ignore[attr-defined]
    return response


def _sections(draft: Draft) -> Iterator[dict[str, Any]]:
    """Every section with its inputs, those too that a condition would hide; the condition stands beside them."""
    if draft.is_empty:
        return
    fields = fields_by_key(draft.definition)
    shown = parse_definition(_always_shown(draft.definition))
    answers = _examples(draft.definition)
    evaluation = evaluate(shown, answers)
    for raw, section in zip(draft.definition["sections"], shown.sections, strict=True):
        asking = Asking(
            shown,
            section,
            answers,
            evaluation,
            bodies=bodies_to_choose(section, {}),
            municipalities=municipalities_to_choose(section),
            employers=employers_to_choose(section),
            rates=rates_to_use(section),
        )
        said = [list(_conditions(field, fields)) for field in raw["fields"]]
        asked = [Asked(box, conditions) for box, conditions in zip(boxes(asking), said, strict=True)]
        condition = _said(_("This section is shown when {condition}."), raw.get("visible_when"), fields)
        yield {"id": section.id, "title": section.title, "help": section.help, "condition": condition, "asked": asked}


def _always_shown(definition: Mapping[str, Any]) -> dict[str, Any]:
    copy = deepcopy(dict(definition))
    for section in copy["sections"]:
        columns = [column for field in section["fields"] for column in field.get("columns", [])]
        for block in (section, *section["fields"], *columns):
            block.pop("visible_when", None)
    return copy


def _examples(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Two years for the periods that budgets follow: without years a budget has no table to show."""
    fields = fields_by_key(definition).values()
    periods = {field.get("period_field") for field in fields if field["kind"] == "budget_table"}
    year = timezone.localdate().year
    return {key: {"from": f"{year}-01-01", "to": f"{year + 1}-12-31"} for key in periods if key}


def _conditions(field: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
    yield from _rules(field, fields)
    yield from _calculations(field, fields)
    for column in field.get("columns", []):
        for said in _rules(column, fields, field["key"]):
            yield _("“{column}”: {rule}").format(column=column["label"], rule=said)


def _rules(field: Mapping[str, Any], fields: Mapping[str, Any], table: str = "") -> Iterator[str]:
    """The conditions of a field, or with `table` of one of its columns."""
    for frame, name in (
        (_("Shown when {condition}."), "visible_when"),
        (_("Must be answered when {condition}."), "required_when"),
    ):
        if said := _said(frame, field.get(name), fields, table):
            yield said
    for rule in field.get("validations", []):
        if said := sentence(rule["holds"], fields, table):
            told = _("Requires that {condition}. Otherwise “{message}” is shown.")
            yield told.format(condition=said, message=rule["message"])


def _calculations(field: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
    """What the field works out, or each of its columns."""
    if said := calculation_sentence(field.get("calculation"), fields):
        yield _("Worked out: {calculation}.").format(calculation=said)
    for column in field.get("columns", []):
        if said := calculation_sentence(column.get("calculation"), fields, field["key"]):
            yield _("“{column}” is worked out: {calculation}.").format(column=column["label"], calculation=said)


def _said(frame: str, condition: Any, fields: Mapping[str, Any], table: str = "") -> str:
    said = sentence(condition, fields, table)
    return frame.format(condition=said) if said else ""
