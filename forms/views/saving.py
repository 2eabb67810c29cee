"""Save what a section's page posted, brought together with what others saved meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from forms.actions.attach_file import attach_file
from forms.actions.save_section import save_section
from forms.domain.definition import Definition, Section
from forms.domain.kinds import KINDS
from forms.domain.merging import merge, read_digests
from forms.domain.posting import answers_from_post
from forms.errors import FileRefused, StaleRevision
from forms.models import Submission
from forms.wording import problem_text
from people.models import User

type Typed = Mapping[str, Sequence[str]]
# How often two that save at once may get in each other's way before it is said.
TRIES = 4


@dataclass
class Kept:
    """What became of a save: the submission as it stands, and the fields that both changed."""

    submission: Submission
    typed: Mapping[str, Any]
    clashes: tuple[str, ...] = ()
    # Of the fields that are no clash, those that are still to be saved: they are the writer's own.
    unsaved: Mapping[str, Any] = field(default_factory=dict)


def read_typed(definition: Definition, section: Section, typed: Typed) -> dict[str, Any]:
    """Stored answers of what was typed, without the fields where the other one's text was chosen."""
    answers = answers_from_post(definition, section.key, typed)
    for asked in section.fields:
        if last(typed, f"take.{asked.key}") == "theirs":
            answers.pop(asked.key, None)
    return answers


def keep_typed(submission: Submission, section: Section, typed: Typed, *, by: User) -> Kept:
    """Save the answers, each field from whoever changed it; a field that both changed is left and told.

    Raises SectionClosed and MayNotWrite as the action does.
    """
    answers = read_typed(submission.version.parsed, section, typed)
    revision = as_number(last(typed, "revision"))
    to_save: Mapping[str, Any] = answers
    for _attempt in range(TRIES):
        try:
            return Kept(save_section(submission, section.key, to_save, revision, by), answers)
        except StaleRevision as stale:
            submission, revision = stale.current, stale.current.revision
            merged = merge(read_digests(last(typed, "base")), submission.answers, answers)
            if merged.clashes:
                return Kept(submission, answers, merged.clashes, merged.answers)
            to_save = merged.answers
    return Kept(submission, answers, tuple(to_save), {})


def attach_all(
    submission: Submission, section: Section, files: Mapping[str, Sequence[UploadedFile]], *, by: User
) -> tuple[Submission, dict[str, list[str]]]:
    """Attach the uploads of the section; gives what was refused and why, by field key."""
    refused: dict[str, list[str]] = {}
    for asked in section.fields:
        if KINDS[asked.kind].name != "files":
            continue
        for upload in files.get(f"upload.{asked.key}", ()):
            try:
                attach_file(submission, asked.key, upload, by=by)
            except FileRefused as error:
                refused.setdefault(asked.key, []).append(f"{upload.name}: {problem_text(error)}")
    submission.refresh_from_db()
    return submission, refused


def last(typed: Typed, name: str) -> str:
    values = typed.get(name) or ("",)
    return values[-1]


def as_number(text: str) -> int:
    """A revision; anything else is older than all."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
