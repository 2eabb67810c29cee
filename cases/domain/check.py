"""What is wrong with a route, said before it is published: the shape of it, and where its cases can get stuck."""

from collections import Counter
from collections.abc import Iterable, Iterator

from forms.domain.definition import Definition

from .loading import parse_route
from .problems import DefinitionProblem, InvalidDefinition
from .soundness import check_soundness
from .structure import APPROVING, FORWARD, STAYING, End, Outcome, RouteDefinition, Stage
from .ways import check_ways

MAXIMUM_DAYS = 1000
MAXIMUM_BODIES = 100


def check_route(source: object, form: Definition | None = None) -> list[DefinitionProblem]:
    """Every problem of a route, given as JSON (parsed) or as a definition; empty when it may be published.

    `form` is the form that opens it: without it nothing is said of the fields that conditions name.
    """
    if not isinstance(source, RouteDefinition):
        try:
            source = parse_route(source)
        except InvalidDefinition as error:
            return list(error.problems)
    problems = [
        *_whole(source),
        *_repeated(source),
        *(problem for stage in source.stages for problem in _stage(source, stage, form)),
        *check_ways(source, form),
    ]
    # A route that points at nowhere cannot be walked.
    return problems or list(check_soundness(source, form))


def _whole(route: RouteDefinition) -> Iterator[DefinitionProblem]:
    if not route.stages:
        yield DefinitionProblem("no_stages")
    withdrawn = [end for end in route.ends if end.kind == "withdrawn"]
    if not withdrawn:
        yield DefinitionProblem("no_withdrawn_end")
    for end in withdrawn[1:]:
        yield DefinitionProblem("several_withdrawn_ends", end.id, {"end": end.title})
    if not route.reads.groups:
        for stage in route.stages:
            if stage.actor.kind == "applicants":
                yield DefinitionProblem("no_groups_field", stage.id, {"stage": stage.title})


def _repeated(route: RouteDefinition) -> Iterator[DefinitionProblem]:
    """Keys name one thing each: a stage or an end in the route, an outcome in its stage."""
    places: list[Stage | End] = [*route.stages, *route.ends]
    yield from _twice("duplicate_key", ((place.id, place.key) for place in places))
    outcomes = [outcome for stage in route.stages for outcome in stage.outcomes]
    yield from _twice("duplicate_id", ((block.id, block.id) for block in [*places, *outcomes]))
    yield from _twice("duplicate_limit", (("", limit.key) for limit in route.limits))
    for stage in route.stages:
        yield from _twice("duplicate_outcome", ((outcome.id, outcome.key) for outcome in stage.outcomes))


def _twice(code: str, named: Iterable[tuple[str, str]]) -> Iterator[DefinitionProblem]:
    seen: Counter[str] = Counter()
    for identity, key in named:
        seen[key] += 1
        if seen[key] == 2:
            yield DefinitionProblem(code, identity, {"key": key})


def _stage(route: RouteDefinition, stage: Stage, form: Definition | None) -> Iterator[DefinitionProblem]:
    where = {"stage": stage.title}
    if not any(outcome.kind in FORWARD for outcome in stage.outcomes):
        yield DefinitionProblem("no_forward_outcome", stage.id, where)
    if stage.deadline is not None and not 1 <= stage.deadline.days <= MAXIMUM_DAYS:
        yield DefinitionProblem("bad_deadline", stage.id, {**where, "maximum": MAXIMUM_DAYS})
    yield from _reminders(stage)
    yield from _messages(stage)
    yield from _quorum(route, stage, form)
    if stage.agreement and (stage.actor.kind != "office" or stage.decides):
        yield DefinitionProblem("agreement_not_at_the_office", stage.id, where)
    supplements = [outcome for outcome in stage.outcomes if outcome.kind == "request_supplement"]
    for outcome in supplements[1:]:
        yield DefinitionProblem("several_supplement_outcomes", outcome.id, where)
    for outcome in stage.outcomes:
        yield from _outcome(route, stage, outcome)


def _reminders(stage: Stage) -> Iterator[DefinitionProblem]:
    before, after = stage.remind_days_before, stage.remind_days_after
    if (before or after) and stage.deadline is None:
        yield DefinitionProblem("reminder_without_deadline", stage.id, {"stage": stage.title})
    elif any(not 0 <= days <= MAXIMUM_DAYS for days in before):
        yield DefinitionProblem("bad_reminder", stage.id, {"stage": stage.title, "maximum": MAXIMUM_DAYS})
    if any(not 1 <= days <= MAXIMUM_DAYS for days in after):
        yield DefinitionProblem("bad_late_reminder", stage.id, {"stage": stage.title, "maximum": MAXIMUM_DAYS})


