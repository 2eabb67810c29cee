"""Every address of the site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .api import content_api

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/", include(wagtaildocs_urls)),
    path("konto/", include("allauth.urls")),
    path("sprak/", include("django.conf.urls.i18n")),
    path("api/v2/", content_api.urls),
    path("", include("forms.urls")),
    path("", include("cases.urls")),
    path("", include("reports.urls")),
    path("", include(wagtail_urls)),
]
