"""Forms in the administration: draft, preview, publish, versions."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.blocks import StreamValue
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from forms.actions.publish_form import publish_form
from forms.compile import compile_form
from forms.domain.definition import check_definition
from forms.errors import DefinitionError, KeyChanged
from forms.keys import Named
from forms.models import Form, FormVersion
from forms.models.versions import FrozenVersion
from forms.presets import fill_in_columns
from forms.wording import problem_text

from .drafting import DefinitionForm
from .frame import form_url
from .moving import ExportForm, ImportForm
from .outline import OutlinePanel
from .problems import DraftProblems
from .publishing import CannotFreeze, CreateDefinition, EditDefinition
from .sharing import Links, Revoke
from .starting import LookAtReadyForm, StartForm, TakeReadyForm
from .trying import TryingPanel
from .version_pages import BeginFromFormVersion, LookAtFormVersion, ShowFormVersion
from .versions import VersionColumn, VersionsPanel


class FormDefinitionForm(DefinitionForm):
    stream = "sections"

    def scopes(self, stream: StreamValue) -> Iterator[list[Named]]:
        yield [Named(section.id, section.value, section.value["title"], "avsnitt") for section in stream]
        fields = [field for section in stream for field in section.value["fields"]]
        yield [Named(field.id, field.value, field.value["label"], field.block_type) for field in fields]
        for field in fields:
            if field.block_type == "row_table":
                fill_in_columns(field.value)
                columns = list(field.value["columns"])
                yield [Named(column.id, column.value, column.value["label"], column.block_type) for column in columns]
                for column in columns:
                    yield from _options(column.value)
            yield from _options(field.value)

    def problems(self, cleaned: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
        form = Form(
            key=cleaned["key"],
            title=cleaned["title"],
            introduction=cleaned.get("introduction") or "",
            sections=cleaned["sections"],
        )
        for problem in check_definition(compile_form(form)):
            yield problem.where, member_at(str(problem.params.get("at", ""))), problem_text(problem)


def member_at(at: str) -> str:
    """The member that a place in the JSON ends in: `sections[0].fields[2].options[1].key` → `options`."""
    inside = re.split(r"(?:sections|fields|columns)\[\d+\]\.?", at)[-1]
    return re.split(r"[.\[]", inside)[0]


def _options(value: Any) -> Iterator[list[Named]]:
    """Options and budget lines; they have no ids of their own in the definition, so nothing of theirs is fixed."""
    for name, fallback in (("options", "val"), ("lines", "rad")):
        if name in value:
            yield [Named("", row, row["label"], fallback) for row in value[name]]


def problems_of(form: Form) -> str:
    return form_url("problems", form.pk)


def page_of_version(version: FormVersion) -> str:
    return form_url("version", version.form_id, version.number)


class CreateForm(CreateDefinition):
    def freeze(self, definition: Form) -> FrozenVersion:
        return freeze(definition, self.request.user)


class EditForm(EditDefinition):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        export = Button(
            _("Export as a file"), url=form_url("export", self.object.pk), icon_name="download", priority=15
        )
        return [*super().header_more_buttons, export]

    def freeze(self, definition: Form) -> FrozenVersion:
        return freeze(definition, self.request.user)


def freeze(form: Form, user: Any) -> FormVersion:
    try:
        return publish_form(form, by=user)
    except (DefinitionError, KeyChanged) as refused:
        raise CannotFreeze(*(problem_text(problem) for problem in refused.problems)) from refused


class ListForms(IndexView):
    """A new form begins in the gallery."""

    def get_add_url(self) -> str | None:
        return form_url("start") if self.user_has_permission("add") else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        more = super().header_more_buttons
        if not self.user_has_permission("add"):
            return more
        return [*more, Button(_("Import a form"), url=form_url("import"), icon_name="upload", priority=30)]


class FormViewSet(SnippetViewSet):
    model = Form
    icon = "form"
    menu_label = _("Forms")
    url_prefix = "formular"
    index_view_class = ListForms
    add_view_class = CreateForm
    edit_view_class = EditForm
    list_display = [
        "title",
        Column("key", label=_("Key"), sort_key="key"),
        VersionColumn("current_number", label=_("Version"), sort_key="current_number"),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    search_fields = ["title", "key"]
    ordering = ["title"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("introduction"),
                    OutlinePanel("sections", "fields", problems=problems_of),
                    FieldPanel("sections"),
                    FieldPanel("key"),
                ],
                heading=_("Form"),
            ),
            ObjectList([TryingPanel()], heading=_("Try and share")),
            ObjectList(
                [VersionsPanel("submissions", _("Submissions"), address=page_of_version, drafted=compile_form)],
                heading=_("Versions"),
            ),
        ],
        base_form_class=FormDefinitionForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("borja/", StartForm.as_view(), name="start"),
            path("borja/<slug:name>/", LookAtReadyForm.as_view(), name="look"),
            path("borja/<slug:name>/ta/", TakeReadyForm.as_view(), name="take"),
            path("importera/", ImportForm.as_view(), name="import"),
            path("exportera/<int:pk>/", ExportForm.as_view(), name="export"),
            path("problem/<int:pk>/", DraftProblems.as_view(), name="problems"),
            path("lankar/<int:pk>/", Links.as_view(), name="links"),
            path("lankar/<int:pk>/<int:link>/aterkalla/", Revoke.as_view(), name="revoke"),
            path("versioner/<int:pk>/<int:number>/", ShowFormVersion.as_view(), name="version"),
            path("versioner/<int:pk>/<int:number>/se/", LookAtFormVersion.as_view(), name="version_look"),
            path("versioner/<int:pk>/<int:number>/utkast/", BeginFromFormVersion.as_view(), name="version_begin"),
            *super().get_urlpatterns(),
        ]

    def get_queryset(self, request: Any) -> Any:
        newest = FormVersion.objects.filter(form=OuterRef("pk")).order_by("-number").values("number")[:1]
        return Form.objects.annotate(current_number=Coalesce(Subquery(newest), 0))
