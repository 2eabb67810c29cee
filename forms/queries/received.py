"""Files that somebody may read: writers their own, others what was sent in."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from forms.extensions import others_see
from forms.models import StoredFile, Submission
from people.models import User


def file_for(user: User, uuid: UUID) -> StoredFile:
    """The file, where the user writes the submission, or may see it elsewhere and the file was sent in.

    What lies in a draft, or is being added to a supplement, is not yet received: only its writers see it.
    """
    file = get_object_or_404(StoredFile.objects.select_related("submission"), uuid=uuid)
    one = Submission.objects.filter(pk=file.submission_id)
    if one.visible_to(user).exists():
        return file
    if one.filter(others_see(user)).exists() and was_sent(file):
        return file
    raise Http404


def was_sent(file: StoredFile) -> bool:
    """Whether any revision that was sent in names the file."""
    sent = file.submission.sent_revisions.values_list("answers", flat=True)
    return any(
        isinstance(entry, dict) and entry.get("id") == str(file.uuid)
        for answers in sent
        for entry in answers.get(file.field_key) or ()
    )
