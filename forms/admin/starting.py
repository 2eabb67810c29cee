"""Start a form: from one of the gallery, from a file, or from nothing."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from forms.actions.draft_form import draft_new_form
from forms.compile import decompile
from forms.gallery import READY, ReadyForm, ready_form
from forms.models import Form
from people.models import User

from .frame import FormsPage, form_url
from .preview import preview


@dataclass(frozen=True)
class OtherWay:
    """To begin without any of the ready ones."""

    name: str
    title: str
    purpose: str
    url: str
    words: str


def _size(ready: ReadyForm) -> str:
    sections = ngettext("%(count)s section", "%(count)s sections", ready.sections) % {"count": ready.sections}
    questions = ngettext("%(count)s question", "%(count)s questions", ready.questions) % {"count": ready.questions}
    return f"{sections}, {questions}"


class StartForm(FormsPage):
    """The gallery: what each ready form is for, how long it is, and a look at it."""

    page_title = gettext_lazy("Start a form")
    template_name = "forms/admin/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        ready = [
            {"ready": one, "size": _size(one), "look": form_url("look", one.name), "take": form_url("take", one.name)}
            for one in READY
        ]
        empty = OtherWay(
            "empty",
            _("Empty form"),
            _("Begin from nothing and add section by section."),
            form_url("add"),
            _("Start from an empty form"),
        )
        file = OtherWay(
            "file",
            _("From a file"),
            _("A form that was exported here or on another site."),
            form_url("import"),
            _("Import a form"),
        )
        return self.page(ready=ready, other_ways=[empty, file])


class LookAtReadyForm(FormsPage):
    """A ready form as applicants would see it."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        definition = found(name).definition
        return preview(request, as_form(definition))


class TakeReadyForm(FormsPage):
    """Make a ready form a draft of one's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        form = draft_new_form(found(name).definition, by=cast(User, request.user))
        said = _("“%(title)s” is a draft of your own now. Change what you want; nobody sees it until you publish.")
        messages.success(request, said % {"title": form.title})
        return redirect(form_url("edit", form.pk))


def found(name: str) -> ReadyForm:
    try:
        return ready_form(name)
    except KeyError as error:
        raise Http404 from error


def as_form(definition: dict[str, Any]) -> Form:
    """Never saved: what a preview is drawn of."""
    introduction = definition.get("introduction", "")
    return Form(
        key=definition["key"], title=definition["title"], introduction=introduction, sections=decompile(definition)
    )
