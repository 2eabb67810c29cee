"""Addresses of reports."""

from django.urls import path

from .views import reports

app_name = "reports"
urlpatterns = [
    path("rapporter/", reports.index, name="index"),
    path("rapporter/<slug:name>.xlsx", reports.download, name="download"),
]
