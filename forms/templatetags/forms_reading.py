"""Show answers, on any page of any app."""

from typing import Any

from django import template

from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation
from forms.queries.reading import read_sections

register = template.Library()


@register.inclusion_tag("forms/read/answers.html")
def submission_answers(
    definition: Definition, evaluation: Evaluation, *, kinds: str = "", sections: str = "", level: int = 2
) -> dict[str, Any]:
    """`{% submission_answers definition evaluation kinds="budget_table" level=3 %}`.

    `kinds` and `sections` narrow what is shown (names with spaces between); `level` is that of the headings.
    The page needs the stylesheet forms/forms.css.
    """
    found = read_sections(definition, evaluation, kinds=kinds.split(), sections=sections.split())
    return {"sections": found, "level": level, "below": level + 1}
