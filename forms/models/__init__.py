"""Forms as editors build them, their frozen versions, and what people answered."""

from .file import StoredFile
from .form import Form, FormVersion
from .presence import Presence
from .printout import Printout
from .receipt import KeptReceipt
from .sharing import DraftLink
from .streams import UnfrozenStreamField
from .submission import Submission, SubmissionEvent, SubmissionRevision
from .workbook import WaitingWorkbook

__all__ = [
    "DraftLink",
    "Form",
    "FormVersion",
    "KeptReceipt",
    "Presence",
    "Printout",
    "StoredFile",
    "Submission",
    "SubmissionEvent",
    "SubmissionRevision",
    "UnfrozenStreamField",
    "WaitingWorkbook",
]
