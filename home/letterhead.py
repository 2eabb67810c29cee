"""Whose paper the site prints on, and whose letters it sends."""

from typing import TYPE_CHECKING

from django.core.cache import cache

from people.paper.letterhead import Letterhead

if TYPE_CHECKING:
    from .models import Association

SECONDS = 60
NAME = "name-of-the-association"


def the_association() -> "Association | None":
    """The default site's: one association, whichever address somebody came by."""
    from wagtail.models import Site

    from .models import Association

    site = Site.objects.filter(is_default_site=True).first()
    return Association.for_site(site) if site else None


def of_the_association() -> Letterhead:
    association = the_association()
    if association is None:
        return Letterhead()
    address = " ".join(association.address.split("\n"))
    contact = tuple(line.strip() for line in (address, association.phone, association.email) if line.strip())
    return Letterhead(str(association), association.organisation_number, contact)


def name_of_the_association() -> str:
    """As letters say it; kept a while, since each letter says it."""
    return str(cache.get_or_set(NAME, lambda: str(the_association() or ""), SECONDS))


def forget_name() -> None:
    cache.delete(NAME)
