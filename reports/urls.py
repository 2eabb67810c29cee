"""Addresses of reports."""

from django.urls import path

from .views import exports, reports, statement

app_name = "reports"
urlpatterns = [
    path("rapporter/", reports.index, name="index"),
    path("rapporter/arbetsbok/<uuid:uuid>/", exports.export, name="export"),
    path("rapporter/arbetsbok/<uuid:uuid>/fil/", exports.file, name="export_file"),
    path("rapporter/kontoutdrag.xlsx", statement.statement, name="statement"),
    path("rapporter/<slug:name>.xlsx", reports.download, name="download"),
]
