"""What the trail's events of changes say in words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from cases.models import ChangeRequest
from cases.queries.telling import Known, Told
from cases.sentences import joined, language_day
from people.domain.swedish import kr


def _asked(data: Mapping[str, Any], known: Known) -> Told:
    parts = [str(ChangeRequest.Part(part).label) for part in data.get("parts", ()) if part in ChangeRequest.Part.values]
    words = {"number": data.get("change", "")}
    return Told(gettext("A change was asked for in %(number)s") % words, joined(parts), weighty=True)


def _ended(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("Nothing came of the request in %(number)s") % {"number": data.get("change", "")})


def _amended(data: Mapping[str, Any], known: Known) -> Told:
    said = []
    if data.get("period_to"):
        said.append(gettext("New last day: %(day)s") % {"day": language_day(date.fromisoformat(data["period_to"]))})
    for year, (before, after) in sorted(data.get("years", {}).items()):
        words = {"year": year, "before": kr(Decimal(before)), "after": kr(Decimal(after))}
        said.append(gettext("%(year)s: %(before)s became %(after)s") % words)
    if data.get("person"):
        words = {"name": known.person(data["person"]), "day": language_day(date.fromisoformat(data["leads_from"]))}
        said.append(gettext("%(name)s is process leader from %(day)s") % words)
    title = gettext("The case was changed by %(number)s") % {"number": data.get("change", "")}
    return Told(title, "\n".join(said), weighty=True)


def _took_effect(data: Mapping[str, Any], known: Known) -> Told:
    return Told(gettext("The change holds in %(number)s") % {"number": data.get("first", "")}, weighty=True)


OF_CHANGES: dict[str, Callable[[Mapping[str, Any], Known], Told]] = {
    "change_asked": _asked,
    "change_ended": _ended,
    "amended": _amended,
    "took_effect": _took_effect,
}
