"""A form of the site as the body of a request: the same members, the same limits, the same refusals."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from django import forms as django_forms
from django.utils import translation
from pydantic import AfterValidator, BaseModel, Field, create_model

from cases.inputs.fields import DayField
from forms.api.problems import Refused
from forms.domain import typed
from people.api.pages import Asking

LONGEST = 200  # of what is chosen from a list
MOST = 200  # of what is chosen together


def body_of(name: str, form: type[django_forms.Form], *, without: tuple[str, ...] = ()) -> type[Asking]:
    """The shape that is asked for, made from the fields that the page shows. Files are sent beside it."""
    members = {
        key: _member(field)
        for key, field in form.base_fields.items()
        if key not in without and not isinstance(field, django_forms.FileField)
    }
    made: type[Asking] = create_model(name, __base__=Asking, **members)  # type: ignore[call-overload]
    return made


def _member(field: django_forms.Field) -> tuple[Any, Any]:
    """Type and default of one member. What is required has no default."""
    kind, empty = _kind(field)
    with translation.override("en"):
        said = [str(text).rstrip(".") for text in (field.label, field.help_text) if text]
    words = ". ".join(said)
    return (kind, Field(description=words)) if field.required else (kind, Field(empty, description=words))


def _kind(field: django_forms.Field) -> tuple[Any, Any]:
    if isinstance(field, DayField):
        return (date, None) if field.required else (date | None, None)
    if isinstance(field, django_forms.BooleanField):
        return bool, False
    if isinstance(field, django_forms.MultipleChoiceField):
        return Annotated[list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=MOST)], []
    if isinstance(field, django_forms.ModelChoiceField):
        number = Annotated[int, Field(ge=1, le=2**53)]
        return (number, None) if field.required else (number | None, None)
    if isinstance(field, django_forms.ChoiceField):
        values = tuple(str(value) for value, _label in field.choices)  # type: ignore[union-attr,misc]
        return (Literal[values] if values else Annotated[str, Field(max_length=LONGEST)]), ""
    longest = getattr(field, "max_length", None)
    tidy = typed.lines if isinstance(field.widget, django_forms.Textarea) else typed.one_line
    return Annotated[str, Field(max_length=longest), AfterValidator(tidy)], ""


def posted(sent: BaseModel | None) -> dict[str, Any]:
    """What was sent, as the form reads it."""
    if sent is None:
        return {}
    return {key: "" if value is None else value for key, value in sent.model_dump(mode="json").items()}


def misfits(form: django_forms.BaseForm) -> Refused:
    """What the form says is wrong, in the words of the page, with the way to each member."""
    problems = [
        {
            "code": error.code or "invalid",
            "path": ["body"] if key == "__all__" else ["body", key],
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
    return {
        key: [
            {"value": str(value), "label": str(label)}
            for value, label in list(field.choices)  # type: ignore[arg-type]
            if str(value) or not field.required
        ]
        for key, field in form.fields.items()
        if isinstance(field, django_forms.ChoiceField)
    }
