"""What changed between two revisions of an application, by program."""

from datetime import datetime
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from cases.api.cases import Number
from cases.api.door import open_page
from cases.queries.revisions import compared, revisions_of
from forms.models import SubmissionRevision
from people.api.authentication import Caller
from people.api.pages import Asking, Page, Paging, piece_of

router = Router(tags=["Cases"])
Which = Field(None, ge=1, le=32_767, description="The number of a revision.")


class RevisionOut(Schema):
    number: int
    sent_at: datetime
    sent_by: str


class DifferenceOut(Schema):
    """An answer, or a part of one such as a cell, that is not the same. An empty side was or became empty."""

    label: str
    part: str = Field(description="Where in a table or a budget; empty where the whole answer changed.")
    before: str
    after: str


class ComparedOut(Schema):
    before: RevisionOut
    after: RevisionOut
    changes: list[DifferenceOut]


class Two(Asking):
    first: int | None = Which
    second: int | None = Which


@router.get("/cases/{number}/revisions", response=Page[RevisionOut], summary="The revisions that were sent in")
def list_revisions(request: Caller, number: Number, asked: Query[Paging]) -> Any:
    """The first one is the application; each supplement is one more."""
    page = open_page(request.user, number)
    rows = list(revisions_of(page.case, frozenset(page.hidden.revisions)).values())
    return piece_of(rows, asked, lambda each: [_revision(row) for row in each])


@router.get(
    "/cases/{number}/revisions/compare", response=ComparedOut | None, summary="What changed between two revisions"
)
def compare_revisions(request: Caller, number: Number, asked: Query[Two]) -> Any:
    """Any two; the latest two where none are named; null where only one was sent in. In the order of the form."""
    page = open_page(request.user, number)
    found = compared(page.case, frozenset(page.hidden.revisions), asked.first, asked.second)
    if found is None:
        return None
    return {
        "before": _revision(found.before),
        "after": _revision(found.after),
        "changes": [vars(each) for each in found.changes],
    }


def _revision(row: SubmissionRevision) -> dict[str, Any]:
    return {"number": row.number, "sent_at": row.sent_at, "sent_by": row.sent_by.name}
