"""Make a workbook that was asked for; told sheet by sheet how far it has come."""

from collections.abc import Iterator, Sequence

from django.core.files.base import ContentFile
from django.utils import translation

from cases.models import Case
from reports.inputs import ReportFilter
from reports.models import Export
from reports.registry import REPORTS
from reports.selection import selection
from reports.sheets import Sheet
from reports.workbook import workbook

TOLD_EVERY = 20


def make_export(export_id: int) -> str:
    """Its state. Safe to repeat: what is made stays as it is. Takes what its owner may see when it is made."""
    export = Export.objects.select_related("owner").filter(pk=export_id).first()
    if export is None or export.state == Export.State.MADE:
        return export.state if export else "gone"
    try:
        with translation.override(export.language):
            content = _content(export)
    except Exception:
        Export.objects.filter(pk=export.pk).update(state=Export.State.FAILED)
        raise
    export.file.save("", ContentFile(content), save=False)
    export.state = Export.State.MADE
    export.save(update_fields=["file", "state"])
    return export.state


def _content(export: Export) -> bytes:
    form = ReportFilter(export.asked, cases=Case.objects.visible_to(export.owner).open())
    if not form.is_valid():
        raise ValueError(f"export {export.pk} asks for what cannot be had")
    sheets = [*REPORTS[export.report].sheets(form.chosen()), *selection(form)]
    return workbook(_told(export, sheets))


def _told(export: Export, sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    Export.objects.filter(pk=export.pk).update(sheets=len(sheets), sheets_made=0)
    for number, sheet in enumerate(sheets):
        if number % TOLD_EVERY == 0:
            Export.objects.filter(pk=export.pk).update(sheets_made=number)
        yield sheet
