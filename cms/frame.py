"""What frames every page: the association's name and its menus.

Every request asks for them and they change a few times a year, so they are kept in the cache for a minute and
forgotten at once where somebody changes them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from wagtail.models import Site

from home.letterhead import forget_name, name_of_the_association
from home.models import Association
from home.queries.start import Menu, menu
from people.models import User
from people.queries.mandates import standing

SECONDS = 60
# Part of every kept frame's name: a new edition leaves the old ones unread, on every host at once.
EDITION = "frame-edition"


@dataclass(frozen=True)
class Frame:
    association: Association
    menu: Menu


def frame(request: HttpRequest) -> Frame:
    name = f"frame-{cache.get(EDITION)}-{request.get_host()}"
    kept = cache.get(name)
    if kept is None:
        kept = _read(request)
        cache.set(name, kept, SECONDS)
    return kept


def _read(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    name_of_the_association()  # kept beside the frame, so that what somebody does here costs no query for its letters
    rooms = menu(site)
    for page in (*rooms.rooms, *rooms.foot):
        page.address = page.get_url(request)  # kept too: asked for in a template it costs each page a query
    return Frame(Association.for_site(site) if site else Association(), rooms)


def forget(**_told: Any) -> None:
    """Heard when a page, a site or the association changes; readers of the old are told after the commit."""
    transaction.on_commit(_forget)


def _forget() -> None:
    forget_name()
    cache.set(EDITION, uuid4().hex, None)


def opens_administration(user: User) -> bool:
    """Whether to show the way in; the administration itself asks again."""
    return _kept(f"opens-administration-{user.pk}", lambda: user.has_perm("wagtailadmin.access_admin"))


def opens_money(user: User) -> bool:
    """Whether to show the way to the association's money; its page asks again."""
    return _kept(f"opens-money-{user.pk}", lambda: standing(user).has_mandate)


def _kept(name: str, ask: Callable[[], bool]) -> bool:
    kept = cache.get(name)
    if kept is None:
        kept = ask()
        cache.set(name, kept, SECONDS)
    return kept
