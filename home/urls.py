"""Addresses beside the pages: search, the public register, published minutes."""

from django.urls import path

from .views import minutes, public_register, reports
from .views.search import search_pages

app_name = "home"
urlpatterns = [
    path("rapporter/<str:number>/publicera/", reports.publish, name="publish_report"),
    path("rapporter/<int:pk>/rapport.pdf", reports.as_pdf, name="report_pdf"),
    path("sok/", search_pages, name="search"),
    path("diarium/", public_register.register, name="public_register"),
    path("diarium/diarium.csv", public_register.as_csv, name="public_register_csv"),
    path("diarium/<str:number>/", public_register.case, name="public_case"),
    path("protokoll/", minutes.bodies, name="minutes_bodies"),
    path("protokoll/<slug:body>/", minutes.of_body, name="minutes_of_body"),
    path("protokoll/<slug:body>/<int:pk>/", minutes.minutes, name="minutes"),
    path("protokoll/<slug:body>/<int:pk>/protokoll.pdf", minutes.as_pdf, name="minutes_pdf"),
]
