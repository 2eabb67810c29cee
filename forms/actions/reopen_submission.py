"""Open sections of what was sent in, for a supplement."""

from collections.abc import Iterable

from django.db import transaction

from forms.errors import SectionClosed, UnknownSection
from forms.models import Submission
from people.models import User

from .writing import Kind, record


@transaction.atomic
def reopen_submission(submission: Submission, sections: Iterable[str], by: User) -> Submission:
    """Only the sections named may be changed until it is sent in again; none named opens all.

    Who may ask for a supplement is the case's question, so `by` is not asked for a right to write.
    """
    submission = Submission.objects.select_for_update(of=("self",)).select_related("version").get(pk=submission.pk)
    if submission.state == Submission.State.DRAFT:
        raise SectionClosed("a draft is open already")
    known = [section.key for section in submission.version.parsed.sections]
    wanted = set(sections)
    if strangers := wanted - set(known):
        raise UnknownSection(", ".join(sorted(strangers)))
    opened = wanted | set(submission.open_sections) if wanted else set(known)
    submission.state = Submission.State.REOPENED
    submission.open_sections = [key for key in known if key in opened]
    submission.revision += 1
    submission.save(update_fields=["state", "open_sections", "revision"])
    record(submission, Kind.REOPENED, by)
    return submission
