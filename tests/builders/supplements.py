"""More asked for, in one line."""

from typing import Any

from cases.actions.request_supplement import request_supplement
from cases.models import Assignment, Supplement
from people.models import User


def supplement(turn: Assignment, by: User, **changed: Any) -> Supplement:
    given: dict[str, Any] = {"sections": ["budget"], "question": "Vad ingår i resor?"} | changed
    return request_supplement(turn, by=by, **given)
