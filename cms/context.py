"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from home.models import Association
from home.queries.start import Menu, menu


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demo_site": settings.DEMO,
        "debug_site": settings.DEBUG,
        "association": SimpleLazyObject(lambda: _association(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
    }


def _association(request: HttpRequest) -> Association:
    return Association.for_request(request) if Site.find_for_request(request) else Association()


def _menu(request: HttpRequest) -> Menu:
    return menu(Site.find_for_request(request))