def _messages(stage: Stage) -> Iterator[DefinitionProblem]:
    for message in stage.messages:
        if message.outcome and stage.outcome(message.outcome) is None:
            params = {"stage": stage.title, "outcome": message.outcome, "member": "messages"}
            yield DefinitionProblem("message_about_unknown_outcome", stage.id, params)


def _quorum(route: RouteDefinition, stage: Stage, form: Definition | None) -> Iterator[DefinitionProblem]:
    if stage.answers.rule != "at_least":
        return
    params = {"stage": stage.title, "n": stage.answers.n, "member": "n"}
    if not 1 <= stage.answers.n <= MAXIMUM_BODIES:
        yield DefinitionProblem("bad_quorum", stage.id, params)
    elif stage.answers.n > 1 and _asks_one(route, stage, form):
        yield DefinitionProblem("unattainable_quorum", stage.id, params)


def _asks_one(route: RouteDefinition, stage: Stage, form: Definition | None) -> bool:
    """Whether never more than one body is asked: where several may be, fewer than `n` must all answer yes."""
    if stage.actor.kind in {"body", "office"}:
        return True
    key = route.reads.groups if stage.actor.kind == "applicants" else stage.actor.field
    field = form.fields.get(key) if form else None
    return field is not None and field.kind == "body" and not field.options["multiple"]


def _outcome(route: RouteDefinition, stage: Stage, outcome: Outcome) -> Iterator[DefinitionProblem]:
    where = {"outcome": outcome.label, "stage": stage.title}
    if outcome.kind in STAYING:
        if outcome.to:
            yield DefinitionProblem("stays_but_leads", outcome.id, {**where, "to": outcome.to})
    elif not outcome.to:
        yield DefinitionProblem("leads_nowhere", outcome.id, {**where, "member": "to"})
    for place in outcome.leads_to if outcome.kind not in STAYING else ():
        end = route.end(place)
        leads = {**where, "member": "to" if place == outcome.to else "ways"}
        if route.stage(place) is None and end is None:
            yield DefinitionProblem("leads_to_unknown", outcome.id, {**leads, "to": place})
        elif end is not None and end.kind == "withdrawn":
            yield DefinitionProblem("leads_to_withdrawn", outcome.id, leads)
    yield from _supplement(route, stage, outcome)
    if outcome.grants and outcome.kind not in APPROVING:
        yield DefinitionProblem("grants_without_approving", outcome.id, where)
    elif outcome.grants and stage.actor.kind == "applicants":
        yield DefinitionProblem("applicants_grant", outcome.id, where)
    if outcome.pays and not outcome.grants:
        yield DefinitionProblem("pays_without_granting", outcome.id, {**where, "member": "pays"})


def _supplement(route: RouteDefinition, stage: Stage, outcome: Outcome) -> Iterator[DefinitionProblem]:
    where = {"outcome": outcome.label, "stage": stage.title}
    if outcome.kind != "request_supplement":
        if outcome.lapses.which:
            yield DefinitionProblem("lapses_without_supplement", outcome.id, where)
        if outcome.sections:
            yield DefinitionProblem("sections_without_supplement", outcome.id, where)
        return
    lapses = outcome.lapses
    member = "lapses_from" if lapses.which == "from" else "lapses_stages"
    if lapses.which == "stages" and not lapses.stages:
        yield DefinitionProblem("lapses_nothing", outcome.id, {**where, "member": member})
    for place in lapses.places:
        earlier = route.stage(place)
        params = {**where, "member": member, "to": earlier.title if earlier else place}
        if earlier is None:
            yield DefinitionProblem("lapses_from_unknown", outcome.id, params)
        elif stage.key not in _onward(route, earlier) and (place != stage.key or lapses.which == "from"):
            yield DefinitionProblem("lapses_from_later", outcome.id, params)


def _onward(route: RouteDefinition, stage: Stage) -> set[str]:
    """The stages that a case can come to after this one."""
    found: set[str] = set()
    waiting = [stage]
    while waiting:
        for outcome in waiting.pop().outcomes:
            new = {place for place in outcome.leads_to if route.stage(place)} - found
            found |= new
            waiting += [place for key in new if (place := route.stage(key))]
    return found
