"""What every register is: a list to look things up in, opened by our own rules, whose exports open clean."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import lookup_field
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import pgettext
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from people.permissions import may_change_bodies, may_see_registers

STYLESHEET = "people/admin/registers.css"
# A spreadsheet takes a cell that starts so for something to compute.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


class SeenByOffice(PermissionHelper):
    """The office looks; nobody changes anything here."""

    def user_can_list(self, user: Any) -> bool:
        return may_see_registers(user)

    def user_has_any_permissions(self, user: Any) -> bool:
        return may_see_registers(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return self.inspect_view_enabled and may_see_registers(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class KeptByOffice(SeenByOffice):
    """The office adds and changes; nothing is deleted, because answers and decisions point here."""

    def user_can_create(self, user: Any) -> bool:
        return may_change_bodies(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return may_change_bodies(user)


class RegisterView(IndexView):
    """The list, and the same rows as a spreadsheet."""

    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        datetime: {"xlsx": lambda value: timezone.make_naive(value) if timezone.is_aware(value) else value},
    }

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Values as people read them: labels for keys, local times, empty for nothing."""
        return {name: self._exported(name, item) for name in self.list_export}

    def _exported(self, name: str, item: Any) -> Any:
        display = getattr(item, f"get_{name}_display", None)
        if display is not None:
            return str(display())
        _field, _attribute, value = lookup_field(name, item, self.model_admin)
        if value is None:
            return ""
        return str(value) if isinstance(value, models.Model) else value

    def get_heading(self, queryset: Any, field: str) -> str:
        return super().get_heading(queryset, field).capitalize()

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        return super().write_csv_row(writer, {name: plain(value) for name, value in row_dict.items()})

    def stream_csv(self, queryset: Any) -> Iterator[str]:
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)


def plain(value: Any) -> Any:
    """For CSV: a local time to the minute, and text that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class RegisterButtons(ButtonHelper):
    """Buttons as the rest of the administration has them."""

    add_button_classnames = ["button", "button--icon"]

    def inspect_button(self, pk: Any, classnames_add: Any = None, classnames_exclude: Any = None) -> dict[str, Any]:
        button = super().inspect_button(pk, classnames_add or [], classnames_exclude or [])
        return button | {"label": pgettext("row of a register", "Show")}


class Register(ModelAdmin):
    index_view_class = RegisterView
    permission_helper_class = SeenByOffice
    button_helper_class = RegisterButtons
    index_template_name = "people/admin/register.html"
    inspect_template_name = "people/admin/register_inspect.html"
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    empty_value_display = "–"
    index_view_extra_css = [STYLESHEET]
    inspect_view_extra_css = [STYLESHEET]
    form_view_extra_css = [STYLESHEET]
    # Columns with amounts and numbers: to the right, on one line.
    figure_columns: tuple[str, ...] = ()
    date_columns: tuple[str, ...] = ()

    def get_extra_class_names_for_field_col(self, obj: Any, field_name: str) -> list[str]:
        if field_name in self.figure_columns:
            return ["figure"]
        return ["nowrap"] if field_name in self.date_columns else []

    def get_extra_attrs_for_field_col(self, obj: Any, field_name: str) -> dict[str, str]:
        """The heading of each cell, which a phone shows beside it."""
        try:
            heading = self.model._meta.get_field(field_name).verbose_name
        except FieldDoesNotExist:
            heading = getattr(getattr(self, field_name), "short_description", field_name)
        return {"data-heading": capfirst(str(heading))}
