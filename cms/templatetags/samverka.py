"""What our templates share: amounts, dates, icons, the rail, pages of a list."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from cms.demo.accounts import ACCOUNTS, DOMAIN
from cms.frame import opens_administration, opens_money
from people.domain import swedish
from people.models import User
from people.naming import in_sentence

register = template.Library()


def _number(value: Any) -> Decimal | None:
    """Kronor, also where they stand as text in answers; anything else is nothing."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _day(value: date | datetime | None) -> date | None:
    """The day here in Sweden, whichever zone a time was stored in."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value or None


@register.filter
def kr(value: Any) -> str:
    return swedish.kr(_number(value))


@register.filter
def tkr(value: Any) -> str:
    return swedish.tkr(_number(value))


@register.filter
def figures(value: Any) -> str:
    return swedish.figures(_number(value))


@register.filter
def day(value: date | datetime | None) -> str:
    return swedish.day(_day(value))


@register.filter
def longday(value: date | datetime | None) -> str:
    return swedish.long_day(_day(value), (get_language() or "sv")[:2])


@register.filter
def midway(name: str) -> str:
    """A body's name in the middle of a sentence: “styrelsen”, but “LSG Flen”."""
    return in_sentence(str(name))


@register.filter
def period(first: date | None, last: date | None) -> SafeString:
    """`{{ case.period_from|period:case.period_to }}` → 2014-07-01–2016-06-30, never broken inside a date."""
    days = swedish.period(_day(first), _day(last)).split(swedish.EN_DASH)
    dash = format_html("{}<wbr>", swedish.EN_DASH)
    return format_html_join(dash, '<span class="unbroken">{}</span>', ((one,) for one in days))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon from the sprite; it always stands beside a word, so nobody needs to hear it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="20" height="20"><use href="{}#{}"></use></svg>',
        static("cms/icons.svg"),
        name,
    )


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page) -> dict[str, Any]:
    """Where one is in a list and the ways on; every other part of the address is kept."""
    return {
        "request": context["request"],
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "gap": page.paginator.ELLIPSIS,
    }


RAIL = (
    ("cases:inbox", "inbox", gettext_lazy("To do")),
    ("cases:list", "case", pgettext_lazy("rail", "Cases")),
    ("cases:obligations", "clock", pgettext_lazy("rail", "Obligations")),
    ("forms:start", "form", gettext_lazy("Applications")),
    ("cases:meetings", "calendar", pgettext_lazy("rail", "Meetings")),
    ("cases:year", "wheel", pgettext_lazy("rail", "The year")),
    ("people:bodies", "people", gettext_lazy("Groups")),
    ("cases:agreements", "decision", pgettext_lazy("rail", "Agreements")),
    ("cases:money", "money", pgettext_lazy("rail", "Money")),
    ("reports:index", "report", pgettext_lazy("rail", "Reports")),
)


# What an account without a mandate has no use for.
MANDATED = ("cases:money", "cases:agreements", "cases:meetings", "cases:year", "cases:obligations", "people:bodies")


@register.inclusion_tag("components/rail.html", takes_context=True)
def rail(context: template.Context) -> dict[str, Any]:
    """The rooms of the workspace that the reader may enter, the one that they are in marked."""
    request = context["request"]
    rooms = []
    for name, symbol, label in RAIL:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if name in MANDATED and not opens_money(request.user):
            continue
        rooms.append({"url": url, "icon": symbol, "label": label, "current": request.path.startswith(url)})
    administration = reverse("wagtailadmin_home") if opens_administration(request.user) else ""
    return {"rooms": rooms, "administration": administration}


@register.simple_tag
def demo_accounts() -> list[dict[str, str]]:
    """Whom a visitor of a demonstration can be, with the password that opens it; nobody on a real site."""
    if not settings.DEMO:
        return []
    does = {account.email: account.does for account in ACCOUNTS}
    users = User.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).order_by("pk")[:60]
    return [
        {"email": user.email, "name": user.name, "password": settings.DEMO_PASSWORD, "does": does.get(user.email, "")}
        for user in users
    ]
