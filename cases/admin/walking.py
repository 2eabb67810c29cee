"""Click through a draft route as everyone in it, without a case; what was done so far is sealed in the page itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.diagram import Diagram, draw
from cases.domain.check import check_route
from cases.domain.route import RouteDefinition, Stage, parse_route
from cases.domain.state import CaseState
from cases.domain.walking import ANSWERED, MOST_STEPS, WITHDRAW, Code, Taken, Walk, next_codes, walk
from cases.sentences import joined, quoted
from cases.wording import REASONS
from forms.admin.preview import framed
from forms.domain.typed import whole
from people.models import Body, BodyKind, Role
from people.naming import in_sentences

from .told import Words, words_of
from .walk_facts import questions_of, truths_in, typed_in

SALT = "cases.walking"
MOST_GROUPS = 3
OFFICE, NAMED = "kansliet", "namnd"


def sealed(
    definition: Mapping[str, Any],
    groups: Sequence[str] = (),
    codes: Sequence[Code] = (),
    typed: Mapping[str, str] | None = None,
) -> str:
    """`typed` are the amounts and answers that the ways are chosen by."""
    walk = {"route": definition, "groups": groups, "codes": codes, "typed": typed or {}}
    return signing.dumps(walk, salt=SALT, compress=True)


def can_be_walked(definition: Mapping[str, Any]) -> bool:
    return not check_route(definition)


def group_numbers() -> list[int]:
    return list(range(1, MOST_GROUPS + 1))


@never_cache
@require_POST
def walk_route(request: HttpRequest) -> HttpResponse:
    """The page after one step more, one less, or a new start with so many groups."""
    if not request.user.has_perm("cases.change_route"):
        raise PermissionDenied
    definition, groups, codes, typed = _opened(request.POST.get("walk", ""))
    typed |= typed_in(request.POST)
    if (asked := whole(request.POST.get("groups", ""))) is not None:
        groups, codes = _applicants(asked), []
    if "back" in request.POST:
        codes = codes[:-1]
    elif request.POST.get("step"):
        codes = [*codes, tuple(_read_step(request.POST["step"]))][:MOST_STEPS]
    return framed(render(request, "cases/admin/walk.html", Walked(definition, groups, codes, typed).context()))


def _opened(seal: str) -> tuple[dict[str, Any], list[str], list[Code], dict[str, str]]:
    try:
        found = signing.loads(seal, salt=SALT)
    except signing.BadSignature as error:
        raise BadRequest("the walk was not begun here") from error
    codes = [tuple(code) for code in found["codes"]]
    return found["route"], found["groups"] or _applicants(2), codes, found["typed"]


def _read_step(text: str) -> list[str]:
    try:
        step = json.loads(text)
    except ValueError:
        return []
    return [str(part) for part in step] if isinstance(step, list) else []


def _applicants(number: int) -> list[str]:
    """Groups of today; invented ones where there are too few."""
    number = max(1, min(number, MOST_GROUPS))
    today = Body.objects.valid(timezone.localdate()).filter(kind=BodyKind.LOCAL_GROUP).order_by("name")
    found = list(today.values_list("key", flat=True)[:number])
    return [*found, *(f"grupp-{place}" for place in range(len(found) + 1, number + 1))]


@dataclass(frozen=True)
class Walked:
    definition: dict[str, Any]
    groups: list[str]
    codes: list[Code]
    typed: dict[str, str]

    def context(self) -> dict[str, Any]:
        route = parse_route(self.definition)
        words = words_of(self.definition)
        questions = questions_of(route, words, self.typed)
        truths = truths_in(route, questions, len(self.groups))
        here = walk(route, self.groups, self._bodies(route), self.codes, truths)
        names = self._names()
        taken = [step.code for step in here.taken]
        return {
            "route": route,
            "walk": sealed(self.definition, self.groups, taken, self.typed),
            "questions": questions,
            "numbers": group_numbers(),
            "number": len(self.groups),
            "diagram": self._diagram(here, words),
            "stage": route.stage(here.state.stage),
            "end": route.end(here.state.end),
            "supplement": here.state.supplement,
            "after": _then(route, here.state),
            "waiting": joined(in_sentences(names.get(body, body) for body in here.state.asked)),
            "history": [_said(route, step, names) for step in here.taken],
            "choices": list(_choices(route, here.state, names)),
            "refused": self._why(here, route, names),
        }

    def _bodies(self, route: RouteDefinition) -> dict[str, tuple[str, ...]]:
        def asked(stage: Stage) -> tuple[str, ...]:
            actor = stage.actor
            by_kind = {"applicants": tuple(self.groups), "body": (actor.body,), "office": (OFFICE,)}
            return by_kind.get(actor.kind, (NAMED,))

        return {stage.key: asked(stage) for stage in route.stages}

    def _names(self) -> dict[str, str]:
        invented = {f"grupp-{place}": _("Group %(number)d") % {"number": place} for place in group_numbers()}
        named = {OFFICE: _("the office"), NAMED: _("the body that the applicant names")}
        return {**invented, **named, **dict(Body.objects.values_list("key", "name"))}

    def _diagram(self, here: Walk, words: Words) -> Diagram:
        picture = draw(self.definition, {}, words.way)
        at = here.state.stage or here.state.end
        marks = dict.fromkeys(here.passed, " passed") | {at: " here"}
        boxes = tuple(replace(box, style=box.style + marks.get(box.key, "")) for box in picture.boxes)
        return replace(picture, boxes=boxes)

    def _why(self, here: Walk, route: RouteDefinition, names: Mapping[str, str]) -> str:
        if here.refused is None:
            return ""
        params = {name: names.get(str(value), value) for name, value in here.refused.params.items()}
        if (stage := route.stage(str(here.refused.params.get("stage", "")))) is not None:
            params["stage"] = stage.title
        return str(REASONS.get(here.refused.code, here.refused.code)).format_map(_Blank(params))


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True)
class Choice:
    """What one of those who are waited for could answer."""

    who: str
    steps: list[tuple[str, str]]  # the code as JSON, and what it is called


def _choices(route: RouteDefinition, state: CaseState, names: Mapping[str, str]) -> Iterator[Choice]:
    stage = route.stage(state.stage)
    by_body: dict[str, list[tuple[str, str]]] = {}
    for code in next_codes(route, state):
        body = code[1] if len(code) > 1 else ""
        by_body.setdefault(body, []).append((json.dumps(code), _label(route, state.stage, code)))
    role = dict(Role.choices).get(stage.role, "") if stage else ""
    for body, steps in by_body.items():
        who = _("%(role)s in %(where)s") % {"role": role, "where": names.get(body, body)} if body else _("Applicants")
        yield Choice(who, steps)


def _label(route: RouteDefinition, stage_key: str, code: Code) -> str:
    if code[0] == ANSWERED:
        return _("Send in the supplement")
    if code[0] == WITHDRAW:
        return _("Withdraw")
    stage = route.stage(stage_key)
    outcome = stage.outcome(code[2]) if stage else None
    return outcome.label if outcome else code[2]


def _said(route: RouteDefinition, step: Taken, names: Mapping[str, str]) -> dict[str, str]:
    who = names.get(step.code[1], step.code[1]) if len(step.code) > 1 else _("Applicants")
    return {
        "stage": _title(route, step.stage),
        "who": who,
        "did": _label(route, step.stage, step.code),
        "stood": quoted([_title(route, key) for key in step.stood]),
    }


def _title(route: RouteDefinition, key: str) -> str:
    stage = route.stage(key)
    return stage.title if stage else key


def _then(route: RouteDefinition, state: CaseState) -> list[dict[str, Any]]:
    """What the case comes to while it goes back for answers that lapsed: asked anew, or passed by."""
    return [{"stage": _title(route, each.stage), "stands": bool(each.outcome)} for each in state.ahead]
