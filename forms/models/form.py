"""A form as its editors build it, and the versions that were published of it."""

from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from forms.blocks import FormSectionsBlock
from forms.domain.converters import FORMS

from .streams import UnfrozenStreamField
from .versions import FrozenVersion

if TYPE_CHECKING:
    from forms.domain.definition import Definition


class Form(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Names the form in routes and files; it never changes.")
    )
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    sections = UnfrozenStreamField(FormSectionsBlock(), blank=True, verbose_name=_("sections"))

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from forms.admin.preview import preview  # Wagtail asks the model, the house draws it further up

        return preview(request, self)

    @property
    def current_version(self) -> "FormVersion | None":
        return self.versions.order_by("-number").first()


class FormVersion(FrozenVersion):
    converters = FORMS
    form = models.ForeignKey(Form, models.PROTECT, related_name="versions", verbose_name=_("form"))

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        ordering = ["form", "-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="forms_version_number_once")]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"

    @cached_property
    def parsed(self) -> "Definition":
        from forms.domain.definition import parse_definition

        return parse_definition(self.definition)
