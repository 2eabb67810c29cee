"""Addresses of one's own account that are ours (the others are allauth's), and of who is who."""

from django.urls import path

from people.views import account, bodies, giving
from people.views.tokens import revoke, tokens

app_name = "people"
urlpatterns = [
    path("konto/", account.account_page, name="account"),
    path("konto/brev/", account.mail, name="mail"),
    path("konto/borta/", account.away, name="away"),
    path("konto/borta/<int:pk>/tillbaka/", account.back, name="back"),
    path("konto/nycklar/", tokens, name="tokens"),
    path("konto/nycklar/<int:pk>/aterkalla/", revoke, name="revoke_token"),
    path("uppdrag/", bodies.bodies, name="bodies"),
    path("uppdrag/personer/<int:pk>/borta/", giving.away_for, name="away_for"),
    path("uppdrag/franvaro/<int:pk>/tillbaka/", giving.back_again, name="back_again"),
    path("uppdrag/<slug:key>/ge/", giving.give, name="give"),
    path("uppdrag/<slug:key>/", bodies.body, name="body"),
    path("uppdrag/<slug:key>/turordning/", bodies.term, name="term"),
    path("uppdrag/<slug:key>/turordning/<int:pk>/tillsatt/", bodies.appoint, name="appoint"),
    path("uppdrag/<slug:key>/turordning/<int:pk>/ta-bort/", bodies.take_back, name="take_back"),
]
