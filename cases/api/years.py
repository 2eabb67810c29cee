"""The groups' years, by program: what is asked for, how it stands, ticked, begun and reminded of."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import Http404
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import AfterValidator, Field

from cases.actions.act_once import act_once
from cases.actions.begin_year_form import begin_year_form
from cases.actions.mark_year import keeps_year, mark_happening, take_back_mark
from cases.actions.remind_year import remind_year
from cases.api.acts import IdempotencyKey
from cases.api.door import mandated
from cases.api.forms import body_of, misfits, posted
from cases.api.schemas import BodyRef, one_of
from cases.domain import year as rules
from cases.errors import CaseError
from cases.inputs.year import GroupsInput, MarkInput
from cases.models import Happening
from cases.queries.year import FIRST_YEAR, LAST_YEAR, Entry, GroupYear, groups_seen, years_of
from forms.api.problems import Refused
from forms.domain import typed
from people.api.authentication import Caller
from people.api.pages import Asking, Page, Paging, page_of
from people.models import Body
from people.queries.mandates import Standing

router = Router(tags=["The year"])
YearOf = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]
Key = Annotated[str, Path(max_length=60, description="A key, as the year lists it.", pattern=r"^[-a-zA-Z0-9_]+$")]
Starts = Annotated[date, Path(description="The first day of the period: `period_from`.")]
MarkIn = body_of("MarkIn", MarkInput)


class HappeningOut(Schema):
    """One thing in a group's year."""

    happening: str = Field(description="Its key.")
    name: str
    period_from: date
    period_to: date
    due_on: date
    state: str = Field(json_schema_extra={"enum": list(rules.STATES)})
    who: list[str] = Field(description="Who sees to it.")
    fulfilled_by: str = one_of(Happening.FulfilledBy)
    is_ticked: bool = Field(description="By hand.")
    done_on: date | None = Field(description="Of a tick.")
    note: str = Field(description="Of a tick.")
    draft: str = Field(description="The id of a submission that somebody has begun, or empty.")


class GroupYearOut(Schema):
    group: BodyRef
    year: int
    keeps: bool = Field(description="Whether you keep the group's year.")
    late: int
    due: int
    entries: list[HappeningOut] = Field(description="In the order that they are due.")
    url: str = Field(description="Its page.")


class BeginIn(Asking):
    groups: list[Annotated[str, Field(max_length=50), AfterValidator(typed.one_line)]] = Field(
        min_length=1, max_length=50, description="The keys of the groups that one text is sent in for."
    )


class YearDoneOut(Schema):
    """What an act in a year led to. The same again when the request is repeated with its key."""

    group: str
    year: int
    state: str = Field(description="How it stands now; empty for a reminder.")
    submission: str = Field(description="The id of what was begun; empty else.")
    sent: int = Field(description="How many were reminded.")


@router.get("/years/{year}", response=Page[GroupYearOut], summary="The groups' years that you see")
def list_years(request: Caller, year: YearOf, asked: Query[Paging]) -> Any:
    """Of your own groups; for the association's bodies every group's."""
    found = mandated(request.user)
    return page_of(groups_seen(found, year), asked, lambda rows: _years(rows, year, found))


@router.get("/years/{year}/{group}", response=GroupYearOut, summary="The year of a group")
def get_year(request: Caller, year: YearOf, group: Key) -> Any:
    found, body = _body(request, year, group)
    return _years([body], year, found)[0]


