"""The texts of agreements in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cases.actions.ship_agreements import reset_agreement
from cases.domain.agreeing import INLINE, NEEDED, WHOLE, text_problems
from cases.domain.letters import problems
from cases.models import AgreementTemplate

from .texts import PlacesPanel, TextForm, in_braces, reset_view

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
    "notice": _("how long notice is given before, as 3 months"),
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


class AgreementTemplateForm(TextForm):
    nameless = "avtal"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.tell("body", text_problems(cleaned.get("body") or ""))
        self.tell("title", problems(cleaned.get("title") or "", INLINE))
        return cleaned

    def save(self, commit: bool = True) -> AgreementTemplate:
        """A new text is a new version."""
        if self.instance.pk is not None and {"title", "body"} & set(self.changed_data):
            self.instance.version += 1
        saved: AgreementTemplate = super().save(commit)
        return saved


class AgreementPlacesPanel(PlacesPanel):
    class BoundPanel(PlacesPanel.BoundPanel):
        template_name = "cases/admin/agreement_places.html"
        reset = "cases_reset_agreement"

        def named(self) -> dict[str, Any]:
            return {
                "alone": in_braces(WHOLE, ALONE),
                "places": in_braces(INLINE, PLACES),
                "needed": ", ".join(f"{{{name}}}" for name in NEEDED),
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
            FieldPanel("notice_months"),
            AgreementPlacesPanel(heading=_("What the text can name")),
            FieldPanel("is_offered"),
            FieldPanel("key"),
        ],
        base_form_class=AgreementTemplateForm,
    )


reset = reset_view(AgreementTemplate, reset_agreement, page="cases/admin/agreement_reset.html")
