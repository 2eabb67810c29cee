"""What the route editor's page knows beside its blocks: fields of the chosen form, what the case knows, and limits."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain.facts import APPLIED, APPLIED_IN_YEAR, GRANTED
from cases.models import AmountLimit
from cases.way_sentences import FACT_NAMES
from forms.admin.outline import OutlinePanel
from forms.models import Form
from forms.sentences import AMOUNTS
from people.domain.swedish import kr


class RouteOutlinePanel(OutlinePanel):
    """With the words of what the conditions of ways can name."""

    class BoundPanel(OutlinePanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            words = context["words"]
            names = {key: str(name) for key, name in FACT_NAMES.items()}
            limits = {limit.key: f"{limit.name} ({kr(limit.amount)})" for limit in AmountLimit.objects.all()}
            words |= {"facts": names, "limits": limits, "about_form": reverse("cases_form_of_route", args=[0])}
            words |= {"amounts": [APPLIED, APPLIED_IN_YEAR, GRANTED], "amount_kinds": sorted(AMOUNTS)}
            words["frames"] |= {"when": _("If {condition}:")}
            return context


@never_cache
@require_safe
def form_of_route(request: HttpRequest, pk: int) -> JsonResponse:
    """The fields and sections of a form as it was last published, by key."""
    if not request.user.has_perm("cases.change_route"):
        raise PermissionDenied
    version = get_object_or_404(Form, pk=pk).current_version
    sections = version.raised["sections"] if version else []
    return JsonResponse(
        {
            "sections": {section["key"]: section["title"] for section in sections},
            "fields": {
                field["key"]: {
                    "label": field["label"],
                    "kind": field["kind"],
                    "options": {option["key"]: option["label"] for option in field.get("options", [])},
                }
                for section in sections
                for field in section["fields"]
            },
        }
    )
