"""One published version: what it was, what differs from another, and the way to begin a draft from it again.

Forms and routes have the same pages; what differs between them is said by the classes that each makes of these.
"""

from collections.abc import Mapping
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from forms.actions.draft_form import draft_from_version
from forms.compile import compile_form
from forms.errors import KeyChanged
from forms.models.versions import FrozenVersion
from forms.wording import problem_text
from people.models import User

from .comparing import Row, compared
from .frame import DefinitionPage, FormPage
from .preview import preview
from .starting import as_form


class OfVersion(DefinitionPage):
    @cached_property
    def version(self) -> Any:
        versions = self.definition.versions.select_related("published_by")
        return get_object_or_404(versions, number=self.kwargs["number"])

    def get_page_title(self) -> str:
        return _("Version %(number)s") % {"number": self.kwargs["number"]}


class ShowVersion(OfVersion):
    """Compared with the one before it, or with any other: `?mot=2`."""

    template_name = "forms/admin/version.html"
    look_words: Any

    def facts(self) -> list[tuple[Any, int]]:
        """How many stand on the version, and what they are called."""
        raise NotImplementedError

    def compiled(self, draft: Any) -> dict[str, Any]:
        raise NotImplementedError

    def compared(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Row]:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return self.page(**self._shown())

    def _shown(self) -> dict[str, Any]:
        others = list(self.definition.versions.exclude(pk=self.version.pk).order_by("-number"))
        against = self._against(others)
        key, number = self.definition.pk, self.version.number
        return {
            "version": self.version,
            "others": others,
            "against": against,
            "changes": self._changes(against),
            "to_draft": self.compared(self.version.raised, self.compiled(self.draft)),
            "facts": self.facts(),
            "look_words": self.look_words,
            "look_url": self.address("version_look", key, number),
            "begin_url": self.address("version_begin", key, number),
            "export_url": self.address("export", key) + f"?version={number}",
        }

    def _against(self, others: list[FrozenVersion]) -> FrozenVersion | None:
        wanted = self.request.GET.get("mot", "")
        if not wanted:
            return next((other for other in others if other.number < self.version.number), None)
        found = next((other for other in others if str(other.number) == wanted), None)
        if found is None:
            raise Http404
        return found

    def _changes(self, against: FrozenVersion | None) -> list[Row]:
        """From the older of the two to the newer."""
        if against is None:
            return []
        older, newer = sorted([against, self.version], key=lambda version: version.number)
        return self.compared(older.raised, newer.raised)


class BeginFromVersion(OfVersion):
    http_method_names = ["post"]

    def begin(self, by: User) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        try:
            self.begin(cast(User, request.user))
        except KeyChanged as refused:
            for problem in refused.problems:
                messages.error(request, problem_text(problem))
            return redirect(self.address("version", self.definition.pk, self.version.number))
        said = _("The draft is now as version %(number)s was. The draft before it lies in the history.")
        messages.success(request, said % {"number": self.version.number})
        return redirect(self.address("edit", self.definition.pk))


class ShowFormVersion(ShowVersion, FormPage):
    look_words = gettext_lazy("See the form as it was")

    def facts(self) -> list[tuple[Any, int]]:
        return [(_("Submissions"), self.version.submissions.count())]

    def compiled(self, draft: Any) -> dict[str, Any]:
        return compile_form(draft)

    def compared(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Row]:
        return compared(old, new)


class LookAtFormVersion(OfVersion, FormPage):
    """The version as applicants saw it."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return preview(request, as_form(self.version.raised))


class BeginFromFormVersion(BeginFromVersion, FormPage):
    def begin(self, by: User) -> None:
        draft_from_version(self.version, by=by)
