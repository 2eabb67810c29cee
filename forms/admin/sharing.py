"""Links that let somebody without an account try a draft: who made each, until when, and the way to stop it."""

from typing import cast

from django import forms as inputs
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from forms.actions.share_draft import revoke_link, share_draft
from forms.errors import TooManyLinks
from people.models import User

from .frame import FormPage, form_url

MOST_LISTED = 100


class ShareInput(inputs.Form):
    purpose = inputs.CharField(
        label=gettext_lazy("Made for"),
        help_text=gettext_lazy("Whom you give it to, so that you know which one to revoke."),
        max_length=120,
        required=False,
        widget=inputs.TextInput(attrs={"autocomplete": "off"}),
    )


class Links(FormPage):
    page_title = gettext_lazy("Links to the draft")
    template_name = "forms/admin/links.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.listed(ShareInput())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        given = ShareInput(request.POST)
        if not given.is_valid():
            return self.listed(given, status=422)
        try:
            share_draft(self.form, by=cast(User, request.user), purpose=given.cleaned_data["purpose"])
        except TooManyLinks as refused:
            said = _("%(count)s links are open already. Revoke one that is not needed.")
            given.add_error(None, said % {"count": refused.maximum})
            return self.listed(given, status=409)
        messages.success(request, _("The link is made. Copy it below and give it to the one who is to see the draft."))
        return redirect(form_url("links", self.form.pk))

    def listed(self, given: ShareInput, *, status: int = 200) -> HttpResponse:
        links = self.form.links.select_related("created_by", "revoked_by")[:MOST_LISTED]
        listed = [
            {
                "link": link,
                "address": self.request.build_absolute_uri(reverse("forms:trial", args=[link.token])),
                "revoke_url": form_url("revoke", self.form.pk, link.pk),
            }
            for link in links
        ]
        return self.page(input=given, links=listed, status=status)


class Revoke(FormPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        revoke_link(get_object_or_404(self.form.links, pk=link), by=cast(User, request.user))
        messages.success(request, _("The link is revoked and leads nowhere."))
        return redirect(form_url("links", self.form.pk))
