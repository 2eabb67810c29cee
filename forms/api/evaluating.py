"""An evaluation as the JSON API tells it."""

from collections.abc import Mapping
from typing import Any

from forms.api.problems import told
from forms.api.values import values_of
from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation
from forms.errors import NotInSection


def evaluated(definition: Definition, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "visible": sorted(evaluation.visible),
        "required": sorted(evaluation.required),
        "answers": dict(evaluation.answers),
        "values": values_of(definition, evaluation),
        "problems": [told(problem) for problem in evaluation.problems],
        "complete": not evaluation.blocking,
    }


def require_known(definition: Definition, answers: Mapping[str, Any]) -> None:
    """A key that the form has not is a mistake of the caller's, and would be lost without a word."""
    if strangers := sorted(set(answers) - set(definition.fields)):
        raise NotInSection(tuple(strangers))
