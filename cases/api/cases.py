"""One's cases, to read: the list, a case, and what happened in it."""

from typing import Annotated, Any

from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from cases.api.door import open_page
from cases.api.schemas import CaseOut, CaseRow, TimelineOut
from cases.api.showing import case_shown, rows_shown
from cases.models import Case
from cases.queries.register import Asked, in_order, narrowed, with_rows
from cases.queries.timeline import timeline
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of
from people.queries.mandates import standing

router = Router(tags=["Cases"])
Number = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,12}$", description="The registry number, such as RAR14-06.")]


class Piece(Paging):
    limit: int = Field(100, ge=1, le=100, description="How many at most.")


class CaseFilter(Paging):
    q: str = Field("", max_length=100, description="Found in the number, the title or a group's name.")
    status: Case.Status | None = None
    stage: str = Field("", max_length=60)
    group: str = Field("", max_length=50, description="A group's key.")
    year: int | None = Field(None, ge=1900, le=9999, description="The year of registration.")
    late: bool = Field(False, description="Only those whose answer is overdue.")


@router.get("/cases", response=Page[CaseRow], summary="Cases that you may see, the newest first")
def list_cases(request: Caller, asked: Query[CaseFilter]) -> Any:
    today = timezone.localdate()
    filters = Asked(
        q=" ".join(asked.q.split()),
        status=asked.status or "",
        stage=asked.stage,
        group=asked.group,
        year=asked.year,
        late=asked.late,
    )
    seen = narrowed(Case.objects.visible_in(standing(request.user, on=today)).open(), filters, on=today)
    found = in_order(with_rows(seen), filters.sort).select_related("submission")
    return page_of(found, asked, lambda cases: rows_shown(cases, on=today))


@router.get("/cases/{number}", response=CaseOut, summary="A case")
def get_case(request: Caller, number: Number) -> Any:
    return case_shown(open_page(request.user, number))


@router.get("/cases/{number}/timeline", response=TimelineOut, summary="What happened in a case")
def get_timeline(request: Caller, number: Number, asked: Query[Piece]) -> Any:
    page = open_page(request.user, number)
    events = timeline(page)
    return {
        "number": page.case.number,
        "count": len(events),
        "events": events[asked.offset : asked.offset + asked.limit],
    }
