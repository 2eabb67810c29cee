"""A form's sections."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .conditions import VISIBLE_WHEN
from .fields import (
    BodyFieldBlock,
    CalculatedFieldBlock,
    ChoiceFieldBlock,
    ConsentFieldBlock,
    DateFieldBlock,
    DecimalFieldBlock,
    EmailFieldBlock,
    FilesFieldBlock,
    InformationBlock,
    IntegerFieldBlock,
    LongTextFieldBlock,
    MoneyFieldBlock,
    MunicipalityFieldBlock,
    OrganisationNumberFieldBlock,
    PercentFieldBlock,
    PeriodFieldBlock,
    PersonFieldBlock,
    PhoneFieldBlock,
    RichTextFieldBlock,
    TextFieldBlock,
    WebAddressFieldBlock,
    YearFieldBlock,
    YesNoFieldBlock,
)
from .keys import KeyBlock
from .tables import BudgetFieldBlock, RowTableFieldBlock


class FieldsBlock(blocks.StreamBlock):
    """Block types are named as the kinds of docs/formats.md."""

    text = TextFieldBlock()
    long_text = LongTextFieldBlock()
    rich_text = RichTextFieldBlock()
    information = InformationBlock()
    email = EmailFieldBlock()
    phone = PhoneFieldBlock()
    web_address = WebAddressFieldBlock()
    organisation_number = OrganisationNumberFieldBlock()
    integer = IntegerFieldBlock()
    money = MoneyFieldBlock()
    decimal = DecimalFieldBlock()
    percent = PercentFieldBlock()
    year = YearFieldBlock()
    calculated = CalculatedFieldBlock()
    date = DateFieldBlock()
    period = PeriodFieldBlock()
    yes_no = YesNoFieldBlock()
    choice = ChoiceFieldBlock()
    body = BodyFieldBlock()
    person = PersonFieldBlock()
    municipality = MunicipalityFieldBlock()
    consent = ConsentFieldBlock()
    row_table = RowTableFieldBlock()
    budget_table = BudgetFieldBlock()
    files = FilesFieldBlock()

    class Meta:
        required = False
        collapsed = True


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("Heading"))
    help = blocks.TextBlock(required=False, rows=2, label=_("Help"), help_text=_("Shown under the heading."))
    fields = FieldsBlock(label=_("Fields"))
    key = KeyBlock(
        help_text=_("Names the section's page. Suggested from the heading, and fixed once published."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("visible_when", VISIBLE_WHEN)], **kwargs)

    class Meta:
        icon = "doc-empty"
        label = _("Section")
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "help", "fields"], settings=["key", "visible_when"])


class FormSectionsBlock(blocks.StreamBlock):
    """Sections, one page each."""

    section = SectionBlock()

    class Meta:
        required = False
        collapsed = True
