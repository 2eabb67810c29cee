"""Why an act on a form or a submission was refused; views turn these into pages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from forms.domain.definition import DefinitionError
from forms.domain.evaluate import Evaluation

if TYPE_CHECKING:
    from forms.models import Submission

__all__ = [
    "AlreadySubmitted",
    "DefinitionError",
    "FileRefused",
    "FormsError",
    "HasProblems",
    "KeyChanged",
    "KeyReused",
    "MayNotWrite",
    "NotInSection",
    "NotPublished",
    "NotReceived",
    "NotSent",
    "NothingNewer",
    "SectionClosed",
    "StaleRevision",
    "UnknownSection",
]


class FormsError(Exception):
    """Something that the rules of forms do not allow."""


class MayNotWrite(FormsError, PermissionDenied):
    """The person may not write in this submission: Django answers 403."""


class NotPublished(FormsError):
    """The form has no version to answer yet."""


class StaleRevision(FormsError):
    """The save started from an older revision than the one that stands.

    `current` is the submission as it stands; `theirs` are the answers that were not saved,
    so that both texts can be shown.
    """

    def __init__(self, current: "Submission", theirs: Mapping[str, Any]) -> None:
        self.current = current
        self.theirs = theirs
        super().__init__(f"revision {current.revision} stands")


class UnknownSection(FormsError):
    """The form has no section of that key."""


class NotInSection(FormsError):
    """Answers were given to fields that the section does not have."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        super().__init__(", ".join(keys))


class SectionClosed(FormsError):
    """The section is not open: the answers were sent in, or the supplement asks for others."""


class AlreadySubmitted(FormsError):
    """The answers were sent in before."""


class HasProblems(FormsError):
    """The answers cannot be sent in; `evaluation.blocking` says why."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        super().__init__(f"{len(evaluation.blocking)} problems")


class NotReceived(FormsError):
    """Nobody can take what was sent in further, so it was not sent; `str()` says why in the reader's words.

    `is_conflict`: what it is about has changed meanwhile; else something that was filled in will not do.
    """

    def __init__(self, why: str, *, is_conflict: bool = False) -> None:
        self.is_conflict = is_conflict
        super().__init__(why)


class NotSent(FormsError):
    """Only what was sent in can be begun from."""


class NothingNewer(FormsError):
    """The draft is of the form's current version already, or was sent in."""


class KeyChanged(DefinitionError):
    """A field that was published under one key came back under another."""


class TooManyLinks(FormsError):
    """So many links to the draft are open that no more are made."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        super().__init__(str(maximum))


class KeyReused(FormsError):
    """The same idempotency key came with another request."""


class FileRefused(FormsError):
    """A file that cannot be attached; `code` and `params` are worded in forms/wording.py."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)
