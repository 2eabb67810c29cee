"""The sheet of what the form works out: the numbers it stands on, and each result as a formula that lives."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.domain.definition import Field
from forms.domain.formulas import formula

from . import looks
from .plan import Plan, Stood
from .writing import Writer

SHOWN = {"money": "money", "percent": "percent", "number": "number"}


def write_sums(writer: Writer, plan: Plan) -> None:
    writer.put("A2", pgettext("sheet", "Calculations"), "samverka title")
    _head(writer, 3, _("What the calculations stand on"))
    for number, stood in enumerate(plan.stood.values()):
        _write_stood(writer, 4 + number, stood, plan)
    if plan.calculated:
        _head(writer, plan.first_result - 1, _("What the form works out"))
    for number, asked in enumerate(plan.calculated):
        _write_result(writer, plan.first_result + number, asked, plan)
    writer.target.column_dimensions["A"].width = 58
    writer.target.column_dimensions["B"].width = 20
    writer.target.column_dimensions["C"].width = 44
    looks.set_up(writer.target, head=3, frozen="A4")


def _head(writer: Writer, row: int, said: str) -> None:
    writer.put(f"A{row}", said, looks.head_style("words"))
    writer.put(f"B{row}", pgettext("number", "Value"), looks.head_style("money"))


def _write_stood(writer: Writer, row: int, stood: Stood, plan: Plan) -> None:
    asked = plan.definition.fields[stood.leaf.field]
    look = "money" if asked.kind in ("money", "budget_table") else asked.kind
    style = looks.style_of(look if look in looks.FORMATS else "number", locked=True)
    writer.put(f"A{row}", stood.label, looks.style_of("words", locked=True))
    if stood.formula:
        writer.formula(f"B{row}", stood.formula, _plain(stood.value), style)
    else:
        writer.put(f"B{row}", None if stood.value == "" else stood.value, style)
        writer.put(f"C{row}", _("From the form. Change it there."), "samverka help")


def _plain(value: Any) -> Decimal | str:
    return Decimal(value) if isinstance(value, Decimal | int) else ""


def _write_result(writer: Writer, row: int, asked: Field, plan: Plan) -> None:
    writer.put(f"A{row}", asked.label, looks.style_of("words", locked=True))
    value = plan.evaluation.values.get(asked.key)
    style = looks.style_of(SHOWN[asked.options["shows"]], locked=True)
    living = formula(asked.options["calculation"], plan)
    if living is None:
        writer.put(f"B{row}", value, style)
        writer.put(f"C{row}", _("Too long for a formula: the value as the form worked it out."), "samverka help")
    else:
        writer.formula(f"B{row}", living, value, style)
