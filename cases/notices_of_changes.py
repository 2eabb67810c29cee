"""Who is told that what was granted has been changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from people.domain.swedish import kr

from .models import AmendedYear, Amendment, Case
from .notices import applicants_and_office, is_news, tell


def amended(case: Case, amendment: Amendment, years: Iterable[AmendedYear], *, at: datetime) -> None:
    """To those of the first case, the new process leader and the office: what holds from now on."""
    if not is_news(at):
        return
    people = {user.pk: user for user in applicants_and_office(case, on=timezone.localdate(at))}
    if amendment.person is not None:
        people[amendment.person.pk] = amendment.person
    request = amendment.request.case
    values: dict[str, Any] = {
        "change": request.number if request else "",
        "period": amendment.period_to,
        "amounts": "; ".join(f"{each.year}: {kr(each.before)} → {kr(each.after)}" for each in years),
        "person": amendment.person.name if amendment.person else "",
        "from": amendment.leads_from,
    }
    tell(people.values(), "amended", f"amended:{amendment.pk}", case, **values)
