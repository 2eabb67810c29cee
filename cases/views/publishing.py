"""Publishing adjusted minutes: what is masked is seen before it is published, and may be taken down again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.publish_minutes import publish_minutes
from cases.domain.masking import Masks, masked
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.handout import MaskInput, masks_from
from cases.models import AgendaItem
from cases.permissions import require
from cases.queries.meeting_page import meeting_page
from cases.queries.publishing import ToPublish
from forms.domain import typed
from people.requests import ReaderRequest

from .masking import mask_rows
from .meetings import show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ReaderRequest, pk: int) -> HttpResponse:
    """The text with what is masked, as everybody will read it; nothing is public until it is sent."""
    page = meeting_page(request.user, pk)
    require(page.keeps, _("Only the body's chair and process leader, and the office, keep its meetings."))
    if not page.meeting.is_adjusted:
        return show(request, page, refused=_("Only what is adjusted is published."))
    with translation.override(settings.LANGUAGE_CODE):
        found = ToPublish(page)
        passages = found.passages
    masks = found.first_masks
    form = MaskInput(request.POST if request.method == "POST" else None, initial={"words": "\n".join(masks.words)})
    if form.is_valid():
        masks = masks_from(passages, request.POST, form.cleaned_data["words"])
        if request.POST.get("act") == "publish":
            seen = typed.whole(request.POST.get("seen", ""))
            try:
                publish_minutes(page.meeting, masks, by=request.user, seen=seen)
            except CaseError as error:
                if error.status == FORBIDDEN:
                    raise PermissionDenied(str(error)) from error
                return show(request, meeting_page(request.user, pk), status=error.status, refused=str(error))
            messages.success(request, _("The minutes are published."))
            return redirect(page.meeting)
    context = {
        "page": page,
        "meeting": page.meeting,
        "found": found,
        "form": form,
        "parts": _parts(found, masks),
    }
    return render(request, "cases/meetings/publish.html", context, status=422 if form.errors else 200)


def _parts(found: ToPublish, masks: Masks) -> list[dict]:
    """The opening, each point and each correction, with its rows; of what is left out the number alone."""
    left = masked(found.passages, masks)
    rows = mask_rows(found.passages, left, masks)
    of_part: dict[str, list[dict]] = {}
    for passage, row in zip(found.passages, rows, strict=True):
        of_part.setdefault(passage.key.partition(".")[0], []).append(row)
    parts: list[dict] = [{"title": _("Opening"), "rows": of_part.get("o", [])}]
    for item in found.items:
        title = _title(item) if item.pk not in found.left_out else (f"§ {item.paragraph}" if item.paragraph else "–")
        parts.append({"title": title, "rows": of_part.get(f"p{item.pk}", []), "left_out": item.pk in found.left_out})
    for one in found.corrections:
        parts.append({"title": _("Correction"), "rows": of_part.get(f"c{one.pk}", []), "on": one.at})
    return parts


def _title(item: AgendaItem) -> str:
    return f"§ {item.paragraph} {item.heading}" if item.paragraph else item.heading
