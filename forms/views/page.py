"""From a request to the submission that its page is about, and the pages that refuse."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms.domain.definition import Section
from forms.extensions import Whereabouts, whereabouts
from forms.models import Submission
from forms.permissions import may_copy, may_write, submission_for
from forms.queries.draft import Draft
from people.requests import ReaderRequest


@dataclass
class DraftPage(Draft):
    """A draft as one reader sees it."""

    request: ReaderRequest

    @cached_property
    def may_write(self) -> bool:
        return may_write(self.request.user, self.submission)

    @cached_property
    def may_copy(self) -> bool:
        return may_copy(self.request.user, self.submission)

    @cached_property
    def place(self) -> Whereabouts | None:
        """Where it is once it is sent in; a draft is nowhere."""
        if self.submission.state == Submission.State.DRAFT:
            return None
        return whereabouts([self.submission]).get(self.submission.pk)

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"forms:{name}", args=[self.submission.uuid, *args])

    def section_url(self, section: Section) -> str:
        return self.url("section", section.key)

    def section(self, key: str) -> Section:
        """The section, also one that is hidden now; 404 where the form has none."""
        section = self.definition.section(key)
        if section is None:
            raise Http404
        return section

    def link(self, section: Section | None) -> dict[str, str] | None:
        return {"url": self.section_url(section), "title": section.title} if section else None

    @property
    def name(self) -> str:
        return self.submission.title or self.definition.title

    def crumbs(self, *, with_overview: bool = True) -> list[dict[str, str]]:
        here = [{"title": self.name, "url": self.url("overview")}] if with_overview else []
        return [{"title": _("Applications"), "url": reverse("forms:start")}, *here]

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "submission": self.submission,
            "definition": self.definition,
            "evaluation": self.evaluation,
            "place": self.place,
            "crumbs": self.crumbs(),
            **more,
        }

    def refuse(self, reason: str, **more: Any) -> HttpResponse:
        """409: what was asked for does not fit how it stands now."""
        context = self.context(reason=reason, **more)
        return render(self.request, "forms/closed.html", context, status=409)


def draft_page(request: ReaderRequest, uuid: UUID) -> DraftPage:
    return DraftPage(submission_for(request.user, uuid), request)


def why_closed(page: DraftPage) -> str:
    if page.submission.state == Submission.State.SUBMITTED:
        return _("This was sent in and can no longer be changed.")
    return _("Only the sections that the supplement asks for can be changed.")
