"""Take a file away from an answer."""

import json

from django.db import transaction

from forms.models import StoredFile, Submission
from people.models import User

from .attach_file import files_field
from .writing import Kind, lock, record, require_open


@transaction.atomic
def remove_file(stored: StoredFile, by: User) -> Submission:
    """The answer loses it; the bytes go too unless they were part of something that was sent in."""
    submission = lock(stored.submission, by)
    definition = submission.version.parsed
    field = files_field(definition, stored.field_key)
    section = definition.section_of[field.key].key
    require_open(submission, section)
    kept = [entry for entry in submission.answers.get(field.key) or [] if entry.get("id") != str(stored.uuid)]
    answers = {key: answer for key, answer in submission.answers.items() if key != field.key}
    submission.answers = answers | ({field.key: kept} if kept else {})
    submission.save(update_fields=["answers"])
    record(submission, Kind.FILE_REMOVED, by, section)
    if not _was_sent(stored, submission):
        bytes_of = stored.file
        stored.delete()
        transaction.on_commit(lambda: bytes_of.storage.delete(str(bytes_of.name)))
    return submission


def _was_sent(stored: StoredFile, submission: Submission) -> bool:
    sent = submission.sent_revisions.values_list("answers", flat=True)
    return any(str(stored.uuid) in json.dumps(answers) for answers in sent)
