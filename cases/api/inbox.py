"""What waits for me and for others, as the page “Att göra” has it; reading marked, and reminders of what is late."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from cases.actions.note_reading import note_reading
from cases.actions.remind_agreement import remind_agreement
from cases.actions.remind_late import remind_late
from cases.actions.remind_obligation import remind_obligation
from cases.api.door import mandated, open_case
from cases.api.forms import LARGEST
from cases.errors import FORBIDDEN, CaseError
from cases.models import Agreement, Case, Message
from cases.queries.follow_up import obligations_seen
from cases.queries.inbox import Counted, Inbox, View, inbox
from cases.queries.inbox_items import Item
from cases.queries.inbox_lines import Kind
from cases.queries.stages import stage_names
from people.api.authentication import Caller
from people.api.pages import Asking
from people.queries.mandates import Standing

router = Router(tags=["To do"])
MOST = 100


class Asked(StrEnum):
    ALL = "all"
    MINE = "mine"
    OTHERS = "others"
    LATE = "late"
    UNREAD = "unread"


VIEWS = {
    Asked.ALL: View.ALL,
    Asked.MINE: View.MINE,
    Asked.OTHERS: View.OTHERS,
    Asked.LATE: View.LATE,
    Asked.UNREAD: View.UNREAD,
}


class InboxFilter(Asking):
    view: Asked = Field(Asked.ALL, description="One of the questions; lists that do not answer it are empty.")
    q: str = Field("", max_length=100, description="Part of a case's number or title.")
    page: int = Field(1, ge=1, le=1_000, description="Of what waits for you, fifty at a time.")


class ItemOut(Schema):
    """One thing that waits."""

    kind: str = Field(json_schema_extra={"enum": [kind.value for kind in Kind]})
    case: str = Field(description="The number of the case.")
    title: str
    what: str = Field(description="What there is to do, in words.")
    who: list[str] = Field(description="As whom, or whom it waits for.")
    due_on: date | None
    late: bool
    days_late: int
    url: str = Field(description="The page where it is done.")


class CountOut(Schema):
    number: int
    is_longer: bool = Field(description="Whether there are more than were counted.")


class UnreadOut(Schema):
    case: str
    title: str
    count: int
    last: int = Field(description="The id of the latest message.")
    at: datetime
    by: str


class DraftOut(Schema):
    id: UUID
    form: str
    title: str
    url: str


class InboxOut(Schema):
    view: Asked
    mine: list[ItemOut] = Field(description="What waits for you, the earliest day first: one page of it.")
    page: int
    pages: int
    mine_count: CountOut = Field(description="With what the year and meetings left for you: `/years` and `/tasks`.")
    others_count: CountOut
    late_count: CountOut
    coming: list[ItemOut] = Field(description="What you owe later on.")
    others: list[ItemOut] = Field(description="What you wait for others with, agreements to be signed too.")
    late_with_others: list[ItemOut] = Field(description="For the office: all that is late with anybody.")
    nobody: list[ItemOut] = Field(description="For the office: what nobody may answer today.")
    unread: list[UnreadOut] = Field(description="Cases with messages that you have not read.")
    drafts: list[DraftOut]


CaseNumber = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,12}$")]


class ReadIn(Asking):
    last: int = Field(ge=1, le=LARGEST, description="The id of the latest message that was shown.")
    case: CaseNumber | None = Field(None, description="In one case; none: in all of them.")


class ReadOut(Schema):
    last: int


Numbers = Annotated[list[CaseNumber], Field(max_length=MOST)]
Ids = Annotated[list[Annotated[int, Field(ge=1, le=LARGEST)]], Field(max_length=MOST)]


class RemindIn(Asking):
    """What is late: those whom it waits for are reminded, each thing at most once a day."""

    cases: Numbers = []
    obligations: Ids = []
    agreements: Ids = Field([], description="By `reminder` in `/cases/{number}/agreements`.")


class RemindedOut(Schema):
    sent: int = Field(description="Of how many a reminder was sent.")
    earlier: int = Field(description="Of how many one was sent earlier today.")
    gone_on: int = Field(description="How many are not late any more, or wait for nobody.")


@router.get("/inbox", response=InboxOut, summary="What waits for you, and what you wait for")
def get_inbox(request: Caller, asked: Query[InboxFilter]) -> Any:
    """As on the page. Of cases that are marked secret nothing is told or counted."""
    wanted = " ".join(asked.q.split())
    found = inbox(request.user, number=asked.page, view=VIEWS[asked.view], wanted=wanted, with_secret=False)
    return _lists(found, asked.view) | {
        "view": asked.view,
        "page": found.page.number,
        "pages": found.page.paginator.num_pages,
        "mine_count": _count(found.mine_count),
        "others_count": _count(found.others_count),
        "late_count": _count(found.late_count),
    }


@router.post("/inbox/read", response=ReadOut, summary="Mark messages as read")
def mark_as_read(request: Caller, sent: ReadIn) -> Any:
    """Up to the latest that was shown; what was written meanwhile is not. Safe to repeat."""
    case = open_case(request.user, sent.case) if sent.case is not None else None
    newest = Message.objects.visible_to(request.user).filter(case=case) if case is not None else None
    if newest is not None and not newest.filter(pk=sent.last).exists():
        raise CaseError("nothing_of_that_name", field="last")
    note_reading(case, request.user, sent.last)
    return {"last": sent.last}


@router.post("/reminders", response=RemindedOut, summary="Remind of what is late")
def remind_of_what_is_late(request: Caller, sent: RemindIn) -> Any:
    """For the office. Safe to repeat: nothing is reminded of twice in a day."""
    found = mandated(request.user)
    if not found.is_office:
        raise CaseError("not_the_association")
    if not sent.cases and not sent.obligations and not sent.agreements:
        raise CaseError("nothing_to_remind_of", field="cases")
    came = [
        *_each(_cases(found, sent.cases), remind_late, request),
        *_each(_obligations(found, sent.obligations), remind_obligation, request),
        *_each(_agreements(found, sent.agreements), remind_agreement, request),
    ]
    return {name: came.count(name) for name in ("sent", "earlier", "gone_on")}


def _each(rows: Iterable[Any], remind: Callable[..., bool], request: Caller) -> Iterable[str]:
    for row in rows:
        try:
            yield "sent" if remind(row, by=request.user) else "earlier"
        except CaseError as error:
            if error.status == FORBIDDEN:
                raise
            yield "gone_on"


def _all_there(rows: list[Any], wanted: set[Any]) -> list[Any]:
    if len(rows) < len(wanted):
        raise Http404
    return rows


def _cases(found: Standing, numbers: list[str]) -> list[Case]:
    wanted = set(numbers)
    rows = Case.objects.visible_in(found).open().filter(number__in=wanted).order_by("due_on", "pk")
    return _all_there(list(rows), wanted)


def _obligations(found: Standing, ids: list[int]) -> list[Any]:
    seen = obligations_seen(found, stage_names()).filter(pk__in=ids, case__secret=False)
    return _all_there(list(seen.select_related("case").order_by("due_on", "pk")), set(ids))


def _agreements(found: Standing, ids: list[int]) -> list[Agreement]:
    seen = Agreement.objects.visible_in(found).filter(pk__in=ids, case__secret=False)
    return _all_there(list(seen.select_related("case").order_by("sign_by", "pk")), set(ids))


def _lists(found: Inbox, view: Asked) -> dict[str, Any]:
    """Those that answer the question that was asked."""
    mine = view in (Asked.ALL, Asked.MINE, Asked.LATE)
    others = view in (Asked.ALL, Asked.OTHERS, Asked.LATE)
    return {
        "mine": [_item(each) for each in found.mine] if mine else [],
        "coming": [_item(each) for each in found.coming] if view in (Asked.ALL, Asked.MINE) else [],
        "others": [_item(each) for each in (*found.others, *found.signing)] if others else [],
        "late_with_others": [_item(each) for each in found.late_elsewhere] if view in (Asked.ALL, Asked.LATE) else [],
        "nobody": [_item(each) for each in found.silent] if view == Asked.ALL else [],
        "unread": [_unread(each) for each in found.unread.cases] if view in (Asked.ALL, Asked.UNREAD) else [],
        "drafts": [_draft(each) for each in found.drafts] if view in (Asked.ALL, Asked.MINE) else [],
    }


def _item(each: Item) -> dict[str, Any]:
    plain = ("what", "due_on", "late", "days_late")
    return {name: getattr(each, name) for name in plain} | {
        "kind": each.kind.value,
        "case": each.case.number,
        "title": each.case.subject,
        "who": list(each.bodies),
        "url": each.url or each.case.get_absolute_url(),
    }


def _unread(each: Any) -> dict[str, Any]:
    latest = each.latest
    said = {"case": latest.case.number, "title": latest.case.subject, "count": each.count}
    return said | {"last": latest.pk, "at": latest.at, "by": latest.by.name}


def _draft(each: Any) -> dict[str, Any]:
    form = each.version.form
    url = reverse("forms:overview", args=[each.uuid])
    return {"id": each.uuid, "form": form.key, "title": str(each.title or form.title), "url": url}


def _count(each: Counted) -> dict[str, Any]:
    return {"number": each.number, "is_longer": each.is_longer}
