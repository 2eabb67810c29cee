"""Move the running cases of a route to its newest version: which can, what stops the others, and one button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.actions.change_route import change_routes
from cases.errors import CaseError
from cases.inputs.acts import ReasonInput
from cases.models import Route
from cases.queries.newer_routes import movable
from cases.wording import reason
from people.queries.mandates import standing


@require_http_methods(["GET", "HEAD", "POST"])
def move_cases(request: HttpRequest, pk: int) -> HttpResponse:
    """The office does it: the cases are theirs, whoever draws the route."""
    found = standing(request.user)  # type: ignore[arg-type]
    if not found.is_office:
        raise PermissionDenied(_("Only the office can do this."))
    route = get_object_or_404(Route, pk=pk)
    form = ReasonInput(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            moved, stayed = change_routes(route, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        except CaseError as error:
            raise PermissionDenied(str(error)) from error
        _say(request, moved, stayed)
        return redirect("cases_move_cases", pk=route.pk)
    version = route.current_version
    rows = movable(route, version, on=timezone.localdate()) if version else []
    listed: list[dict[str, Any]] = [
        {"case": each.case, "stops": [reason(stop.code, stop.params) for stop in each.stops]} for each in rows
    ]
    context = {
        "route": route,
        "version": version,
        "rows": listed,
        "can": sum(not each["stops"] for each in listed),
        "form": form,
        "page_title": _("Move running cases"),
        "page_subtitle": route.title,
        "header_icon": "arrow-right-full",
    }
    return render(request, "cases/admin/move_cases.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, moved: int, stayed: int) -> None:
    said = ngettext("%(count)s case was moved.", "%(count)s cases were moved.", moved) % {"count": moved}
    if stayed:
        left = ngettext("%(count)s case stays.", "%(count)s cases stay.", stayed) % {"count": stayed}
        said = f"{said} {left}"
    messages.success(request, said)
