"""One block type for each kind of field."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import BlockGroup

from people.models import BodyKind

from .calculations import CALCULATION, shows_block
from .conditions import REQUIRED_WHEN, VALIDATIONS, VISIBLE_WHEN
from .keys import KeyBlock
from .prefill import PREFILL

FILE_TYPES = [(kind, f".{kind}") for kind in ("pdf", "docx", "xlsx", "odt", "ods", "png", "jpg")]
WRITING = _("Writing")
FIGURES = _("Figures and dates")
CHOICES = _("Choices")
TABLES = _("Tables")
OTHER = _("Other")


def layout(*own: str) -> BlockGroup:
    """What every field asks for, then what its kind asks for; the rest lies behind the settings button."""
    return BlockGroup(
        children=["label", "help", "required", *own],
        settings=["key", "prefill", "visible_when", "required_when", "validations"],
    )


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("Option"))
    key = KeyBlock(help_text="")

    class Meta:
        label = _("Option")
        label_format = "{label}"
        form_classname = "struct-block samverka-pair"


def options_block() -> blocks.ListBlock:
    return blocks.ListBlock(OptionBlock(), default=[], label=_("Options"), collapsed=False)


class FieldBlock(blocks.StructBlock):
    """What every kind has."""

    label = blocks.CharBlock(max_length=300, label=_("Label"), help_text=_("The question, in the applicant's words."))
    help = blocks.TextBlock(
        required=False, rows=2, label=_("Help"), help_text=_("Shown under the label. One or two plain sentences.")
    )
    required = blocks.BooleanBlock(required=False, label=_("Must be answered"))
    key = KeyBlock()

    def __init__(self, more: Sequence[tuple[str, blocks.Block]] = (), **kwargs: Any) -> None:
        own: list[tuple[str, blocks.Block]] = [("prefill", PREFILL)]
        own += [("visible_when", VISIBLE_WHEN), ("required_when", REQUIRED_WHEN), ("validations", VALIDATIONS)]
        super().__init__([*own, *more], **kwargs)

    class Meta:
        label_format = "{label}"
        form_layout = layout()


class TextFieldBlock(FieldBlock):
    max_length = blocks.IntegerBlock(required=False, min_value=1, default=200, label=_("Longest, in characters"))

    class Meta:
        icon = "pilcrow"
        group = WRITING
        label = _("Text, one line")
        form_layout = layout("max_length")


class LongTextFieldBlock(FieldBlock):
    max_words = blocks.IntegerBlock(
        required=False, min_value=1, label=_("Most words"), help_text=_("Empty means no limit.")
    )

    class Meta:
        icon = "doc-full"
        group = WRITING
        label = _("Text, several lines")
        form_layout = layout("max_words")


class RichTextFieldBlock(LongTextFieldBlock):
    class Meta:
        icon = "bold"
        group = WRITING
        label = _("Text with lists and bold")
        form_layout = layout("max_words")


class InformationBlock(FieldBlock):
    label = blocks.CharBlock(required=False, max_length=300, label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        group = WRITING
        label = _("Information, without a question")
        form_layout = BlockGroup(
            children=["label", "text"],
            settings=["key", "prefill", "visible_when", "help", "required", "required_when", "validations"],
        )


class IntegerFieldBlock(FieldBlock):
    minimum = blocks.IntegerBlock(required=False, label=_("Lowest"))
    maximum = blocks.IntegerBlock(required=False, label=_("Highest"))

    class Meta:
        icon = "order"
        group = FIGURES
        label = _("Whole number")
        form_layout = layout("minimum", "maximum")


class MoneyFieldBlock(FieldBlock):
    minimum = blocks.CharBlock(required=False, max_length=20, label=_("Lowest, in kronor"))
    maximum = blocks.CharBlock(required=False, max_length=20, label=_("Highest, in kronor"))

    class Meta:
        icon = "decimal"
        group = FIGURES
        label = _("Amount")
        form_layout = layout("minimum", "maximum")


class DecimalFieldBlock(FieldBlock):
    minimum = blocks.CharBlock(required=False, max_length=20, label=_("Lowest"))
    maximum = blocks.CharBlock(required=False, max_length=20, label=_("Highest"))

    class Meta:
        icon = "decimal"
        group = FIGURES
        label = _("Number with decimals")
        form_layout = layout("minimum", "maximum")


class PercentFieldBlock(DecimalFieldBlock):
    class Meta:
        icon = "decimal"
        group = FIGURES
        label = _("Per cent")
        form_layout = layout("minimum", "maximum")


class CalculatedFieldBlock(FieldBlock):
    shows = shows_block()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("calculation", CALCULATION)], **kwargs)

    class Meta:
        icon = "decimal"
        group = FIGURES
        label = _("Calculated, nothing to fill in")
        form_layout = BlockGroup(
            children=["label", "help", "calculation", "shows"],
            settings=["key", "prefill", "visible_when", "required", "required_when", "validations"],
        )


class YearFieldBlock(FieldBlock):
    class Meta:
        icon = "date"
        group = FIGURES
        label = pgettext_lazy("kind of field", "Year")


class EmailFieldBlock(FieldBlock):
    class Meta:
        icon = "mail"
        group = WRITING
        label = _("E-mail address")


class PhoneFieldBlock(FieldBlock):
    class Meta:
        icon = "comment"
        group = WRITING
        label = _("Telephone number")


class WebAddressFieldBlock(FieldBlock):
    class Meta:
        icon = "link"
        group = WRITING
        label = _("Web address")


class OrganisationNumberFieldBlock(FieldBlock):
    class Meta:
        icon = "tag"
        group = WRITING
        label = pgettext_lazy("kind of field", "Organisation number")


class DateFieldBlock(FieldBlock):
    class Meta:
        icon = "date"
        group = FIGURES
        label = _("Date")


class PeriodFieldBlock(FieldBlock):
    class Meta:
        icon = "calendar-alt"
        group = FIGURES
        label = _("Period, from and to")


class YesNoFieldBlock(FieldBlock):
    class Meta:
        icon = "check"
        group = CHOICES
        label = _("Yes or no")


class ChoiceFieldBlock(FieldBlock):
    options = options_block()
    multiple = blocks.BooleanBlock(required=False, label=_("Several may be chosen"))
    style = blocks.ChoiceBlock(
        choices=[("radio", _("All options in view")), ("select", _("A drop-down list"))],
        default="radio",
        label=pgettext_lazy("how a choice looks", "Looks like"),
    )

    class Meta:
        icon = "radio-full"
        group = CHOICES
        label = _("Choice")
        form_layout = layout("options", "multiple", "style")


class BodyFieldBlock(FieldBlock):
    body_kind = blocks.ChoiceBlock(choices=BodyKind.choices, default="local_group", label=_("Which bodies"))
    multiple = blocks.BooleanBlock(required=False, label=_("Several may be chosen"))
    applicants = blocks.BooleanBlock(
        required=False,
        label=_("Those chosen apply"),
        help_text=_("Their people share the draft, and the case is theirs."),
    )

    class Meta:
        icon = "group"
        group = CHOICES
        label = _("Group or other body")
        form_layout = layout("body_kind", "multiple", "applicants")


class PersonFieldBlock(FieldBlock):
    chosen_from = blocks.ChoiceBlock(
        choices=[
            ("applicants", _("Those with a mandate in the bodies that apply")),
            ("body_kind", _("Those with a mandate in any body of a kind")),
        ],
        default="applicants",
        label=_("Who may be chosen"),
    )
    body_kind = blocks.ChoiceBlock(
        choices=BodyKind.choices,
        default="local_group",
        label=_("Which bodies"),
        help_text=_("Only for people of any body of a kind."),
    )

    class Meta:
        icon = "user"
        group = CHOICES
        label = pgettext_lazy("kind of field", "Person")
        form_layout = layout("chosen_from", "body_kind")


class MunicipalityFieldBlock(FieldBlock):
    multiple = blocks.BooleanBlock(required=False, label=_("Several may be chosen"))

    class Meta:
        icon = "site"
        group = CHOICES
        label = pgettext_lazy("kind of field", "Municipality")
        form_layout = layout("multiple")


class ConsentFieldBlock(FieldBlock):
    text = blocks.TextBlock(
        required=False, rows=4, label=_("What is agreed to"), help_text=_("Shown over the box that is ticked.")
    )

    class Meta:
        icon = "tick-inverse"
        group = CHOICES
        label = _("Declaration to agree to")
        form_layout = layout("text")


class FilesFieldBlock(FieldBlock):
    maximum = blocks.IntegerBlock(required=False, min_value=1, default=10, label=_("Most files"))
    types = blocks.MultipleChoiceBlock(
        choices=FILE_TYPES, default=[kind for kind, _label in FILE_TYPES], label=_("Types that are taken")
    )

    class Meta:
        icon = "upload"
        group = OTHER
        label = _("Attachments")
        form_layout = layout("maximum", "types")
