"""Take a form's definition in from a file, and give it out as one."""

import json
from collections.abc import Iterable
from typing import Any, cast

from django import forms as inputs
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from forms.actions.draft_form import draft_from_definition, draft_new_form
from forms.compile import compile_form
from forms.domain import typed
from forms.domain.definition import DefinitionError, load_json, parse_definition
from forms.domain.loading import LARGEST
from forms.models import Form
from forms.wording import problem_lines
from people.models import User

from .frame import FormPage, FormsPage, form_url

# As many as anybody reads before they mend the file and try again.
MOST_TOLD = 200


class ImportInput(inputs.Form):
    AS_NEW, AS_DRAFT = "new", "draft"

    file = inputs.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A form's definition as JSON, such as one that was exported here or on another site."),
        widget=inputs.FileInput(attrs={"accept": ".json,application/json"}),
    )
    becomes = inputs.ChoiceField(
        label=gettext_lazy("If there is a form with the same key"),
        choices=[
            (AS_DRAFT, gettext_lazy("Make a new draft of it. What is published stays until you publish.")),
            (AS_NEW, gettext_lazy("Make a form of its own, with another key.")),
        ],
        initial=AS_DRAFT,
        widget=inputs.RadioSelect,
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise inputs.ValidationError(_("The file is larger than a form can be (1 MB)."))
        return given


class ImportForm(FormsPage):
    """Nothing is stored where the file has problems; they are told one a line, as the command tells them."""

    page_title = gettext_lazy("Import a form")
    template_name = "forms/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(input=ImportInput())

    def post(self, request: HttpRequest) -> HttpResponse:
        given = ImportInput(request.POST, request.FILES)
        if not given.is_valid():
            return self.page(status=422, input=given)
        file = given.cleaned_data["file"]
        try:
            draft, said = self._take_in(load_json(file.read()), given.cleaned_data["becomes"])
        except DefinitionError as refused:
            return self.page(status=422, input=given, file_name=file.name, **told(refused.problems))
        messages.success(request, said % {"title": draft.title})
        return redirect(form_url("edit", draft.pk))

    def _take_in(self, raw: Any, becomes: str) -> tuple[Form, str]:
        form = Form.objects.filter(key=parse_definition(raw).key).first()
        if form is None or becomes == ImportInput.AS_NEW:
            said = _("“%(title)s” is imported as a new form. Nobody sees it until you publish.")
            return draft_new_form(raw, by=cast(User, self.request.user), keep_ids=form is None), said
        if not self.user_has_permission("change"):
            raise PermissionDenied
        said = _("“%(title)s” has a new draft. The draft before it lies in the history; what is published stays.")
        return draft_from_definition(form, raw, by=cast(User, self.request.user)), said


class ExportForm(FormPage):
    """The draft, or with `?version=` what was published under that number, as a file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        number = request.GET.get("version", "")
        if not number:
            return as_file(compile_form(self.draft), f"{self.form.key}-utkast")
        version = self.form.versions.filter(number=typed.whole(number)).first()
        if version is None:
            raise Http404
        return as_file(version.raised, f"{self.form.key}-v{version.number}")


def as_file(definition: dict[str, Any], name: str) -> HttpResponse:
    text = json.dumps(definition, ensure_ascii=False, indent=2) + "\n"
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def told(problems: Iterable[Any]) -> dict[str, Any]:
    lines = list(problem_lines(problems))
    return {"problems": lines[:MOST_TOLD], "more_problems": max(0, len(lines) - MOST_TOLD), "count": len(lines)}