@router.post("/years/{year}/{group}/{happening}/{starts}/tick", response=YearDoneOut, summary="Tick by hand")
def tick_in_year(
    request: Caller,
    year: YearOf,
    group: Key,
    happening: Key,
    starts: Starts,
    sent: MarkIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """By who keeps the group's year: its chair and process leader, and the office."""

    def act(entry: Entry) -> None:
        form = MarkInput(posted(sent))
        if not form.is_valid():
            raise misfits(form, sent)
        mark_happening(entry.happening, entry.body, starts, by=request.user, **form.cleaned_data)

    return _at_entry(request, (year, group, happening, starts), sent, act, idempotency_key, "tick")


@router.post("/years/{year}/{group}/{happening}/{starts}/take-back", response=YearDoneOut, summary="Take a tick back")
def take_tick_back(
    request: Caller, year: YearOf, group: Key, happening: Key, starts: Starts, idempotency_key: IdempotencyKey = None
) -> Any:
    def act(entry: Entry) -> None:
        take_back_mark(entry.happening, entry.body, starts, by=request.user)

    return _at_entry(request, (year, group, happening, starts), None, act, idempotency_key, "take-back")


@router.post(
    "/years/{year}/{group}/{happening}/{starts}/begin", response=YearDoneOut, summary="Begin the form that it asks for"
)
def begin_form_of_year(
    request: Caller,
    year: YearOf,
    group: Key,
    happening: Key,
    starts: Starts,
    sent: BeginIn,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """For one group or several that you keep; what is known already stands in it. Save and send it in as any other."""

    def act(entry: Entry) -> str:
        if entry.happening.fulfilled_by != Happening.FulfilledBy.FORM:
            raise Http404
        found = mandated(request.user)
        kept = [one for one in groups_seen(found, year) if keeps_year(found, one.pk) and entry.happening.is_for(one)]
        by_key = {one.key: one for one in kept}
        if any(key not in by_key for key in sent.groups):
            raise CaseError("not_your_groups", field="groups")
        form = GroupsInput({"bodies": [by_key[key].pk for key in sent.groups]}, bodies=kept)
        if not form.is_valid():
            raise misfits(form, sent)
        draft = begin_year_form(entry.happening, list(form.cleaned_data["bodies"]), starts, by=request.user)
        return str(draft.uuid)

    return _at_entry(request, (year, group, happening, starts), sent, act, idempotency_key, "begin")


@router.post("/years/{year}/{group}/remind", response=YearDoneOut, summary="Remind a group of its year")
def remind_group_of_year(request: Caller, year: YearOf, group: Key, idempotency_key: IdempotencyKey = None) -> Any:
    """For the office: of what is late and to be done, once a day at most."""
    found, body = _body(request, year, group)
    if not found.is_office:
        raise CaseError("not_the_association")

    def done() -> dict[str, Any]:
        (one,) = years_of([body], year, found=found, on=found.on)
        return _said(body, year, sent=remind_year(one, by=request.user))

    return _once(request, {"year": year, "group": group, "what": "remind"}, done, idempotency_key)


def _at_entry(
    request: Caller,
    at: tuple[int, str, str, date],
    sent: Asking | None,
    act: Callable[[Entry], str | None],
    key: str | None,
    what: str,
) -> dict[str, Any]:
    """An act on one thing of a year, by who keeps it."""
    year, group, happening, starts = at
    found, body = _body(request, year, group)
    if not keeps_year(found, body.pk):
        raise CaseError("not_the_keeper_of_year")
    entry = _entry(body, year, found, happening, starts)

    def done() -> dict[str, Any]:
        made = act(entry) or ""
        return _said(body, year, state=_entry(body, year, found, happening, starts).state, submission=made)

    place = {"year": year, "group": group, "happening": happening, "starts": starts.isoformat(), "what": what}
    return _once(request, place | {"sent": sent.model_dump(mode="json") if sent else {}}, done, key)


def _once(
    request: Caller, asked: dict[str, Any], done: Callable[[], dict[str, Any]], key: str | None
) -> dict[str, Any]:
    if not key:
        raise Refused("key_missing")
    return act_once(asked, done, by=request.user, key=key)


def _said(body: Body, year: int, *, state: str = "", submission: str = "", sent: int = 0) -> dict[str, Any]:
    return {"group": body.key, "year": year, "state": state, "submission": submission, "sent": sent}


def _body(request: Caller, year: int, key: str) -> tuple[Standing, Body]:
    found = mandated(request.user)
    body = groups_seen(found, year).filter(key=key).first()
    if body is None:
        raise Http404
    return found, body


def _entry(body: Body, year: int, found: Standing, happening: str, starts: date) -> Entry:
    (one,) = years_of([body], year, found=found, on=found.on)
    for entry in one.entries:
        if entry.happening.key == happening and entry.occasion.span.starts == starts:
            return entry
    raise Http404


def _years(bodies: list[Body], year: int, found: Standing) -> list[dict[str, Any]]:
    return [_year(one, year, found) for one in years_of(bodies, year, found=found, on=found.on)]


def _year(one: GroupYear, year: int, found: Standing) -> dict[str, Any]:
    return {
        "group": {"key": one.body.key, "name": one.body.name},
        "year": year,
        "keeps": keeps_year(found, one.body.pk),
        "late": one.count(rules.LATE),
        "due": one.count(rules.DUE),
        "entries": [_shown(entry) for entry in one.entries],
        "url": reverse("cases:group_year", args=[year, one.body.key]),
    }


def _shown(entry: Entry) -> dict[str, Any]:
    mark, span = entry.mark, entry.occasion.span
    return {
        "happening": entry.happening.key,
        "name": entry.happening.name,
        "period_from": span.starts,
        "period_to": span.ends,
        "due_on": entry.occasion.due_on,
        "state": entry.state,
        "who": list(entry.who),
        "fulfilled_by": entry.happening.fulfilled_by,
        "is_ticked": mark is not None,
        "done_on": mark.done_on if mark is not None else None,
        "note": mark.note if mark is not None else "",
        "draft": str(entry.draft or ""),
    }
