"""What other apps tell forms without forms knowing them: who starts a form, who else sees what was sent, where it is.

An app registers in its `AppConfig.ready()`:

    from forms.extensions import let_see, let_write, say_who_starts, tell_whereabouts

    say_who_starts(lambda user: Q(routes__live=True))
    let_see(lambda user: Q(case__in=Case.objects.visible_to(user)))
    let_write(lambda user, submission, on: …)
    tell_whereabouts(whereabouts_of_submissions)
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from forms.models import Submission
    from people.models import User


@dataclass(frozen=True)
class Whereabouts:
    """Where a sent submission is, as its sender reads it.

    `reference` is what people call it by (a registry number), `url` where to follow it, `words` one plain
    sentence on who has it. While it is open for a supplement, `asked` is what is asked for and `due_on` by when.
    """

    reference: str
    url: str
    words: str = ""
    asked: str = ""
    due_on: date | None = None
    # What the sender does next, where that is more than to wait.
    next_step: str = ""
    # It is opened by being sent back whole, never for a supplement.
    is_sent_back: bool = False


type Viewers = Callable[["User"], Q]
# Takes submissions, gives what is known by their primary key; asked once a page, so one query is right.
type Finder = Callable[[Collection["Submission"]], Mapping[int, Whereabouts]]

# Whether a user may write in a submission on a day, beside its creator and those who speak for its groups.
type Writers = Callable[["User", "Submission", date], bool]

_writers: list[Writers] = []
_starters: list[Viewers] = []
_viewers: list[Viewers] = []
_finders: list[Finder] = []


def say_who_starts(rule: Viewers) -> None:
    """Narrow which forms a user may start: the rule gives a condition on forms for a user."""
    if rule not in _starters:
        _starters.append(rule)


def let_see(rule: Viewers) -> None:
    """Let more people see what was sent in: the rule gives a condition on submissions for a user."""
    if rule not in _viewers:
        _viewers.append(rule)


def let_write(rule: Writers) -> None:
    """Let more people write in a submission than those of its groups who write for them."""
    if rule not in _writers:
        _writers.append(rule)


def others_write(user: "User", submission: "Submission", on: date) -> bool:
    return any(rule(user, submission, on) for rule in _writers)


def tell_whereabouts(finder: Finder) -> None:
    if finder not in _finders:
        _finders.append(finder)


def others_see(user: "User") -> Q:
    """The submissions that other apps let the user see; matches none when no app says anything."""
    condition = Q(pk__in=())
    for rule in _viewers:
        condition |= rule(user)
    return condition


def may_start(user: "User") -> Q:
    """The forms that every app lets the user start; all of them when no app says anything."""
    condition = Q()
    for rule in _starters:
        condition &= rule(user)
    return condition


def whereabouts(submissions: Collection["Submission"]) -> dict[int, Whereabouts]:
    found: dict[int, Whereabouts] = {}
    for finder in _finders if submissions else ():
        found.update(finder(submissions))
    return found


# Takes a submission, the fields of the section that is shown and the reader; gives ready HTML, or nothing.
type Beside = Callable[["Submission", Collection[str], "User"], str]
_beside: list[Beside] = []


def stand_beside(finder: Beside) -> None:
    """Show beside a section what its answers were taken from."""
    if finder not in _beside:
        _beside.append(finder)


def beside(submission: "Submission", fields: Collection[str], user: "User") -> list[str]:
    return [html for finder in _beside if (html := finder(submission, fields, user))]
