"""What the administration's own pages about definitions share: who may come, the way back, and which one is meant.

Of forms here; pages about routes stand on the same classes (cases/admin/starting.py).
"""

from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms.models import Form


def form_url(name: str, *args: Any) -> str:
    return reverse(Form.snippet_viewset.get_url_name(name), args=args)


class DefinitionsPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A page about all definitions of a model; what it is called stands last in the way back."""

    model: ClassVar[type[Model]]
    permission_required = "add"

    def address(self, name: str, *args: Any) -> str:
        return reverse(self.model.snippet_viewset.get_url_name(name), args=args)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": self.address("list"), "label": self.model._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, every, *self.between(), {"url": "", "label": self.get_page_title()}]

    def between(self) -> list[dict[str, Any]]:
        return []

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class DefinitionPage(DefinitionsPage):
    """A page about one of them."""

    permission_required = "change"

    @cached_property
    def definition(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @cached_property
    def draft(self) -> Any:
        return self.definition.get_latest_revision_as_object()

    def get_page_subtitle(self) -> str:
        return str(self.draft)

    def between(self) -> list[dict[str, Any]]:
        return [{"url": self.address("edit", self.definition.pk), "label": str(self.draft)}]


class FormsPage(DefinitionsPage):
    model = Form
    header_icon = "form"


class FormPage(DefinitionPage):
    model = Form
    header_icon = "form"

    @property
    def form(self) -> Form:
        found: Form = self.definition
        return found

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, **more)
