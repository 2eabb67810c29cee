"""The workbook of a draft, as bytes."""

from typing import Any

from forms.domain.merging import digest
from forms.queries.draft import Draft

from .plan import Plan, plan_of
from .writing import written


def plan_for(draft: Draft) -> Plan:
    open_sections = {section.key for section in draft.definition.sections if draft.may_change(section)}
    return plan_of(draft.definition, draft.evaluation, draft.answers, open_sections)


def workbook_of(draft: Draft) -> bytes:
    plan = plan_for(draft)
    version = draft.submission.version
    about: dict[str, Any] = {
        "format": "samverka-workbook 1",
        "submission": draft.submission.uuid,
        "form": draft.definition.key,
        "version": version.number,
        "sha256": version.sha256,
        "revision": draft.submission.revision,
    }
    # What each table held when the book was made: tells later who has changed what.
    about |= {f"digest:{key}": digest(draft.evaluation.answers.get(key)) for key in plan.sheets}
    return written(plan, {name: str(said) for name, said in about.items()})
