"""The texts of agreements in the administration."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cases.actions.ship_agreements import reset_agreement
from cases.domain.agreeing import INLINE, NEEDED, WHOLE, text_problems
from cases.domain.letters import problems
from cases.models import AgreementTemplate
from people.models import User

PLACES = {
    "number": _("the registry number"),
    "title": _("the title of the case"),
    "association": _("the association's name"),
    "association_number": _("the association's organisation number"),
    "employer": _("the employer, who is the counterparty"),
    "employer_number": _("the employer's organisation number"),
    "employer_signatory": _("who signs for the employer"),
    "signatory": _("who signs for the association"),
    "groups": _("the groups that benefit"),
    "purpose": _("the purpose, as the office wrote it"),
    "period": _("first and last day, as figures"),
    "from": _("the first day, in words"),
    "to": _("the last day, in words"),
    "total": _("the amount for all years"),
    "decided": _("the day of the decision"),
    "paragraph": _("the paragraph of the minutes"),
    "decision": _("the day and the paragraph, as within a sentence"),
    "received": _("the day that the application came in"),
    "special_terms": _("the special terms, as the office wrote them"),
    "amends": _("the agreement that this one changes"),
    "amends_day": _("the day that the changed agreement came into force"),
}
ALONE = {
    "parties": _("a table of the parties; it must be there"),
    "amounts": _("a table of the amounts year by year; it must be there"),
    "conditions": _("the conditions of the decision, each a numbered paragraph"),
    "obligations": _("what must be sent in and when, each a numbered paragraph"),
    "signatures": _("lines to sign on; they must be there"),
}
WRONG = {
    "unknown_place": _("There is no {%(name)s} here. Choose one from the list under the text."),
    "loose_brace": _("A brace stands alone. Write a name between braces, as in {number}."),
    "place_missing": _("{%(name)s} must be in the text."),
    "stands_alone": _("{%(name)s} must stand alone, with an empty line before and after it."),
    "no_heading": _("Write at least one heading: a line that begins with “# ”."),
}


class AgreementTemplateForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.pk is not None
        for name in ("key", "use"):
            if name in self.fields:
                self.fields[name].disabled = kept
        if "key" in self.fields:
            self.fields["key"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("key"):
            cleaned["key"] = self._free_key(cleaned.get("name") or "")
        for code, name in text_problems(cleaned.get("body") or ""):
            self.add_error("body", str(WRONG[code]) % {"name": name})
        for code, name in problems(cleaned.get("title") or "", INLINE):
            self.add_error("title", str(WRONG[code]) % {"name": name})
        return cleaned

    def save(self, commit: bool = True) -> AgreementTemplate:
        """From now on the text is the editors' own; a new text is a new version."""
        if self.has_changed():
            self.instance.is_changed = True
        if self.instance.pk is not None and {"title", "body"} & set(self.changed_data):
            self.instance.version += 1
        return super().save(commit)

    def _free_key(self, name: str) -> str:
        plain, number = slugify(name)[:50] or "avtal", 1
        key = plain
        while AgreementTemplate.objects.filter(key=key).exists():
            number += 1
            key = f"{plain}-{number}"
        return key


class AgreementPlacesPanel(Panel):
    """What the text may name, each with what it becomes, and the way back to the text that the system came with."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cases/admin/agreement_places.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            template = self.instance
            can_reset = template.pk is not None and template.shipped is not None and template.is_changed
            return {
                **super().get_context_data(parent_context),
                "alone": [(f"{{{name}}}", ALONE[name]) for name in WHOLE],
                "places": [(f"{{{name}}}", PLACES[name]) for name in INLINE],
                "needed": ", ".join(f"{{{name}}}" for name in NEEDED),
                "reset_url": reverse("cases_reset_agreement", args=[template.pk]) if can_reset else "",
            }


class AgreementTemplateViewSet(SnippetViewSet):
    model = AgreementTemplate
    icon = "doc-full"
    menu_label = _("Agreement templates")
    url_prefix = "avtalsmallar"
    list_display = [
        "name",
        Column("get_use_display", label=_("Used for"), sort_key="use"),
        Column("version", label=_("Version")),
        BooleanColumn("is_changed", label=_("Changed here")),
        UpdatedAtColumn(),
    ]
    list_filter = ["use", "is_changed"]
    search_fields = ["name", "title", "body"]
    ordering = ["use", "name"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("use"),
            MultiFieldPanel([FieldPanel("title"), FieldPanel("body")], heading=_("The agreement's text")),
            AgreementPlacesPanel(heading=_("What the text can name")),
            FieldPanel("is_offered"),
            FieldPanel("key"),
        ],
        base_form_class=AgreementTemplateForm,
    )


def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; what an editor wrote stays in the history."""
    template = get_object_or_404(AgreementTemplate, pk=pk)
    if not request.user.has_perm("cases.change_agreementtemplate"):
        raise PermissionDenied
    edit = reverse(AgreementTemplate.snippet_viewset.get_url_name("edit"), args=[pk])
    if template.shipped is None or not template.is_changed:
        return redirect(edit)
    if request.method == "POST":
        reset_agreement(template, by=cast(User, request.user))
        messages.success(request, now("“%(name)s” is as the system came with it.") % {"name": template.name})
        return redirect(edit)
    return TemplateResponse(request, "cases/admin/agreement_reset.html", {"template": template, "edit": edit})
