"""Who calls the JSON API: somebody with a key, or somebody who is logged in on the site."""

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from people.actions.use_token import use_token
from people.models import User


class Caller(HttpRequest):
    """A request that one of the ways in below let through."""

    user: User


class KeyAuth(HttpBearer):
    """A key that a person has made on their account's page, as `Authorization: Bearer …`."""

    openapi_name = "key"

    def authenticate(self, request: HttpRequest, token: str) -> User:
        user = use_token(token)
        if user is None:
            # Not tried further as a visitor with a cookie: who sends a key means to use it.
            raise AuthenticationError
        request.user = user
        return user


class SessionAuth(APIKeyCookie):
    """The cookie of somebody who is logged in; whatever changes something takes the site's CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_name = "session"

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if request.user.is_authenticated else None


ways_in = [KeyAuth(), SessionAuth()]
