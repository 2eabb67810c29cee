"""One published version: what it was, what changed in it, and the way to begin a draft from it again."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.actions.draft_form import draft_from_version
from forms.compile import compile_form
from forms.errors import KeyChanged
from forms.models import FormVersion
from forms.wording import problem_text
from people.models import User

from .comparing import compared
from .frame import FormPage, form_url
from .preview import preview
from .starting import as_form


class OfVersion(FormPage):
    @cached_property
    def version(self) -> FormVersion:
        found: FormVersion = get_object_or_404(self.form.versions, number=self.kwargs["number"])
        return found

    def get_page_title(self) -> str:
        return _("Version %(number)s") % {"number": self.kwargs["number"]}


class ShowVersion(OfVersion):
    template_name = "forms/admin/version.html"

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return self.page(**self._shown())

    def _shown(self) -> dict[str, Any]:
        before = self.form.versions.filter(number__lt=self.version.number).order_by("-number").first()
        draft = compile_form(self.draft)
        return {
            "version": self.version,
            "before": before,
            "changes": compared(before.raised, self.version.raised) if before else [],
            "to_draft": compared(self.version.raised, draft),
            "submissions": self.version.submissions.count(),
            "look_url": form_url("version_look", self.form.pk, self.version.number),
            "begin_url": form_url("version_begin", self.form.pk, self.version.number),
            "export_url": form_url("export", self.form.pk) + f"?version={self.version.number}",
        }


class LookAtVersion(OfVersion):
    """The version as applicants saw it."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return preview(request, as_form(self.version.raised))


class BeginFromVersion(OfVersion):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        try:
            draft_from_version(self.version, by=cast(User, request.user))
        except KeyChanged as refused:
            for problem in refused.problems:
                messages.error(request, problem_text(problem))
            return redirect(form_url("version", self.form.pk, self.version.number))
        said = _("The draft is now as version %(number)s was. The draft before it lies in the history.")
        messages.success(request, said % {"number": self.version.number})
        return redirect(form_url("edit", self.form.pk))
