"""Addresses beside the pages: search."""

from django.urls import path

from .views.search import search_pages

app_name = "home"
urlpatterns = [path("sok/", search_pages, name="search")]
