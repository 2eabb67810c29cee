"""Addresses beside the pages: search and the public register."""

from django.urls import path

from .views import public_register
from .views.search import search_pages

app_name = "home"
urlpatterns = [
    path("sok/", search_pages, name="search"),
    path("diarium/", public_register.register, name="public_register"),
    path("diarium/diarium.csv", public_register.as_csv, name="public_register_csv"),
    path("diarium/<str:number>/", public_register.case, name="public_case"),
]
