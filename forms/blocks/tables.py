"""The two tables: rows with columns of one's own, and the budget."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .calculations import CALCULATION, shows_block
from .conditions import COLUMN_REQUIRED_WHEN, COLUMN_VISIBLE_WHEN, ROW_VALIDATIONS
from .fields import TABLES, FieldBlock, layout, options_block
from .keys import KeyBlock, KeyReferenceBlock


def column_layout(*own: str) -> BlockGroup:
    return BlockGroup(children=["label", "help", "required", *own], settings=["key", "spans", *CONDITIONS])


CONDITIONS = ("visible_when", "required_when", "validations")


class ColumnBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("Heading"))
    help = blocks.CharBlock(required=False, max_length=300, label=_("Help"))
    required = blocks.BooleanBlock(required=False, label=_("Must be answered"))
    key = KeyBlock()
    spans = blocks.BooleanBlock(
        required=False,
        label=_("Empty means “as in the row above”"),
        help_text=_("One goal then stands once beside all its activities."),
    )

    def __init__(self, more: Sequence[tuple[str, blocks.Block]] = (), **kwargs: Any) -> None:
        shown: list[tuple[str, blocks.Block]] = [("visible_when", COLUMN_VISIBLE_WHEN)]
        asked = [("required_when", COLUMN_REQUIRED_WHEN), ("validations", ROW_VALIDATIONS)]
        super().__init__([*shown, *asked, *more], **kwargs)

    class Meta:
        label_format = "{label}"
        form_layout = column_layout()


class TextColumnBlock(ColumnBlock):
    max_length = blocks.IntegerBlock(required=False, min_value=1, default=200, label=_("Longest, in characters"))

    class Meta:
        icon = "pilcrow"
        label = _("Text, one line")
        form_layout = column_layout("max_length")


class LongTextColumnBlock(ColumnBlock):
    max_words = blocks.IntegerBlock(required=False, min_value=1, label=_("Most words"))

    class Meta:
        icon = "doc-full"
        label = _("Text, several lines")
        form_layout = column_layout("max_words")


class IntegerColumnBlock(ColumnBlock):
    minimum = blocks.IntegerBlock(required=False, label=_("Lowest"))
    maximum = blocks.IntegerBlock(required=False, label=_("Highest"))
    sum = blocks.BooleanBlock(required=False, label=_("Show the sum of the column"))

    class Meta:
        icon = "order"
        label = _("Whole number")
        form_layout = column_layout("minimum", "maximum", "sum")


class MoneyColumnBlock(ColumnBlock):
    minimum = blocks.CharBlock(required=False, max_length=20, label=_("Lowest, in kronor"))
    maximum = blocks.CharBlock(required=False, max_length=20, label=_("Highest, in kronor"))
    sum = blocks.BooleanBlock(required=False, label=_("Show the sum of the column"))

    class Meta:
        icon = "decimal"
        label = _("Amount")
        form_layout = column_layout("minimum", "maximum", "sum")


class CalculatedColumnBlock(ColumnBlock):
    shows = shows_block()
    sum = blocks.BooleanBlock(required=False, label=_("Show the sum of the column"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("calculation", CALCULATION)], **kwargs)

    class Meta:
        icon = "decimal"
        label = _("Calculated, nothing to fill in")
        form_layout = BlockGroup(
            children=["label", "help", "calculation", "shows", "sum"],
            settings=["key", "required", "spans", *CONDITIONS],
        )


class DateColumnBlock(ColumnBlock):
    class Meta:
        icon = "date"
        label = _("Date")


class PeriodColumnBlock(ColumnBlock):
    class Meta:
        icon = "calendar-alt"
        label = _("Period, from and to")


class YesNoColumnBlock(ColumnBlock):
    class Meta:
        icon = "check"
        label = _("Yes or no")


class ChoiceColumnBlock(ColumnBlock):
    options = options_block()
    multiple = blocks.BooleanBlock(required=False, label=_("Several may be chosen"))
    style = blocks.ChoiceBlock(
        choices=[("radio", _("All options in view")), ("select", _("A drop-down list"))],
        default="radio",
        label=pgettext_lazy("how a choice looks", "Looks like"),
    )

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        form_layout = column_layout("options", "multiple", "style")


class DecimalColumnBlock(MoneyColumnBlock):
    minimum = blocks.CharBlock(required=False, max_length=20, label=_("Lowest"))
    maximum = blocks.CharBlock(required=False, max_length=20, label=_("Highest"))

    class Meta:
        icon = "decimal"
        label = _("Number with decimals")
        form_layout = column_layout("minimum", "maximum", "sum")


class PercentColumnBlock(ColumnBlock):
    minimum = blocks.CharBlock(required=False, max_length=20, label=_("Lowest"))
    maximum = blocks.CharBlock(required=False, max_length=20, label=_("Highest"))

    class Meta:
        icon = "decimal"
        label = _("Per cent")
        form_layout = column_layout("minimum", "maximum")


class YearColumnBlock(ColumnBlock):
    class Meta:
        icon = "date"
        label = pgettext_lazy("kind of field", "Year")


class EmailColumnBlock(ColumnBlock):
    class Meta:
        icon = "mail"
        label = _("E-mail address")


class PhoneColumnBlock(ColumnBlock):
    class Meta:
        icon = "comment"
        label = _("Telephone number")


class WebAddressColumnBlock(ColumnBlock):
    class Meta:
        icon = "link"
        label = _("Web address")


class OrganisationNumberColumnBlock(ColumnBlock):
    class Meta:
        icon = "tag"
        label = pgettext_lazy("kind of field", "Organisation number")


class ColumnsBlock(blocks.StreamBlock):
    text = TextColumnBlock()
    long_text = LongTextColumnBlock()
    integer = IntegerColumnBlock()
    money = MoneyColumnBlock()
    calculated = CalculatedColumnBlock()
    date = DateColumnBlock()
    period = PeriodColumnBlock()
    yes_no = YesNoColumnBlock()
    choice = ChoiceColumnBlock()
    decimal = DecimalColumnBlock()
    percent = PercentColumnBlock()
    year = YearColumnBlock()
    email = EmailColumnBlock()
    phone = PhoneColumnBlock()
    web_address = WebAddressColumnBlock()
    organisation_number = OrganisationNumberColumnBlock()

    class Meta:
        required = False
        collapsed = True


class RowTableFieldBlock(FieldBlock):
    preset = blocks.ChoiceBlock(
        choices=[
            ("activity_plan", _("Activity plan")),
            ("schedule", _("Schedule")),
            ("goals", _("Goals with indicators")),
        ],
        required=False,
        label=_("Preset"),
        help_text=_("A table without columns gets those of the preset when it is saved; change them as you like."),
    )
    columns = ColumnsBlock(label=_("Columns"))
    minimum = blocks.IntegerBlock(required=False, min_value=0, default=0, label=_("Fewest rows"))
    maximum = blocks.IntegerBlock(required=False, min_value=1, default=200, label=_("Most rows"))

    class Meta:
        icon = "table"
        group = TABLES
        label = _("Table with rows")
        form_layout = layout("preset", "columns", "minimum", "maximum")


class BudgetLineBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("Line"))
    key = KeyBlock(help_text="")
    salary = blocks.BooleanBlock(required=False, label=_("Salary line with payroll overhead (PO)"))

    class Meta:
        label = _("Line")
        label_format = "{label}"
        form_classname = "struct-block samverka-pair"


class BudgetFieldBlock(FieldBlock):
    lines = blocks.ListBlock(BudgetLineBlock(), default=[], label=_("Lines that stand there from the start"))
    own_lines = blocks.BooleanBlock(required=False, default=True, label=_("The applicant may add lines"))
    period_field = KeyReferenceBlock(
        points_at="period",
        required=False,
        label=_("Years from the period"),
        help_text=_("The key of a period field: the budget gets a column for each of its years."),
    )
    years = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Or these years"),
        help_text=_("Where the form has no period, for example 2014, 2015."),
    )
    measure = blocks.BooleanBlock(required=False, default=True, label=_("A measure note for each line"))
    unit = blocks.ChoiceBlock(
        choices=[("kr", _("kronor")), ("tkr", _("thousands of kronor"))], default="kr", label=_("First shown in")
    )

    financing = blocks.BooleanBlock(
        required=False,
        label=_("Ask who pays"),
        help_text=_(
            "For each year: what is applied for, the own contribution, and other financiers by name. "
            "They must add up to the year's costs, and only what is applied for counts as the applied amount."
        ),
    )

    class Meta:
        icon = "table"
        group = TABLES
        label = _("Budget")
        form_layout = layout("lines", "own_lines", "period_field", "years", "measure", "unit", "financing")
