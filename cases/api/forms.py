"""A form of the site as the body of a request: the same members, the same limits, the same refusals."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from django import forms as django_forms
from django.utils import translation
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, Field, create_model

from cases.inputs.fields import AmountField, DayField
from forms.api.problems import Refused
from forms.domain import typed
from people.api.pages import Asking

Year = Annotated[int, Field(ge=1900, le=2999)]
Kronor = Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$")]
LARGEST = 2**53
LONGEST = 200  # of what is chosen from a list
MOST = 200  # of what is chosen together


def body_of(
    name: str, form: type[django_forms.Form], *, without: tuple[str, ...] = (), **more: tuple[Any, Any]
) -> type[Asking]:
    """The shape that is asked for, made from the fields that the page shows. Files are sent beside it.

    `more` are members that hold rows, by number or by key, whose members are fields of the page: `what` in the
    third row of `lines` is the field `what_3`, and `outcome` in the row `lon` is `outcome_lon`.
    """
    members = {
        key: _member(field)
        for key, field in form.base_fields.items()
        if key not in without and not isinstance(field, django_forms.FileField)
    }
    made: type[Asking] = create_model(name, __base__=Asking, **members | more)  # type: ignore[call-overload]
    return made


def _member(field: django_forms.Field) -> tuple[Any, Any]:
    """Type and default of one member. What is required has no default."""
    kind, empty = _kind(field)
    with translation.override("en"):
        said = [str(text).rstrip(".") for text in (field.label, field.help_text) if text]
        said += ["Its key"] if getattr(field, "to_field_name", None) else []
    words = ". ".join(said)
    return (kind, Field(description=words)) if field.required else (kind, Field(empty, description=words))


def _kind(field: django_forms.Field) -> tuple[Any, Any]:
    if isinstance(field, AmountField):
        return (Kronor, None) if field.required else (Kronor | None, None)
    if isinstance(field, django_forms.IntegerField):
        whole = Annotated[int, Field(ge=field.min_value or 0, le=LARGEST)]
        return (whole, None) if field.required else (whole | None, None)
    if isinstance(field, DayField):
        return (date, None) if field.required else (date | None, None)
    if isinstance(field, django_forms.BooleanField):
        return bool, False
    if isinstance(field, django_forms.MultipleChoiceField):
        return Annotated[list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=MOST)], []
    if isinstance(field, django_forms.TypedChoiceField):
        return Year, None
    if isinstance(field, django_forms.ModelChoiceField) and field.to_field_name:
        return Annotated[str, Field(max_length=LONGEST)], ""
    if isinstance(field, django_forms.ModelChoiceField):
        number = Annotated[int, Field(ge=1, le=LARGEST)]
        return (number, None) if field.required else (number | None, None)
    if isinstance(field, django_forms.ChoiceField):
        values = tuple(str(value) for value, _label in field.choices)  # type: ignore[union-attr,misc]
        return (Literal[values] if values else Annotated[str, Field(max_length=LONGEST)]), ""
    longest = getattr(field, "max_length", None)
    tidy = typed.lines if isinstance(field.widget, django_forms.Textarea) else typed.one_line
    return Annotated[str, Field(max_length=longest), AfterValidator(tidy)], ""


def posted(sent: BaseModel | None) -> dict[str, Any]:
    """What was sent, as the form reads it."""
    return {name: "" if value is None else value for name, _way, value in _fields(sent)}


def _fields(sent: BaseModel | None) -> Iterator[tuple[str, list[str], Any]]:
    """Each field of the form with the way to it in the body, and what was sent."""
    for key, value in (sent.model_dump(mode="json") if sent else {}).items():
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        rows = [(place, row) for place, row in parts if isinstance(row, dict)]
        if not rows:
            yield key, [key], value
        for place, row in rows:
            for name, part in row.items():
                yield f"{name}_{place + 1 if isinstance(place, int) else place}", [key, str(place), name], part


def must_be_asked(form: django_forms.BaseForm, sent: BaseModel | None) -> None:
    """Nothing was sent that the form does not ask here and now. Raises Refused (422)."""
    for name, way, value in _fields(sent):
        if value and name not in form.fields:
            problem = {"code": "not_asked", "path": ["body", *way], "message": _("This is not asked."), "blocks": True}
            raise Refused("not_valid", str(problem["message"]), problems=[problem])


def misfits(form: django_forms.BaseForm, sent: BaseModel | None = None) -> Refused:
    """What the form says is wrong, in the words of the page, with the way to each member."""
    ways = {name: way for name, way, _value in _fields(sent)}
    problems = [
        {
            "code": error.code or "invalid",
            "path": ["body"] if key == "__all__" else ["body", *ways.get(key, [key])],
            "message": message,
            "blocks": True,
        }
        for key, errors in form.errors.as_data().items()
        for error in errors
        for message in error.messages
    ]
    return Refused("not_valid", str(problems[0]["message"]), problems=problems)


def choices_of(form: django_forms.BaseForm) -> Mapping[str, list[dict[str, str]]]:
    """By member, what may be chosen here and now; nothing of what is written freely."""
    told: Mapping[str, list[tuple[str, str]]] = getattr(form, "told", {})
    return {key: [{"value": value, "label": label} for value, label in each] for key, each in told.items()} | {
        key: [
            {"value": str(value), "label": str(label)}
            for value, label in list(field.choices)  # type: ignore[arg-type]
            if str(value) or not field.required
        ]
        for key, field in form.fields.items()
        if isinstance(field, django_forms.ChoiceField)
    }
