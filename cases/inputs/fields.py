"""Amounts and days as they are typed in Swedish, where what cannot be read stays as it was typed; and files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import CharField, ClearableFileInput, FileField, TextInput, ValidationError
from django.utils.translation import gettext_lazy as _

from forms.domain.days import NotADay, read_day
from forms.domain.kinds.money import read_amount
from forms.domain.numbers import NotANumber
from people.domain.swedish import figures

NOT_AN_AMOUNT = {
    "ambiguous_point": _("Write thousands with a space and decimals with a comma, for example 1 547 000 or 1 547,50."),
    "number_too_large": _("The amount is too large."),
    "too_many_decimals": _("Write at most two decimals."),
}


class AmountField(CharField):
    """Kronor as a Decimal, never negative."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInput(attrs={"inputmode": "decimal", "class": "amount", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return figures(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        amount = read_amount(text)
        if isinstance(amount, NotANumber):
            raise ValidationError(
                NOT_AN_AMOUNT.get(amount.code, _("Write an amount in kronor, for example 356 000.")), code=amount.code
            )
        if amount < 0:
            raise ValidationError(_("The amount cannot be below zero."), code="negative")
        return amount


class DayField(CharField):
    """A day, also typed as 140701 or 20140701."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInput(attrs={"class": "short", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text)
        if isinstance(day, NotADay):
            raise ValidationError(_("Write the day as 2026-03-14."), code=day.code)
        return day


class SeveralFiles(ClearableFileInput):
    allow_multiple_selected = True


class FilesField(FileField):
    """Any number of files; what is wrong with one is said by the act that takes it in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(), required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [found for found in (super(FilesField, self).clean(each, initial) for each in files) if found]
