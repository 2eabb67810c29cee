"""The words for what is refused when roles change."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.naming import capital, in_sentence

REASONS = {
    "days_turned": _("The last day is before the first."),
    "day_missing": _("Say which day."),
    "in_the_past": _("That day has already passed."),
    "too_long": _("At most a year can be set at a time."),
    "already_holds": _("%(person)s already holds this role then."),
    "already_away": _("%(person)s is already away on some of those days."),
    "deputy_is_away": _("%(person)s is away on some of those days too."),
    "deputy_is_oneself": _("Nobody is their own deputy."),
    "not_of_the_body": _("%(person)s has no mandate in %(body)s. Ask the office to choose somebody from outside."),
    "nobody_chosen": _("Choose at least one deputy, or ask the office."),
    "no_mandate_then": _("There is no mandate to step in for on those days."),
    "inactive": _("%(person)s has no account that can be logged in with."),
    "chair_then": _("%(person)s is already chair from %(day)s. Change that mandate first."),
    "term_overlaps": _("Another term covers some of those days."),
    "term_appointed": _("Somebody is appointed for this term; end the mandate instead."),
    "already_ended": _("The mandate has already ended."),
    "not_begun": _("The mandate has not begun on that day."),
    "follows_itself": _("A group cannot follow itself."),
    "already_followed": _("%(body)s has already been followed by another."),
    "no_group_chosen": _("Choose at least one group that ends."),
    "nobody_would_hold": _(
        "Nobody would hold the role %(role)s in %(body)s. Choose a successor, or tick that you know."
    ),
}


def reason(code: str, params: Mapping[str, Any]) -> str:
    named = {name: in_sentence(value) if name == "body" else value for name, value in params.items()}
    return capital(str(REASONS[code]) % named)
