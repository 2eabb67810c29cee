"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"demo_site": settings.DEMO, "debug_site": settings.DEBUG}
