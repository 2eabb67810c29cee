"""Throw away an uploaded workbook without taking anything from it."""

from forms.models import WaitingWorkbook


def drop_workbook(waiting: WaitingWorkbook) -> None:
    waiting.delete()
