"""How the pages of a submission speak of times and of how far it has come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from forms.domain.progress import Progress
from forms.models import Submission
from people.domain.swedish import long_day
from people.models import User


def when(at: datetime) -> str:
    """`14.32` today, otherwise `14 mars 2026 kl. 14.32`."""
    local = timezone.localtime(at)
    clock = f"{local:%H.%M}"
    if local.date() == timezone.localdate():
        return clock
    return _("%(day)s at %(clock)s") % {"day": long_day(local.date(), (get_language() or "sv")[:2]), "clock": clock}


def saved(at: datetime, by: User, *, reader: User) -> str:
    if by == reader:
        return _("Saved %(when)s") % {"when": when(at)}
    return _("Saved %(when)s by %(who)s") % {"when": when(at), "who": by}


def progress_word(progress: Progress) -> str:
    match progress:
        case Progress.NOT_STARTED:
            return pgettext("section of a form", "not started")
        case Progress.STARTED:
            return pgettext("section of a form", "started")
        case Progress.DONE:
            return pgettext("section of a form", "done")
    return pgettext("section of a form", "to be put right")


PROGRESS_MARKS = {Progress.NOT_STARTED: "", Progress.STARTED: "now", Progress.DONE: "ok", Progress.WRONG: "stop"}


def standing_of(submission: Submission, reader: User) -> str:
    """One sentence on where a submission is."""
    if submission.state == Submission.State.SUBMITTED and submission.submitted_at:
        return _("Sent in %(when)s.") % {"when": when(submission.submitted_at)}
    last = saved(submission.saved_at, submission.saved_by, reader=reader)
    if submission.state == Submission.State.REOPENED:
        return _("Opened for a supplement. %(saved)s.") % {"saved": last}
    return _("Draft, not sent in. %(saved)s.") % {"saved": last}


def why_left(code: str) -> str:
    """Why an answer could not be carried."""
    match code:
        case "no_question":
            return _("The form no longer asks this.")
        case "not_an_option":
            return _("The option is no longer there.")
        case "no_body":
            return _("It does not exist today, or cannot be chosen here.")
        case "no_column":
            return _("The column is no longer there.")
        case "no_year":
            return _("The budget does not have that year.")
        case "files":
            return _("Files are not copied. Attach those that are still right.")
    return _("The answer does not fit the question as it is asked now.")


def left_words(left: Mapping[str, Any]) -> dict[str, Any]:
    """One entry of what could not be carried, as a page shows it."""
    files = [{**file, "url": reverse("forms:file", args=[file["id"]])} for file in left.get("files", ())]
    return {"label": left["label"], "text": left["text"], "why": why_left(left["why"]), "files": files}
