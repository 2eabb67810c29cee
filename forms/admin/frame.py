"""What the administration's own pages about forms share: who may come, the way back, and the form that is meant."""

from typing import Any

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


class FormsPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A page about all forms; what it is called stands last in the way back."""

    model = Form
    permission_required = "add"
    header_icon = "form"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        forms = {"url": form_url("list"), "label": Form._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, forms, *self.between(), {"url": "", "label": self.get_page_title()}]

    def between(self) -> list[dict[str, Any]]:
        return []

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class FormPage(FormsPage):
    """A page about one form."""

    permission_required = "change"

    @cached_property
    def form(self) -> Form:
        found: Form = get_object_or_404(Form, pk=self.kwargs["pk"])
        return found

    @cached_property
    def draft(self) -> Form:
        found: Form = self.form.get_latest_revision_as_object()
        return found

    def get_page_subtitle(self) -> str:
        return str(self.draft)

    def between(self) -> list[dict[str, Any]]:
        return [{"url": form_url("edit", self.form.pk), "label": str(self.draft)}]

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, **more)
