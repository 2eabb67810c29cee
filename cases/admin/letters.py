"""The texts of letters and messages in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cases.actions.reset_template import reset_template
from cases.domain.letters import problems
from cases.models import MessageTemplate

from .texts import PlacesPanel, TextForm, in_braces, reset_view

PLACES = {
    "name": _("who the letter is to"),
    "number": _("the registry number"),
    "title": _("the title of the case"),
    "group": _("the groups that apply"),
    "stage": _("the stage that the case is at"),
    "deadline": _("the last day"),
    "link": _("the address of the case; alone on its line it becomes a button"),
    "applied": _("the amount applied for"),
    "association": _("the association's name"),
    "subject": _("the subject of the letter that it is around"),
    "text": _("the letter itself; it must be there"),
    "reply": _("how one answers: in the case, or not at all where the letter is about no case"),
    "settings": _("where the reader chooses how often letters come; it must be there"),
    "list": _("what is due, one thing on a line"),
    "count": _("how many letters are gathered"),
    "rest": _("how many more there are, when they are too many to tell of"),
    "body": _("the group or body that answers"),
    "before": _("who had it before"),
    "station": _("the stage, in short"),
    "help": _("what the stage asks for"),
    "question": _("what is to be supplemented"),
    "sections": _("the sections that are open"),
    "obligation": _("what must be done"),
    "outcome": _("how the case ended"),
    "decided": _("the day of the decision"),
    "paragraph": _("the paragraph of the minutes"),
    "decision": _("the text of the decision"),
    "conditions": _("the conditions"),
    "amounts": _("the amount for each year"),
    "by": _("who did it"),
    "reason": _("the reason that was given"),
    "message": _("the message"),
    "files": _("the names of the files that go with it"),
    "day": _("the day of the meeting"),
    "time": _("the time of the meeting"),
    "place": _("the place of the meeting"),
    "agenda": _("the points of the agenda"),
    "what": _("what is to be done"),
    "agreed": _("the day of the meeting that agreed on it"),
    "page": _("address of the page that it is about"),
    "saved": _("the day when the draft was last saved"),
    "draft": _("the address of the draft"),
    "now": _("who has it now"),
    "version": _("the number of the route's version"),
    "request": _("the address of the request"),
    "agreement": _("what the agreement is called"),
    "employer": _("the employer, who is the counterparty"),
    "unsigned": _("those who have yet to sign"),
    "party": _("the party that gave notice"),
    "ends_on": _("the last day of the agreement, where notice is given of it"),
    "claims_until": _("the last day to ask for money"),
    "received_on": _("the day that the notice came in"),
    "owed_no_more": _("what is owed no more since the agreement ends, one on each line"),
    "in_force": _("the day that the agreement came into force"),
    "payment": _("what is asked for: a payment or a drawdown"),
    "amount": _("the amount"),
    "year": _("the year that it is about"),
    "paid": _("the day of the payment"),
    "quantity": _("how much is called off"),
    "note": _("what was written beside it"),
    "until": _("the last day that it holds"),
    "since": _("the day from which it holds"),
    "person": _("the person that it is about"),
    "where": _("the stage, or the whole case"),
    "role": _("the role"),
    "waiting": _("what waits, one case on a line"),
    "change": _("the registry number of the request for a change"),
    "period": _("the new last day"),
    "from": _("the day from which the new process leader leads"),
}


class TemplateForm(TextForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "use" in self.fields and self.instance.pk is None:
            uses = MessageTemplate.Use
            self.fields["use"].choices = [(use.value, use.label) for use in (uses.WRITING, uses.STAGE)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known = self.instance.known_places
        shipped = self.instance.shipped
        for name in ("subject", "body", "subject_en", "body_en"):
            text = cleaned.get(name) or ""
            needed = shipped.needs if shipped and text and name.startswith("body") else ()
            self.tell(name, problems(text, known, needed))
        return cleaned


class LetterPlacesPanel(PlacesPanel):
    class BoundPanel(PlacesPanel.BoundPanel):
        template_name = "cases/admin/letter_places.html"
        reset = "cases_reset_template"

        def named(self) -> dict[str, Any]:
            return {"places": in_braces(self.instance.known_places, PLACES)}


class TemplateViewSet(SnippetViewSet):
    model = MessageTemplate
    icon = "mail"
    menu_label = _("Letters and messages")
    url_prefix = "brev"
    list_display = [
        "name",
        Column("get_use_display", label=_("Used for"), sort_key="use"),
        Column("subject", label=_("Subject")),
        BooleanColumn("is_changed", label=_("Changed here")),
        UpdatedAtColumn(),
    ]
    list_filter = ["use", "is_changed"]
    search_fields = ["name", "subject", "body"]
    ordering = ["use", "name"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("use"),
            MultiFieldPanel([FieldPanel("subject"), FieldPanel("body")], heading=_("Swedish")),
            LetterPlacesPanel(heading=_("What the text can name")),
            MultiFieldPanel([FieldPanel("subject_en"), FieldPanel("body_en")], heading=_("English")),
            FieldPanel("is_offered"),
            FieldPanel("key"),
        ],
        base_form_class=TemplateForm,
    )


reset = reset_view(MessageTemplate, reset_template, page="cases/admin/letter_reset.html")


def log_actions(registry: Any) -> None:
    """What the office does with a letter that is about no case, and so stands in no trail."""
    registry.register_action("cases.letter_sent_again", _("Send a letter again"), _("Sent a letter again"))
    registry.register_action("cases.letter_settled", _("Leave a letter"), _("Left a letter that did not get through"))
