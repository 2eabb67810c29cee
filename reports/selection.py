"""What was chosen for a report, on a sheet of its own: a workbook is read long after the page that made it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from .columns import Column, table
from .inputs import ReportFilter
from .sheets import Sheet

type Row = tuple[str, str]

COLUMNS: tuple[Column[Row], ...] = (
    Column(pgettext_lazy("of a report", "Choice"), lambda row: row[0]),
    Column(pgettext_lazy("of a report", "What was chosen"), lambda row: row[1], "long"),
)


def selection(form: ReportFilter) -> list[Sheet]:
    """The last sheet of the workbook; none where every case was asked for."""
    rows = [(str(field.label), field_words(form, name)) for name, field in form.fields.items()]
    chosen = [(label, words) for label, words in rows if words]
    if not chosen:
        return []
    taken = [(_("Taken out on"), f"{timezone.localdate():%Y-%m-%d}")]
    return [table(pgettext("sheet", "Selection"), COLUMNS, [*chosen, *taken])]


def field_words(form: ReportFilter, name: str) -> str:
    value = form.cleaned_data[name]
    if name == "status":
        return str(dict(form.fields["status"].choices).get(value, "")) if value else ""  # type: ignore[attr-defined]
    words = str(value or "")
    return ". ".join([words, *followed_words(form.followed)]) if name == "group" and words else words


def followed_words(groups: Sequence[str]) -> list[str]:
    """One sentence, or none where the group has followed nobody."""
    said = _("With cases of %(groups)s, which the group has followed.")
    return [said % {"groups": ", ".join(groups)}] if groups else []
