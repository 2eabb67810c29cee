"""Who is told of what a grant owes: that it was sent in, looked at, or is late."""

from datetime import date, datetime

from django.utils import timezone

from .letters import Letter, send
from .models import Case, Obligation
from .notices import applying_people, is_news, office_people, tell


def obligation_sent(case: Case, obligation: Obligation, sending: int, *, at: datetime) -> None:
    """To the office, which approves it or sends it back."""
    if is_news(at):
        key = f"obligation_sent:{obligation.pk}:{sending}"
        people = office_people(on=timezone.localdate(at))
        tell(people, "obligation_sent", key, case, obligation=obligation.title)


def obligation_looked_at(
    case: Case, obligation: Obligation, template: str, *, at: datetime, reason: str | None = None
) -> None:
    """To those who apply: it is approved, or sent back with what is missing."""
    if is_news(at):
        key = f"{template}:{obligation.pk}:{at:%Y%m%d%H%M%S}"
        values = {"obligation": obligation.title, "reason": reason}
        tell(applying_people(case, on=timezone.localdate(at)), template, key, case, urgent=bool(reason), **values)


def remind_again(obligation: Obligation, *, on: date) -> None:
    """The office reminds of what is late, at most once a day whatever the schedule has sent."""
    send(reminders(obligation, on=on))


def reminders(obligation: Obligation, *, on: date) -> list[Letter]:
    """The letters that the office's reminder is, to those who apply."""
    key = f"reminder:office:obligation:{obligation.pk}:{on:%Y%m%d}"
    values = {"obligation": obligation.title, "deadline": obligation.due_on}
    people = applying_people(obligation.case, on=on)
    return [Letter(user, "obligation_late", key, obligation.case, values, urgent=True) for user in people]
