"""Save in the background what is being written; the page stays as it is."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from forms.errors import SectionClosed
from forms.inputs.rearranged import typed_of
from forms.views.page import DraftPage, draft_page, why_closed
from forms.views.saving import keep_typed
from forms.views.section import one_line_periods, stand
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@posted_from("forms:section", "uuid", "key")
def autosave(request: ReaderRequest, uuid: UUID, key: str) -> HttpResponse:
    """200 with when it was saved; 409 where somebody else changed the same text, or closed the section."""
    page = draft_page(request, uuid)
    section = page.section(key)
    typed = typed_of(dict(request.POST.lists()))
    one_line_periods(section, typed)
    try:
        kept = keep_typed(page.submission, section, typed, by=request.user)
    except SectionClosed:
        page.submission.refresh_from_db()
        return render(request, "forms/autosaved.html", {"conflict": why_closed(page)}, status=409)
    if kept.clashes:
        told = _("%(who)s has changed the same text. Yours is not saved yet.") % {"who": kept.submission.saved_by}
        return render(request, "forms/autosaved.html", {"conflict": told}, status=409)
    page = DraftPage(kept.submission, request)
    return render(request, "forms/autosaved.html", {"submission": page.submission, **stand(page, section)})
