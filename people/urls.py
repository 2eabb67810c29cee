"""Addresses of one's own account that are ours; the others are allauth's."""

from django.urls import path

from people.views.tokens import revoke, tokens

app_name = "people"
urlpatterns = [
    path("konto/nycklar/", tokens, name="tokens"),
    path("konto/nycklar/<int:pk>/aterkalla/", revoke, name="revoke_token"),
]
