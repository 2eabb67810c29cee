"""Remind of what groups' years ask for: by the day's rules, or because the office wants it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import year_trail
from cases.domain import year as rules
from cases.domain.deadlines import reminder_due
from cases.models import YearEvent
from cases.notices_of_years import remind_of_years
from cases.queries.year import Entry, GroupYear, years_of
from people.models import Body, BodyKind, User
from people.queries.mandates import Standing

from .mandates import must_be_association

# Days before the last one; after it once.
DAYS_BEFORE = (30, 7)
# What is older than this is no news to anybody when the reminders run for the first time.
FRESH = timedelta(days=14)


@transaction.atomic
def remind_year(one: GroupYear, *, by: User, at: datetime | None = None) -> int:
    """The office reminds a group of all that is late or to be done, at most once a day. Gives to how many."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    asked = [entry for entry in one.entries if entry.is_open]
    Body.objects.select_for_update().get(pk=one.body.pk)
    earlier = YearEvent.objects.filter(body=one.body, kind="reminded", data__day=on.isoformat())
    if not asked or earlier.exists():
        return 0
    late = any(entry.state == rules.LATE for entry in asked)
    sent = remind_of_years(asked, key=f"reminder:office:year:{one.body.pk}:{on:%Y%m%d}", late=late, on=on)
    for entry in asked:
        span_from = entry.occasion.span.starts.isoformat()
        said = {"day": on.isoformat(), "span_from": span_from}
        year_trail.record(one.body, entry.happening, "reminded", by=by, at=at, data=said)
    return sent


def remind_by_the_rules(on: date) -> None:
    """Each last day's letters, once for each rule: what is due in the same days is one letter to each person."""
    groups: dict[tuple[date, int], list[Entry]] = {}
    for entry in _open_entries(on):
        rule = reminder_due(entry.occasion.due_on, DAYS_BEFORE, on)
        if rule is not None and on - entry.occasion.due_on <= FRESH:
            groups.setdefault((entry.occasion.due_on, rule), []).append(entry)
    for (due_on, rule), entries in groups.items():
        with transaction.atomic():
            remind_of_years(entries, key=f"reminder:year:{due_on:%Y%m%d}:{rule}", late=rule < 0, on=on)


def _open_entries(on: date) -> list[Entry]:
    everybody = Standing(user_id=None, on=on, is_superuser=True)
    bodies = list(Body.objects.valid(on).filter(kind=BodyKind.LOCAL_GROUP).order_by("name", "pk"))
    years = {on.year, (on - FRESH).year, (on + timedelta(days=max(DAYS_BEFORE))).year}
    found = [one for year in sorted(years) for one in years_of(bodies, year, found=everybody, on=on)]
    return [entry for one in found for entry in one.entries if entry.state in (rules.LATE, rules.DUE)]
