"""A request of somebody who has logged in, as `login_required` lets it through."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from people.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class ReaderRequest(HttpRequest):
    user: User
    htmx: "HtmxDetails"
