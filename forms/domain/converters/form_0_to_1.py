"""Schema 0 of forms, which the format was tried in, to schema 1.

Pages became sections, members of fields took the names that editors see, and options became a list: an object
has no order in JSON, and a column was told from a field by other names.
"""

from .chain import Json, Object, renamed, with_each

FORM = {"pages": "sections"}
SECTION = {"hint": "help", "shown_if": "visible_when"}
FIELD = {"question": "label", "hint": "help", "mandatory": "required", "shown_if": "visible_when"}
COLUMN = {"heading": "label", "hint": "help", "mandatory": "required"}


def form_0_to_1(form: Object) -> dict[str, Json]:
    return with_each(renamed(form, FORM), "sections", _section)


def _section(section: Object) -> dict[str, Json]:
    return with_each(renamed(section, SECTION), "fields", _field)


def _field(field: Object) -> dict[str, Json]:
    return _listed_options(with_each(renamed(field, FIELD), "columns", _column))


def _column(column: Object) -> dict[str, Json]:
    return _listed_options(renamed(column, COLUMN))


def _listed_options(field: Object) -> dict[str, Json]:
    """`{"ny": "Ny insats"}` as `[{"key": "ny", "label": "Ny insats"}]`."""
    options = field.get("options")
    if not isinstance(options, dict):
        return dict(field)
    return {**field, "options": [{"key": key, "label": label} for key, label in options.items()]}
