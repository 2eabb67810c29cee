"""How a route fits this site as it is today: its form, the bodies there are, and who holds the roles that it asks."""

from collections.abc import Iterator

from django.utils import timezone

from cases.domain.check import check_route
from cases.domain.problems import DefinitionProblem, InvalidDefinition
from cases.domain.route import RouteDefinition, Stage, parse_route
from cases.models import MessageTemplate, Route
from forms.domain.definition import Definition
from forms.gallery import READY
from forms.models import Form, FormVersion
from people.models import Body, BodyKind, Mandate, Role

SCALAR_KINDS = {"title": {"text", "long_text"}, "groups": {"body"}, "period": {"period"}}
FIELD_KINDS = {**SCALAR_KINDS, "budget": {"budget_table", "money"}, "obligations": {"row_table"}}


def route_problems(source: object) -> list[DefinitionProblem]:
    """What is wrong with the route in itself, and then with how it fits its form and the bodies there are."""
    try:
        route = source if isinstance(source, RouteDefinition) else parse_route(source)
    except InvalidDefinition as error:
        return list(error.problems)
    version = FormVersion.objects.filter(form__key=route.opens_with).order_by("-number").first()
    form = version.parsed if version else None
    problems = check_route(route, form)
    return problems or [*_form(route, form), *_other_forms(route), *_people(route, form)]


def staffing_problems(source: object) -> list[DefinitionProblem]:
    """Of a sound route from elsewhere: who could not answer here today. A site without bodies says nothing."""
    route = parse_route(source)
    return list(_people(route, None)) if Body.objects.exists() else []


def _form(route: RouteDefinition, form: Definition | None) -> Iterator[DefinitionProblem]:
    if form is None:
        yield DefinitionProblem("form_not_published", "", {"form": _title(route.opens_with)})
        return
    other = Route.objects.filter(form__key=route.opens_with, live=True, versions__isnull=False).exclude(key=route.key)
    for taken in other.distinct():
        yield DefinitionProblem("form_taken", "", {"route": taken.title})
    kinds = {field.key: field.kind for field in form.fields.values()}
    for name, expected in FIELD_KINDS.items():
        yield from _field(kinds, getattr(route.reads, name), expected, "")
    sections = {section.key for section in form.sections}
    for stage in route.stages:
        if stage.actor.kind == "answer":
            yield from _field(kinds, stage.actor.field, {"body"}, stage.id)
        for outcome in stage.outcomes:
            for key in outcome.sections:
                if key not in sections:
                    params = {"outcome": outcome.label, "section": key, "member": "sections"}
                    yield DefinitionProblem("unknown_section", outcome.id, params)


def _title(key: str) -> str:
    """What the form is called here, or in the gallery; the key where nobody knows it."""
    ready = {one.name: str(one.title) for one in READY}
    return Form.objects.filter(key=key).values_list("title", flat=True).first() or ready.get(key, key)


def _field(kinds: dict[str, str], key: str, expected: set[str], where: str) -> Iterator[DefinitionProblem]:
    if not key:
        return
    if key not in kinds:
        yield DefinitionProblem("unknown_field", where, {"field": key})
    elif kinds[key] not in expected:
        yield DefinitionProblem("wrong_field", where, {"field": key, "expected": ", ".join(sorted(expected))})


def _other_forms(route: RouteDefinition) -> Iterator[DefinitionProblem]:
    """What is filled in at a stage must be there to fill in, and its letters to send."""
    wanted = {stage.form for stage in route.stages if stage.form}
    there = set(FormVersion.objects.filter(form__key__in=wanted).values_list("form__key", flat=True))
    for stage in route.stages:
        if stage.form and stage.form not in there:
            params = {"stage": stage.title, "form": _title(stage.form), "member": "form"}
            yield DefinitionProblem("stage_form_unpublished", stage.id, params)
    named = {message.template for stage in route.stages for message in stage.messages}
    templates = set(MessageTemplate.objects.filter(key__in=named).values_list("key", flat=True)) if named else set()
    for stage in route.stages:
        for message in stage.messages:
            if message.template not in templates:
                params = {"stage": stage.title, "template": message.template, "member": "messages"}
                yield DefinitionProblem("unknown_template", stage.id, params)


def _people(route: RouteDefinition, form: Definition | None) -> Iterator[DefinitionProblem]:
    """That somebody can answer at each stage today."""
    today = timezone.localdate()
    bodies = {body.key: body for body in Body.objects.all()}
    valid = set(Body.objects.valid(today).values_list("key", flat=True))
    held = set(Mandate.objects.valid(today).filter(user__is_active=True).values_list("body__key", "role").distinct())
    for stage in route.stages:
        if stage.actor.kind == "body" and stage.actor.body not in bodies:
            yield DefinitionProblem("unknown_body", stage.id, {"stage": stage.title, "body": stage.actor.body})
            continue
        kind = _kind_asked(stage, route, form)
        asked = [key for key in sorted(valid) if bodies[key].kind == kind] if kind else [stage.actor.body]
        yield from _stage(stage, [bodies[key] for key in asked], held)


def _kind_asked(stage: Stage, route: RouteDefinition, form: Definition | None) -> str:
    """The kind of body that the stage asks, or "" where it names one."""
    if stage.actor.kind == "office":
        return BodyKind.OFFICE
    key = {"applicants": route.reads.groups, "answer": stage.actor.field}.get(stage.actor.kind)
    field = form.fields.get(key) if form and key else None
    if field is not None and field.kind == "body":
        return str(field.options["body_kind"])
    return "" if stage.actor.kind == "body" else BodyKind.LOCAL_GROUP


def _stage(stage: Stage, asked: list[Body], held: set[tuple[str, str]]) -> Iterator[DefinitionProblem]:
    params = {"stage": stage.title, "role": str(Role(stage.role).label).lower()}
    if not any((body.key, stage.role) in held for body in asked):
        if stage.actor.kind in ("body", "office"):
            names = ", ".join(body.name for body in asked) or BodyKind.OFFICE.label
            yield DefinitionProblem("nobody_in_role", stage.id, {**params, "body": names, "member": "role"})
        else:
            yield DefinitionProblem("nobody_in_any_group", stage.id, {**params, "member": "role"})
    if stage.answers.rule == "at_least" and stage.answers.n > len(asked) > 0:
        counted = {"n": stage.answers.n, "found": len(asked), "member": "n"}
        yield DefinitionProblem("no_such_groups_today", stage.id, {**params, **counted})
