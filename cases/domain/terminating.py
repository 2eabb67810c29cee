"""When an agreement ends that somebody has given notice of, and until when its money can be asked for.

>>> last_day(date(2026, 11, 30), 3)
datetime.date(2027, 2, 28)
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# By the agreement's own notice, because all agree on another day, or at once because somebody broke it.
NOTICE, AGREED, BREACH = GROUNDS = ("notice", "agreed", "breach")
# Longer than this, and the day was mistyped.
LONGEST_MONTHS = 60


@dataclass(frozen=True)
class Days:
    """What is known of the agreement, and what was typed of the notice; an empty day follows from the rest."""

    in_force_on: date
    notice_months: int
    ground: str
    received_on: date | None
    ends_on: date | None = None
    claims_until: date | None = None


@dataclass(frozen=True)
class Ended:
    ends_on: date
    claims_until: date


@dataclass(frozen=True)
class Refused:
    """`code` (cases.errors), the field that it stands beside, and the earliest day that would do."""

    code: str
    field: str
    day: date | None = None


def last_day(received_on: date, months: int) -> date:
    """The same day so many months after the notice came in, or the last of a month without it (law 1930:173, § 2)."""
    years, month = divmod(received_on.month - 1 + months, 12)
    year, month = received_on.year + years, month + 1
    return date(year, month, min(received_on.day, monthrange(year, month)[1]))


def ended(days: Days, *, on: date) -> Ended | Refused:
    """The last day of the agreement, and the last day to ask for its money (the same where no other is said)."""
    if days.ground not in GROUNDS:
        return Refused("ground_of_notice_missing", "ground")
    if days.received_on is None:
        return Refused("notice_day_missing", "received_on")
    if days.received_on > on:
        return Refused("notice_in_the_future", "received_on")
    if days.received_on < days.in_force_on:
        return Refused("notice_before_the_agreement", "received_on", days.in_force_on)
    by_notice = last_day(days.received_on, days.notice_months)
    ends_on = days.ends_on or (by_notice if days.ground == NOTICE else days.received_on)
    earliest = by_notice if days.ground == NOTICE else days.received_on
    if ends_on < earliest:
        return Refused("notice_too_short", "ends_on", earliest)
    latest = last_day(by_notice, LONGEST_MONTHS)
    if ends_on > latest:
        return Refused("ends_too_late", "ends_on", latest)
    claims_until = days.claims_until or ends_on
    if claims_until < ends_on:
        return Refused("claims_end_before_the_agreement", "claims_until", ends_on)
    if claims_until > last_day(ends_on, LONGEST_MONTHS):
        return Refused("ends_too_late", "claims_until", last_day(ends_on, LONGEST_MONTHS))
    return Ended(ends_on, claims_until)
