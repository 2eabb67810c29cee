"""Schema 1 of routes to schema 2: which approvals lapse after a supplement became one choice among several.

It was a tick for the stage's own answers, and beside it a stage from which they lapse.
"""

from forms.domain.converters.chain import Json, Object, with_each


def route_1_to_2(route: Object) -> dict[str, Json]:
    return with_each(route, "stages", lambda stage: with_each(stage, "outcomes", _outcome))


def _outcome(outcome: Object) -> dict[str, Json]:
    if outcome.get("lapses_from"):
        # Both at once was refused; what is neither is told as it is.
        return {**outcome, "lapses": "from"} if not outcome.get("lapses") else dict(outcome)
    lapses = outcome.get("lapses")
    if lapses is True:
        return {**outcome, "lapses": "stage"}
    return {name: value for name, value in outcome.items() if name != "lapses" or value is not False}
