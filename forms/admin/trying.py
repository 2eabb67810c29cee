"""The panel from where a draft is tried, and shared with somebody who has no account."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from forms.trying import LINK_HOLDS, token_for


class TryingPanel(Panel):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Try and share the draft"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/admin/trying.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            link = reverse("forms:trial", args=[token_for(self.instance)])
            last = timezone.localdate() + timedelta(days=LINK_HOLDS.days)
            return {**context, "link": link, "shared": self.request.build_absolute_uri(link), "last": last}
