"""The panel from where a draft is tried, and shared with somebody who has no account."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from forms.trying import own_token

from .frame import form_url


class TryingPanel(Panel):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Try and share the draft"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/admin/trying.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            return {
                **context,
                "link": reverse("forms:trial", args=[own_token(self.instance, self.request.user)]),
                "links_url": form_url("links", self.instance.pk),
                "open_links": self.instance.links.open().count(),
            }
