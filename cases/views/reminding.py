"""Reminders in bulk: the office reminds of all that it ticked in a list, and reads what came of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.errors import FORBIDDEN, CaseError
from cases.letters import Letter, written
from forms.domain.typed import whole
from people.requests import ReaderRequest


class Came(Enum):
    """What came of reminding of one."""

    SENT = "sent"
    EARLIER = "reminded of earlier today"
    GONE_ON = "not late any more, or waits for nobody"


# How many, in words with a place for %(count)s; the same words for two things count both.
type Said = Mapping[Came, Callable[[int], str]]


def ticked(request: ReaderRequest, name: str, *, most: int) -> set[int]:
    """The ids that are ticked: `most` is what a page has, since a longer list was not ticked by hand."""
    return {pk for one in request.POST.getlist(name)[:most] if (pk := whole(one)) is not None}


def letter_to_read[Row](
    request: ReaderRequest, rows: Sequence[Row], reminders: Callable[..., list[Letter]], *, name: str, back: str
) -> HttpResponse:
    """What is ticked, and the letter about the first of it as its first reader will get it; nothing is sent."""
    letters = written(reminders(rows[0], on=timezone.localdate()))
    context = {
        "rows": rows,
        "letter": letters[0] if letters else None,
        "readers": [letter.to.name for letter in letters],
        "name": name,
        "send_to": request.path,
        "back": back,
        "kept": request.POST.get("visa", ""),
    }
    return render(request, "cases/letter_to_read.html", context)


def remind_of[Row](request: ReaderRequest, rows: Iterable[Row], remind: Callable[..., bool], said: Said) -> None:
    """Remind of each by the action, which gives False where it was done earlier today, and tell how it went."""
    with transaction.atomic():
        # In the order of their cases, which each locks: two who remind at once wait and never lock each other out.
        in_order = sorted(rows, key=lambda row: getattr(row, "case_id", None) or row.pk)  # type: ignore[attr-defined]
        came = [_came(row, request, remind) for row in in_order]
    for words in dict.fromkeys(said.values()):
        count = sum(said[each] is words for each in came)
        if count:
            tell = messages.success if words is said[Came.SENT] else messages.info
            tell(request, words(count) % {"count": count})


def _came[Row](row: Row, request: ReaderRequest, remind: Callable[..., bool]) -> Came:
    try:
        return Came.SENT if remind(row, by=request.user) else Came.EARLIER
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        return Came.GONE_ON
