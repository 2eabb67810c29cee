"""The year of the groups: all of them side by side, and one of them as a wheel and a list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.begin_year_form import begin_year_form
from cases.actions.mark_year import keeps_year, mark_happening, take_back_mark
from cases.actions.remind_year import remind_year
from cases.domain import year as rules
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.year import GroupsInput, MarkInput
from cases.models import Happening
from cases.permissions import require
from cases.queries.year import FIRST_YEAR, LAST_YEAR, Entry, GroupYear, groups_seen, years_of
from cases.queries.year_page import matrix, wheel
from cases.year_calendar import year_calendar
from people.models import Body
from people.posting import posted_from
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

from .refusals import put_beside

KEPT_BY = gettext_lazy("Only the group's chair and process leader, and the office, keep its year.")


@login_required
@require_safe
def now(request: ReaderRequest) -> HttpResponse:
    """This year: of the one group that somebody has, or of all of them."""
    found = _mandated(request)
    year = timezone.localdate().year
    groups = list(groups_seen(found, year)[:2])
    if len(groups) == 1:
        return redirect("cases:group_year", year, groups[0].key)
    return redirect("cases:years", year)


@login_required
@require_safe
def years(request: ReaderRequest, year: int) -> HttpResponse:
    found = _mandated(request)
    _within(year)
    groups = list(groups_seen(found, year))
    today = timezone.localdate()
    rows = years_of(groups, year, found=found, on=today)
    context = {"year": year, "matrix": matrix(rows), "steps": _steps(year), "on": today, "is_office": found.is_office}
    return render(request, "cases/year/years.html", context)


@login_required
@require_safe
def group_year(request: ReaderRequest, year: int, key: str) -> HttpResponse:
    return _shown(request, year, key)


@login_required
@require_safe
def calendar(request: ReaderRequest, year: int, key: str) -> HttpResponse:
    """The year as a calendar file."""
    found, body = _body(request, year, key)
    one = _one(found, body, year)
    answer = HttpResponse(year_calendar(one, stamp=timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}-{year}.ics"'
    return answer


@login_required
@posted_from("cases:group_year", "year", "key")
def mark(request: ReaderRequest, year: int, key: str, happening: int, starts: str) -> HttpResponse:
    """Tick by hand, or take the tick back."""
    found, body = _body(request, year, key)
    require(keeps_year(found, body.pk), str(KEPT_BY))
    entry = _entry(_one(found, body, year), happening, starts)
    if request.POST.get("act") == "take_back":
        return _done(request, entry, lambda: take_back_mark(entry.happening, body, _starts(entry), by=request.user))
    form = MarkInput(request.POST, auto_id=f"{_name(entry)}-%s")
    if not form.is_valid():
        return _shown(request, year, key, form=(entry, form), status=422)
    typed = form.cleaned_data
    return _done(
        request, entry, lambda: mark_happening(entry.happening, body, _starts(entry), by=request.user, **typed), form
    )


@login_required
@posted_from("cases:group_year", "year", "key")
def remind(request: ReaderRequest, year: int, key: str) -> HttpResponse:
    """The office reminds the group of what is late and to be done."""
    found, body = _body(request, year, key)
    require(found.is_office, _("Only the office can remind others."))
    sent = remind_year(_one(found, body, year), by=request.user)
    said = _("A reminder is sent.") if sent else _("Nothing to remind of, or a reminder was sent earlier today.")
    messages.add_message(request, messages.SUCCESS if sent else messages.INFO, said)
    return redirect("cases:group_year", year, key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ReaderRequest, year: int, key: str, happening: int, starts: str) -> HttpResponse:
    """Choose which groups the text is for, and begin it."""
    found, body = _body(request, year, key)
    require(keeps_year(found, body.pk), str(KEPT_BY))
    groups = [one for one in groups_seen(found, year) if keeps_year(found, one.pk)]
    rows = years_of(groups, year, found=found, on=timezone.localdate())
    asked = [entry for row in rows for entry in row.entries if _is(entry, happening, starts)]
    entry = next((each for each in asked if each.body == body), None)
    if entry is None or entry.happening.fulfilled_by != Happening.FulfilledBy.FORM:
        raise Http404
    bodies = [each.body for each in asked]
    chosen = [each.body.pk for each in asked if each.found is None and each.mark is None and not each.draft]
    office_chose = [body.pk] if found.is_office else chosen
    posted = request.POST if request.method == "POST" else None
    form = GroupsInput(posted, bodies=bodies, initial={"bodies": office_chose or [body.pk]})
    if form.is_valid():
        try:
            by = request.user
            draft = begin_year_form(entry.happening, list(form.cleaned_data["bodies"]), _starts(entry), by=by)
        except CaseError as error:
            if error.status == FORBIDDEN:
                raise PermissionDenied(str(error)) from error
            if not put_beside(form, error):
                form.add_error(None, str(error))
        else:
            return redirect("forms:overview", draft.uuid)
    context = {"entry": entry, "body": body, "year": year, "form": form}
    return render(request, "cases/year/begin.html", context, status=422 if form.errors else 200)


def _shown(
    request: ReaderRequest,
    year: int,
    key: str,
    *,
    form: tuple[Entry, MarkInput] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    found, body = _body(request, year, key)
    one, today = _one(found, body, year), timezone.localdate()
    keeps = keeps_year(found, body.pk)
    context = {
        "year": year,
        "body": body,
        "one": one,
        "wheel": wheel(one, year, today),
        "rows": [_row(entry, number, keeps, form) for number, entry in enumerate(one.entries, start=1)],
        "keeps": keeps,
        "is_mine": body.pk in found.body_ids,
        "is_office": found.is_office,
        "refused": refused,
        "states": [state for state in rules.ORDER if one.count(state)],
        "asks": any(entry.is_open for entry in one.entries),
        "steps": _steps(year, key),
        "on": today,
        "crumbs": [{"title": _("The groups' year"), "url": reverse("cases:years", args=[year])}],
    }
    return render(request, "cases/year/group.html", context, status=status)


def _row(entry: Entry, number: int, keeps: bool, form: tuple[Entry, MarkInput] | None) -> dict[str, Any]:
    typed = form[1] if form and _is(form[0], entry.happening.pk, _starts(entry).isoformat()) else None
    may_tick = keeps and entry.mark is None and entry.state != "done"
    blank = MarkInput(auto_id=f"{_name(entry)}-%s") if may_tick else None
    return {
        "entry": entry,
        "number": number,
        "starts": _starts(entry).isoformat(),
        "form": typed or blank,
        "open": typed,
    }


def _done(request: ReaderRequest, entry: Entry, do, form: MarkInput | None = None) -> HttpResponse:
    try:
        do()
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        shown, refused = None, str(error)
        if form is not None and put_beside(form, error):
            shown, refused = (entry, form), ""
        year = entry.occasion.due_on.year
        return _shown(request, year, entry.body.key, form=shown, refused=refused, status=error.status)
    messages.success(request, _("The year of the group is updated."))
    return redirect("cases:group_year", entry.occasion.due_on.year, entry.body.key)


def _mandated(request: ReaderRequest) -> Standing:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    return found


def _within(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


def _body(request: ReaderRequest, year: int, key: str) -> tuple[Standing, Body]:
    found = _mandated(request)
    _within(year)
    body = groups_seen(found, year).filter(key=key).first()
    if body is None:
        raise Http404
    return found, body


def _one(found: Standing, body: Body, year: int) -> GroupYear:
    return years_of([body], year, found=found, on=timezone.localdate())[0]


def _entry(one: GroupYear, happening: int, starts: str) -> Entry:
    entry = next((each for each in one.entries if _is(each, happening, starts)), None)
    if entry is None:
        raise Http404
    return entry


def _is(entry: Entry, happening: int, starts: str) -> bool:
    return entry.happening.pk == happening and _starts(entry).isoformat() == starts


def _starts(entry: Entry) -> date:
    return entry.occasion.span.starts


def _name(entry: Entry) -> str:
    return f"m{entry.happening.pk}-{_starts(entry):%Y%m%d}"


def _steps(year: int, key: str = "") -> Sequence[dict[str, Any]]:
    """The year before and the year after."""
    name, more = ("cases:group_year", [key]) if key else ("cases:years", [])
    return [
        {"year": other, "url": reverse(name, args=[other, *more])} if FIRST_YEAR <= other <= LAST_YEAR else {}
        for other in (year - 1, year + 1)
    ]
