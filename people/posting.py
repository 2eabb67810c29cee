"""Views that act on what is posted, and the page for those who come to them without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST


def posted_from(page: str, *kept: str, **fixed: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., Any]]:
    """Only a post acts. Who merely comes, as the login sends on those whose session ended, is led to `page`.

    The page's address takes the view's arguments named in `kept`, and `fixed`. Nothing is read on the way: the page
    decides who may see it.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        act = require_POST(view)

        @wraps(view)
        def led(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return redirect(reverse(page, kwargs={name: arguments[name] for name in kept} | fixed))
            return act(request, **arguments)

        return led

    return wrap
