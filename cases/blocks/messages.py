"""What a stage writes to people, beside the letters that are always sent."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from forms.blocks.keys import KeyReferenceBlock
from people.models import Body

MOMENTS = [
    ("enter", _("When the case comes here")),
    ("leave", _("When the case goes on from here")),
    ("outcome", _("When the stage is settled by an answer")),
]
READERS = [
    ("applicants", _("The applicants")),
    ("writer", _("Whoever sent the application in")),
    ("asked", _("Those who are to answer then")),
    ("office", _("The office")),
    ("association", _("Everybody at the association's office")),
    ("body", pgettext_lazy("who reads a letter", "One body")),
]


def template_choices() -> list[tuple[str, str]]:
    """Every template for stages, also those no longer offered: a route that names one must not lose it."""
    templates = apps.get_model("cases", "MessageTemplate").objects
    return list(templates.filter(use="stage").order_by("name").values_list("key", "name"))


def body_choices() -> list[tuple[str, str]]:
    """Every body, also those that have ended, for the same reason."""
    return list(Body.objects.order_by("name").values_list("key", "name"))


def only_when(block: blocks.FieldBlock, condition: str) -> blocks.FieldBlock:
    """The browser hides the field unless the choice beside it says so: `actor=body`."""
    block.field.widget.attrs["data-only-when"] = condition
    return block


class MessageBlock(blocks.StructBlock):
    template = blocks.ChoiceBlock(
        choices=template_choices, label=_("Letter"), help_text=_("Its text is changed under message templates.")
    )
    on = blocks.ChoiceBlock(choices=MOMENTS, default="enter", label=_("When"))
    outcome = only_when(
        KeyReferenceBlock(points_at="outcome", required=False, max_length=80, label=_("The answer")),
        "on=outcome",
    )
    to = blocks.ChoiceBlock(choices=READERS, default="applicants", label=_("To"))
    body = only_when(blocks.ChoiceBlock(choices=body_choices, required=False, label=_("Body")), "to=body")

    class Meta:
        icon = "mail"
        label = _("Letter")
        label_format = "{template}"


MESSAGES = blocks.ListBlock(
    MessageBlock(),
    default=[],
    collapsed=True,
    label=_("Letters"),
    help_text=_(
        "Those who are asked, and the applicants when it is decided, get their letters without being named here."
    ),
)
