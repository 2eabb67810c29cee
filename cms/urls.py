"""Every address of the site."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from .admin_login import admin_login
from .api import after_the_api, api, around_the_api, content_api
from .health import health

handler400 = "cms.refusals.bad_request"

urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/", include(wagtaildocs_urls)),
    path("", include("people.urls")),
    path("konto/", include("allauth.urls")),
    # Without a token: changing the language harms nobody, and a page with a token is never cached.
    path("sprak/", csrf_exempt(set_language), name="set_language"),
    path("api/v2/", content_api.urls),
    *around_the_api,
    path("api/v1/", api.urls),
    *after_the_api,
    path("health/", health, name="health"),
    path("sitemap.xml", sitemap),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("", include("home.urls")),
    path("", include("forms.urls")),
    path("", include("cases.urls")),
    path("", include("reports.urls")),
    path("", include(wagtail_urls)),
]
