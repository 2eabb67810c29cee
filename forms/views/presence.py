"""The page's sign of life, and who else is here in words."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from forms.actions.note_presence import note_presence
from forms.queries.presence import others_here
from forms.views.page import DraftPage, draft_page
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@posted_from("forms:section", "uuid", "key")
def presence(request: ReaderRequest, uuid: UUID, key: str) -> HttpResponse:
    page = draft_page(request, uuid)
    section = page.section(key)
    if page.is_open:
        note_presence(page.submission, section.key, request.user)
    url = page.url("presence", section.key)
    return render(request, "forms/presence.html", {"here": who_is_here(page, section.key), "presence_url": url})


def who_is_here(page: DraftPage, section: str = "") -> list[str]:
    """A sentence for each of the others."""
    return [words(str(one.user), one.section, section, page) for one in others_here(page.submission, page.request.user)]


def words(name: str, where: str, here: str, page: DraftPage) -> str:
    if where and where == here:
        return _("%(who)s is here too, in this section.") % {"who": name}
    found = page.definition.section(where)
    if found is None:
        return _("%(who)s is here too.") % {"who": name}
    return _("%(who)s is here too, in “%(section)s”.") % {"who": name, "section": found.title}
