"""Answering what is owed with its form, as a process leader does; the office has it to look at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.actions.fill_obligation import begin_obligation
from cases.models import Case
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission

from .telling import Teller, at


def send_report(tell: Teller, case: Case, form: str, answers: Mapping[str, Any], *, by: str, on: date) -> None:
    """The first obligation that the form answers; none is left early in some years."""
    owed = case.obligations.filter(form=form, done_on=None, submission=None).order_by("due_on", "pk").first()
    if owed is None:
        return
    writer = tell.users[by]
    draft = begin_obligation(owed, by=writer, at=at(on))
    fitting = {key: value for key, value in answers.items() if key in draft.version.parsed.fields}
    saved = save_answers(draft, fitting, draft.revision, writer)
    submit_submission(saved, saved.revision, writer, at=at(on, 15))
