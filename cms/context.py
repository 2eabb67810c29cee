"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .frame import frame


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demo_site": settings.DEMO,
        "debug_site": settings.DEBUG,
        "association": SimpleLazyObject(lambda: frame(request).association),
        "menu": SimpleLazyObject(lambda: frame(request).menu),
    }
