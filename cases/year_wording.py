"""The year in words: when something is to be done, and how it stands."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cases.domain import year as rules
from cases.domain.following_up import Span
from cases.models import Happening

STATES = {
    rules.DONE: pgettext_lazy("happening", "Done"),
    rules.NOT_NEEDED: pgettext_lazy("happening", "Not needed"),
    rules.UNDER_WAY: pgettext_lazy("happening", "Under way"),
    rules.LATE: pgettext_lazy("happening", "Late"),
    rules.DUE: pgettext_lazy("happening", "To be done"),
    rules.NOT_YET: pgettext_lazy("happening", "Not yet"),
    rules.NOT_RECORDED: pgettext_lazy("happening", "Nothing noted"),
}
# The kind of mark that stands beside the word (components/mark.html).
MARKS = {
    rules.DONE: "ok",
    rules.NOT_NEEDED: "",
    rules.UNDER_WAY: "now",
    rules.LATE: "stop",
    rules.DUE: "warn",
    rules.NOT_YET: "",
    rules.NOT_RECORDED: "",
}
EVERY = {
    rules.YEARLY: gettext_lazy("Every year"),
    rules.HALF_YEARLY: gettext_lazy("Every half-year"),
}


def when_in_words(happening: Happening) -> str:
    """ "Every half-year, 31 days after it ended"."""
    return f"{EVERY[happening.every]}, {_due(happening)}"


def period_in_words(span: Span) -> str:
    """A calendar year or half-year by its name, anything else by its days."""
    year = span.starts.year
    if (span.starts.month, span.ends.month, span.ends.year) == (1, 12, year):
        return str(year)
    if (span.starts.month, span.ends.month) == (1, 6):
        return _("first half of %(year)s") % {"year": year}
    if (span.starts.month, span.ends.month) == (7, 12):
        return _("second half of %(year)s") % {"year": year}
    return f"{span.starts.isoformat()}–{span.ends.isoformat()}"


def _due(happening: Happening) -> str:
    if happening.due in rules.BY_DATE:
        said = _by_date(happening)
        return _("%(day)s in the period before") % {"day": said} if happening.due == rules.ON_DAY_BEFORE else said
    days = happening.days
    texts = {
        rules.BEFORE_START: ngettext(
            "%(count)s day before the period begins", "%(count)s days before the period begins", days
        ),
        rules.AFTER_START: ngettext(
            "%(count)s day after the period began", "%(count)s days after the period began", days
        ),
        rules.BEFORE_END: ngettext(
            "%(count)s day before the period ends", "%(count)s days before the period ends", days
        ),
        rules.AFTER_END: ngettext(
            "%(count)s day after the period ended", "%(count)s days after the period ended", days
        ),
    }
    return texts[happening.due] % {"count": days}


def _by_date(happening: Happening) -> str:
    one = f"{happening.day} {MONTHS[happening.month]}"
    if happening.every == rules.YEARLY:
        return one
    other = f"{happening.day} {MONTHS[(happening.month + 5) % 12 + 1]}"
    return _("%(one)s and %(other)s") % {"one": one, "other": other}
