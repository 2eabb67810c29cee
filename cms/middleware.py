"""What every answer gets: a language, what the browser may do, no NUL, and under the JSON API one way to refuse."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import check_for_language

from forms.api.problems import BY_STATUS, MEDIA_TYPE, refuse

API = "/api/v1/"


class ContentSecurityPolicyByPath(ContentSecurityPolicyMiddleware):
    """Django's policy, replaced under /admin/, where pages are not ours to change."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "is_preview", False):
            # The admin shows a preview in a frame of its own; the page keeps every other rule of the site.
            response._csp_config = settings.PREVIEW_CSP  # type: ignore[attr-defined]
        elif request.path.startswith("/admin/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]
        return super().process_response(request, response)


class ChosenLanguage(LocaleMiddleware):
    """Swedish until somebody chooses another: the pages are Swedish, whatever language the browser prefers."""

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES) and check_for_language(chosen)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        if request.path.startswith(API):  # a program says what it reads; it has no cookie to choose with
            translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        if request.path.startswith(API):
            patch_vary_headers(response, ["Accept-Language"])
        return response


class WithoutNul:
    """No database holds the character NUL: at an address with it is nothing, and what is asked for is read without it.

    The JSON API says itself which parameter has one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and not request.path.startswith(API):
            request.META["QUERY_STRING"] = re.sub("(?:%00)+", "", asked)
        return self.get_response(request)


class ProblemsOfTheApi:
    """What Django itself refuses under the API becomes a problem too, and nothing of it is kept on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(API):
            return response
        response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code not in BY_STATUS:
            return response
        if response.headers.get("Content-Type") == MEDIA_TYPE or (settings.DEBUG and response.status_code == 500):
            return response
        told = refuse(request, BY_STATUS[response.status_code])
        if "Allow" in response:
            told["Allow"] = response["Allow"]
        told["Cache-Control"] = response["Cache-Control"]
        return told
