"""The administration has no login of its own: one way in, with its second factor and its count of attempts."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

HOME = "wagtailadmin_home"


def admin_login(request: HttpRequest) -> HttpResponseBase:
    """Where Wagtail sends whoever may not come in: to the site's login, or to a page that says so."""
    if not request.user.is_authenticated:
        return redirect_to_login(_asked_for(request))
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(_asked_for(request))
    list(messages.get_messages(request))  # Wagtail's own, which the page says better
    raise PermissionDenied(_("The administration is for those who keep the site's pages, forms and registers."))


def _asked_for(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(HOME)
