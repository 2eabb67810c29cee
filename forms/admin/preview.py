"""A draft as its applicants would see it: nothing is saved, and an unfinished draft is shown as far as it goes."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.csp import CSP
from django.utils.translation import gettext as _

from forms.compile import compile_form
from forms.domain.definition import check_definition
from forms.models import Form
from forms.sentences import calculation_sentence, fields_by_key, sentence
from forms.wording import problem_text
from people.models import Body

MOST_BODIES = 8
# The site's own policy, but shown in a frame of the administration.
FRAMED_CSP = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}


def preview(request: HttpRequest, form: Form) -> HttpResponse:
    definition = compile_form(form)
    fields = fields_by_key(definition)
    context = {
        "form": form,
        "sections": [_section(section, fields) for section in definition["sections"]],
        "problems": [problem_text(problem) for problem in check_definition(definition)],
        "bodies": list(Body.objects.filter(kind="local_group").order_by("name")[:MOST_BODIES]),
    }
    return framed(TemplateResponse(request, "forms/admin/preview.html", context))


def framed(response: HttpResponse) -> HttpResponse:
    response._csp_config = FRAMED_CSP  # type: ignore[attr-defined]
    return response


def _section(section: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    return {
        **section,
        "condition": _said(_("This section is shown when {condition}."), section.get("visible_when"), fields),
        "fields": [_field(field, fields) for field in section["fields"]],
    }


def _field(field: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    return {
        **field,
        "optional": not field.get("required") and not field.get("required_when"),
        "conditions": list(
            filter(
                None,
                [
                    _said(_("Shown when {condition}."), field.get("visible_when"), fields),
                    _said(_("Must be answered when {condition}."), field.get("required_when"), fields),
                    *(_rule(rule, fields) for rule in field.get("validations", [])),
                    *_calculations(field, fields),
                ],
            )
        ),
        "years": field.get("years") or [_("Year 1"), _("Year 2")],
    }


def _said(frame: str, condition: Any, fields: dict[str, Any]) -> str:
    said = sentence(condition, fields)
    return frame.format(condition=said) if said else ""


def _rule(rule: dict[str, Any], fields: dict[str, Any]) -> str:
    said = sentence(rule["holds"], fields)
    return (
        _("Requires that {condition}. Otherwise “{message}” is shown.").format(condition=said, message=rule["message"])
        if said
        else ""
    )


def _calculations(field: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    """What the field works out, or each of its columns."""
    if field["kind"] == "calculated":
        said = calculation_sentence(field.get("calculation"), fields)
        return [_("Worked out: {calculation}.").format(calculation=said)] if said else []
    return [
        _("“{column}” is worked out: {calculation}.").format(column=column["label"], calculation=said)
        for column in field.get("columns", [])
        if (said := calculation_sentence(column.get("calculation"), fields, field["key"]))
    ]
