"""Keep an uploaded workbook until somebody has looked at what it would change."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from forms.content import MOST_BYTES, clean_name
from forms.errors import SectionClosed
from forms.models import Submission, WaitingWorkbook
from forms.scanning import require_clean
from forms.workbook.reading import read_workbook
from people.models import User

from .writing import lock


def keep_workbook(submission: Submission, upload: "UploadedFile[Any]", by: User) -> WaitingWorkbook:
    """Raises FileRefused. One for each person and draft: a new one takes the place of the one before."""
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    sheets = read_workbook(content, upload.name or "")
    require_clean(content)
    return _keep(submission, clean_name(upload.name or "", "xlsx"), sheets, by)


@transaction.atomic
def _keep(submission: Submission, name: str, sheets: list[Any], by: User) -> WaitingWorkbook:
    submission = lock(submission, by)
    if submission.state == Submission.State.SUBMITTED:
        raise SectionClosed("")
    # Those that nobody came back to go as others come.
    WaitingWorkbook.objects.forgotten().delete()
    WaitingWorkbook.objects.filter(submission=submission, by=by).delete()
    return WaitingWorkbook.objects.create(
        submission=submission, by=by, name=name, sheets=sheets, uploaded_at=timezone.now()
    )
